import type { ReviewId, UserId } from '@emporium/contracts/ids';
import { userId } from '@emporium/world/ids';
import type { WorldReview } from '@emporium/world/reviews';
import { FIRST_SHOPPER } from '@emporium/world/users';
import { REPORTS_TO_FLAG } from '../domain/review.ts';

/** Enough for a moderator to see a queue. */
const FLAGGED_REVIEWS = 12;

const REASONS = [
  'This is about the delivery, not about the product.',
  'The reviewer seems to work for a competitor.',
  'It insults other customers.',
] as const;

/** Reports of some one-star reviews that readers did not care for. */
export class Reports {
  readonly #rows: [ReviewId, UserId, string, Date][] = [];
  #flagged = 0;

  constructor(private readonly now: Date) {}

  /** Reports the review, or not; says whether it is flagged then. */
  flags({ id, stars, authorIndex, helpfulVotes, notHelpfulVotes }: WorldReview): boolean {
    const isDisliked = stars === 1 && notHelpfulVotes > 2 && notHelpfulVotes * 2 > helpfulVotes;
    if (!isDisliked || this.#flagged === FLAGGED_REVIEWS) return false;
    this.#flagged += 1;
    const reporters = Array.from({ length: REPORTS_TO_FLAG + 1 }, (_, index) => FIRST_SHOPPER + index);
    for (const [index, reporter] of reporters
      .filter((candidate) => candidate !== authorIndex)
      .slice(0, REPORTS_TO_FLAG)
      .entries()) {
      this.#rows.push([id, userId(reporter), REASONS[index % REASONS.length]!, this.now]);
    }
    return true;
  }

  rows() {
    return this.#rows;
  }
}
