import { inputError, notFoundError, userError, type UserError } from '@emporium/platform/graphql';
import type { CreateProblem } from '../app/create-review.ts';
import type { OpinionProblem } from '../app/vote.ts';
import type { ReviewProblem } from '../domain/review.ts';
import { AlreadyReviewedError } from './types/commands.ts';

/** Domain problems as what a person reads: what is wrong, and what to do. */

export function createError(problem: CreateProblem): UserError {
  switch (problem.code) {
    case 'NOT_FOUND':
      return notFoundError('product', ['productId']);
    case 'NOT_PURCHASED':
      return inputError('NOT_PURCHASED', 'No delivered order line of yours has this product and this id.', [
        'orderLineId',
      ]);
    case 'ALREADY_REVIEWED':
      return userError(AlreadyReviewedError, {
        code: 'ALREADY_REVIEWED',
        message: 'You have reviewed this product before. Change that review instead.',
        field: ['productId'],
        reviewId: problem.reviewId,
      });
  }
}

export function editError(problem: ReviewProblem | { readonly code: 'NOT_FOUND' }): UserError {
  if (problem.code === 'NOT_FOUND') return notFoundError('review', ['id']);
  const message =
    problem.status === 'REMOVED'
      ? 'A moderator has removed this review. It can no longer be changed.'
      : 'A moderator has rejected this review. Change it, and it will be looked at again.';
  return inputError('ILLEGAL_TRANSITION', message, ['id']);
}

export function opinionError(problem: OpinionProblem, own: string): UserError {
  return problem.code === 'NOT_FOUND' ? notFoundError('review', ['id']) : inputError('OWN_REVIEW', own, ['id']);
}
