import { inputError, notFoundError, userError, type UserError } from '@emporium/platform/graphql';
import type { CancelOrderProblem } from '../app/cancel-order.ts';
import { IllegalTransitionError } from './types/order.ts';

/** Domain problems as what a person reads: what is wrong, and what to do. */
export function cancelError(problem: CancelOrderProblem): UserError {
  switch (problem.code) {
    case 'NOT_FOUND':
      return 'lineId' in problem
        ? notFoundError('line of this order', ['lineIds'])
        : notFoundError('order', ['orderId']);
    case 'NOT_CANCELLABLE':
      if (problem.status === 'PENDING' || problem.status === 'PAYMENT_FAILED') {
        return inputError('NOT_CANCELLABLE', 'The payment is not settled yet. Cancel the checkout instead.', [
          'orderId',
        ]);
      }
      return userError(IllegalTransitionError, {
        code: 'NOT_CANCELLABLE',
        message: 'What you name has left the warehouse or was cancelled before. Return it after it has arrived.',
        field: ['lineIds'],
        from: problem.status,
        to: 'CANCELLED',
        allowed: problem.allowed,
      });
    case 'ILLEGAL_TRANSITION':
      return userError(IllegalTransitionError, {
        code: 'ILLEGAL_TRANSITION',
        message: `An order that is ${problem.from} cannot become ${problem.to}.`,
        field: ['orderId'],
        from: problem.from,
        to: problem.to,
        allowed: problem.allowed,
      });
  }
}
