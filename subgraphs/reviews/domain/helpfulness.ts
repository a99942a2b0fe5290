import type { Review } from './review.ts';

export type Vote = 'HELPFUL' | 'NOT_HELPFUL';

/** 95 % confidence. */
const Z = 1.96;
const MILLION = 1_000_000;

/**
 * The lower bound of the Wilson score interval, in millionths: how helpful a review is at least, given
 * how few have voted. Nine of ten rank above one of one, and 0 is for those that nobody voted on.
 */
export function helpfulnessOf(helpful: number, notHelpful: number): number {
  const votes = helpful + notHelpful;
  if (votes === 0) return 0;
  const share = helpful / votes;
  const spread = Z * Math.sqrt((share * (1 - share) + Z ** 2 / (4 * votes)) / votes);
  return Math.max(0, Math.round((MILLION * (share + Z ** 2 / (2 * votes) - spread)) / (1 + Z ** 2 / votes)));
}

/** The review when one user's vote changes; null is no vote. */
export function revoted(review: Review, before: Vote | null, after: Vote | null): Review {
  const helpfulCount = review.helpfulCount + change('HELPFUL', before, after);
  const notHelpfulCount = review.notHelpfulCount + change('NOT_HELPFUL', before, after);
  return { ...review, helpfulCount, notHelpfulCount, helpfulness: helpfulnessOf(helpfulCount, notHelpfulCount) };
}

const change = (vote: Vote, before: Vote | null, after: Vote | null): number =>
  Number(after === vote) - Number(before === vote);
