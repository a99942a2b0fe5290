import { inputError, notFoundError, userError, type UserError } from '@emporium/platform/graphql';
import type { ApproveProblem } from '../app/approve-deal.ts';
import type { CancelProblem } from '../app/cancel-deal.ts';
import type { ReleaseProblem } from '../app/end-claims.ts';
import type { ProposeProblem } from '../app/propose-deal.ts';
import type { RedeemProblem } from '../app/redeem.ts';
import type { SavePromotionProblem } from '../app/save-promotion.ts';
import type { ClaimProblem } from '../domain/deal-claim.ts';
import { DealNotStartedError, DealSoldOutError } from './types/deal-claim.ts';

/** Domain problems as what a person reads: what is wrong, and what to do. */

export function claimError(problem: ClaimProblem, nextHoldEndsAt: Date | null): UserError {
  switch (problem.code) {
    case 'NOT_FOUND':
      return notFoundError('deal', ['dealId']);
    case 'MEMBERS_ONLY':
      return inputError('FORBIDDEN', 'This deal is for Prime members.', ['dealId']);
    case 'DEAL_NOT_STARTED':
      return userError(DealNotStartedError, {
        code: 'DEAL_NOT_STARTED',
        message: 'The deal has not started. Come back when it does.',
        field: ['dealId'],
        opensAt: problem.opensAt,
      });
    case 'DEAL_ENDED':
      return inputError('DEAL_ENDED', 'The deal is over.', ['dealId']);
    case 'DEAL_ALREADY_CLAIMED':
      return inputError('DEAL_ALREADY_CLAIMED', 'You hold a claim on this deal. Check out, or release it first.', [
        'dealId',
      ]);
    case 'DEAL_LIMIT_REACHED':
      return inputError('DEAL_LIMIT_REACHED', `One customer may have ${problem.limit} of these.`, ['quantity']);
    case 'DEAL_SOLD_OUT':
      return userError(DealSoldOutError, {
        code: 'DEAL_SOLD_OUT',
        message:
          problem.left > 0
            ? `Only ${problem.left} are left. Ask for fewer.`
            : 'Every unit is claimed. One may be free again when a hold runs out.',
        field: ['quantity'],
        nextHoldEndsAt,
      });
  }
}

export function releaseError(problem: ReleaseProblem): UserError {
  if (problem.code === 'NOT_FOUND') return notFoundError('claim', ['claimId']);
  return inputError('ILLEGAL_TRANSITION', 'An order has this claim. Cancel the order instead.', ['claimId']);
}

export function proposeError(problem: ProposeProblem): UserError {
  switch (problem.code) {
    case 'NOT_FOUND':
      return notFoundError('offer', ['offerId']);
    case 'SCHEDULE_CONFLICT':
      return scheduleConflict(['startsAt']);
    case 'INVALID':
    case 'PRICE_OUT_OF_BOUNDS':
      return inputError(problem.code, problem.message, [problem.field]);
  }
}

export function approveError(problem: ApproveProblem): UserError {
  switch (problem.code) {
    case 'NOT_FOUND':
      return notFoundError('deal', ['id']);
    case 'SCHEDULE_CONFLICT':
      return scheduleConflict(['id']);
    case 'DEAL_ENDED':
      return inputError('DEAL_ENDED', 'Its time is over. Propose it anew.', ['id']);
    case 'ILLEGAL_TRANSITION':
      return inputError('ILLEGAL_TRANSITION', 'The deal was cancelled. Propose it anew.', ['id']);
    case 'INSUFFICIENT_STOCK':
      return inputError(
        'INSUFFICIENT_STOCK',
        `Only ${problem.available} units are free to be set aside. Restock, or propose a smaller deal.`,
        ['id'],
      );
  }
}

const scheduleConflict = (field: readonly string[]): UserError =>
  inputError('SCHEDULE_CONFLICT', 'Another deal on this offer runs then. Choose another time.', field);

export function cancelError(problem: CancelProblem): UserError {
  if (problem.code === 'NOT_FOUND') return notFoundError('deal', ['id']);
  return inputError('ILLEGAL_TRANSITION', `A deal that is ${problem.from} cannot be cancelled.`, ['id']);
}

export function saveError(problem: SavePromotionProblem): UserError {
  switch (problem.code) {
    case 'NOT_FOUND':
      return notFoundError('promotion', ['id']);
    case 'CODE_TAKEN':
      return inputError('INVALID', 'Another promotion has this code. Choose another one.', ['code']);
    case 'LIMIT_BELOW_USES':
      return inputError('INVALID', `${problem.usageCount} orders have used it already.`, ['usageLimit']);
  }
}

export const redeemError = ({ code, message, subject }: RedeemProblem): UserError =>
  inputError(code, message, [subject]);
