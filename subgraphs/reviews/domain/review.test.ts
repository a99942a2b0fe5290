import { newId } from '@emporium/platform/ids';
import { describe, expect, it } from 'vitest';
import { aReview } from '../testing/reviews.ts';
import { decideDeletion, decideEdit, isPublic, moderated, reported, statusShown, type ReviewStatus } from './review.ts';

const now = new Date('2026-03-02T12:00:00Z');
const standing = (status: ReviewStatus) => ({ ...aReview(), status });

describe('an edit', () => {
  it('keeps what is left out, and clears a title of null', () => {
    const review = { ...aReview(), title: 'Good' };
    expect(decideEdit(review, { stars: 1 }, now)).toMatchObject({
      value: { stars: 1, title: 'Good', body: review.body, editedAt: now },
    });
    expect(decideEdit(review, { title: null }, now)).toMatchObject({ value: { title: null } });
  });

  it('that changes nothing is none', () => {
    const review = aReview();
    expect(decideEdit(review, { stars: review.stars, body: review.body }, now)).toEqual({ ok: true, value: review });
  });

  it.each([
    ['PUBLISHED', 'PUBLISHED'],
    ['FLAGGED', 'FLAGGED'],
    ['REJECTED', 'PENDING'],
    ['PENDING', 'PENDING'],
  ] as const)('of a %s review leaves it %s', (before, after) => {
    expect(decideEdit(standing(before), { stars: 1 }, now)).toMatchObject({ ok: true, value: { status: after } });
  });

  it('cannot touch what a moderator removed', () => {
    expect(decideEdit(standing('REMOVED'), { stars: 1 }, now)).toEqual({
      ok: false,
      error: { code: 'ILLEGAL_TRANSITION', status: 'REMOVED' },
    });
  });
});

describe('a review', () => {
  it('can be deleted while it is public: that is no way around a moderator', () => {
    for (const status of ['PUBLISHED', 'FLAGGED'] as const) expect(decideDeletion(standing(status)).ok).toBe(true);
    for (const status of ['PENDING', 'REJECTED', 'REMOVED'] as const) {
      expect(decideDeletion(standing(status)).ok).toBe(false);
      expect(isPublic(standing(status))).toBe(false);
    }
  });

  it('is flagged by the third report, once it is published', () => {
    expect(reported(standing('PUBLISHED'), 2).status).toBe('PUBLISHED');
    expect(reported(standing('PUBLISHED'), 3).status).toBe('FLAGGED');
    expect(reported(standing('REMOVED'), 3).status).toBe('REMOVED');
  });

  it('shows only moderators that it is flagged', () => {
    expect(statusShown('FLAGGED', false)).toBe('PUBLISHED');
    expect(statusShown('FLAGGED', true)).toBe('FLAGGED');
    expect(statusShown('REJECTED', false)).toBe('REJECTED');
  });

  it('stands where the moderator put it', () => {
    const decision = { reason: 'fine', decidedBy: newId('usr'), decidedAt: now };
    expect(moderated(standing('REMOVED'), 'PUBLISHED', decision)).toMatchObject({
      status: 'PUBLISHED',
      moderation: decision,
    });
  });
});
