import type { OfferId } from '@emporium/contracts/ids';
import {
  inputError,
  InsufficientStockError,
  notFoundError,
  userError,
  type UserError,
} from '@emporium/platform/graphql';
import type { AdjustProblem } from '../app/adjust-stock.ts';
import type { ReserveProblem } from '../app/reserve-stock.ts';
import type { PickProblem } from '../domain/pick-task.ts';
import type { ConfirmProblem } from '../domain/reservation.ts';
import { QuantityStaleError } from './types/stock-level.ts';

/** Domain problems as what a person reads: what is wrong, and what to do. */

export function adjustError(problem: AdjustProblem, offerId: OfferId): UserError {
  switch (problem.code) {
    case 'NOT_FOUND':
      return notFoundError('stock level', ['offerId']);
    case 'INVALID':
      return inputError('INVALID', problem.message, ['onHand']);
    case 'QUANTITY_STALE':
      return userError(QuantityStaleError, {
        code: 'QUANTITY_STALE',
        message: `There are ${problem.actualQuantity} units on hand now. Count again, and give that number as expected.`,
        field: ['expectedQuantity'],
        actualQuantity: problem.actualQuantity,
      });
    case 'INSUFFICIENT_STOCK':
      return insufficientStock({ offerId, ...problem }, ['offerId']);
  }
}

export const insufficientStock = (
  shortage: { offerId: string; available: number; requested: number },
  field: readonly string[],
): UserError =>
  userError(InsufficientStockError, {
    code: 'INSUFFICIENT_STOCK',
    message:
      shortage.available > 0
        ? `Only ${shortage.available} are available. Ask for fewer.`
        : 'None are available. Remove it, or come back later.',
    field,
    offerId: shortage.offerId,
    available: shortage.available,
    requested: shortage.requested,
  });

export function reserveErrors(problem: ReserveProblem): readonly UserError[] {
  switch (problem.code) {
    case 'INSUFFICIENT_STOCK':
      return problem.shortages.map((shortage) => insufficientStock(shortage, ['lines']));
    case 'NOT_DELIVERABLE':
      return [
        inputError('NOT_DELIVERABLE', 'Nothing is delivered to this country yet. Choose another address.', [
          'destination',
        ]),
      ];
  }
}

export function confirmError(problem: ConfirmProblem | { readonly code: 'NOT_FOUND' }): UserError {
  if (problem.code === 'NOT_FOUND') return notFoundError('reservation', ['reservationId']);
  return inputError('RESERVATION_EXPIRED', 'The reservation ran out. Reserve again.', ['reservationId']);
}

export function pickError(problem: PickProblem | { readonly code: 'NOT_FOUND' }): UserError {
  switch (problem.code) {
    case 'NOT_FOUND':
      return notFoundError('pick task', ['id']);
    case 'INVALID':
      return inputError('INVALID', problem.message, [problem.field]);
    case 'FORBIDDEN':
      return inputError('FORBIDDEN', 'Somebody else has claimed this task. Claim one that is queued.', ['id']);
    case 'ILLEGAL_TRANSITION':
      return inputError('ILLEGAL_TRANSITION', `A task that is ${problem.from} cannot become ${problem.to}.`, ['id']);
  }
}
