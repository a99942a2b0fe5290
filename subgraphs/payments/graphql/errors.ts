import { inputError, notFoundError, toMoney, userError, type UserError } from '@emporium/platform/graphql';
import { formatDecimal, fromWire } from '@emporium/platform/money';
import type { AuthorizeProblem } from '../app/authorize-payment.ts';
import type { CaptureProblem } from '../app/capture-payment.ts';
import type { ConfirmProblem } from '../app/confirm-payment.ts';
import type { KeepProblem } from '../app/payment-methods.ts';
import type { RefundProblem } from '../app/refund-payment.ts';
import type { VoidProblem } from '../app/void-payment.ts';
import { MAX_SAVED_METHODS } from '../domain/payment-method.ts';
import { currentAttempt } from '../domain/payment.ts';
import { DeclinedError } from './types/payment.ts';
import { RefundableExceededError } from './types/refund.ts';

/** Domain problems as what a person reads: what is wrong, and what to do. */

const UNAVAILABLE = inputError(
  'SERVICE_UNAVAILABLE',
  'The payment provider does not answer right now. Nothing was changed; try again with the same key.',
);

export function keepError({ code }: KeepProblem): UserError {
  switch (code) {
    case 'UNKNOWN_TOKEN':
      return inputError('INVALID', 'The payment provider does not know this token. Enter the card again.', [
        'gatewayToken',
      ]);
    case 'TOO_MANY':
      return inputError('INVALID', `You have saved ${MAX_SAVED_METHODS} ways to pay. Remove one first.`);
    case 'SERVICE_UNAVAILABLE':
      return UNAVAILABLE;
  }
}

export function authorizeError(problem: AuthorizeProblem): UserError {
  if (problem.code === 'METHOD_NOT_FOUND') return notFoundError('payment method', ['paymentMethodId']);
  return inputError('ILLEGAL_TRANSITION', `The order’s payment is ${problem.status}: no attempt can be added.`, [
    'attempt',
  ]);
}

export function confirmError(problem: ConfirmProblem): UserError {
  switch (problem.code) {
    case 'NOT_FOUND':
      return notFoundError('payment', ['paymentId']);
    case 'SERVICE_UNAVAILABLE':
      return UNAVAILABLE;
    case 'ILLEGAL_TRANSITION':
      return inputError('ILLEGAL_TRANSITION', `The payment is ${problem.status}: there is nothing to confirm.`, [
        'paymentId',
      ]);
    case 'GATEWAY_TIMEOUT':
      return inputError(
        'GATEWAY_TIMEOUT',
        'The payment provider did not answer in time. The outcome will follow by itself.',
      );
    case 'AUTHENTICATION_FAILED':
      return userError(DeclinedError, {
        code: 'AUTHENTICATION_FAILED',
        message: 'The bank did not accept the confirmation. Pay again, or choose another way to pay.',
        field: ['result'],
        declineCode: currentAttempt(problem.payment).declineCode!,
        retryable: true,
      });
  }
}

export function voidError({ code }: VoidProblem): UserError {
  return inputError(code, 'Everything was captured: refund it instead.', ['orderId']);
}

export function captureError(problem: CaptureProblem): UserError {
  switch (problem.code) {
    case 'NOT_FOUND':
      return notFoundError('payment', ['paymentId']);
    case 'WRONG_CURRENCY':
      return inputError('INVALID', 'Give the amount in the payment’s currency.', ['amount', 'currencyCode']);
    case 'ALREADY_CAPTURED':
      return inputError('ALREADY_CAPTURED', 'Nothing of this payment is left to capture.', ['paymentId']);
    case 'NOT_CAPTURABLE': {
      const { currency } = problem.capturable;
      const left = formatDecimal(fromWire(problem.capturable));
      return inputError('INVALID', `Only ${left} ${currency} are left to capture. Ask for less.`, ['amount']);
    }
  }
}

export function refundError(problem: RefundProblem): UserError {
  switch (problem.code) {
    case 'NOT_FOUND':
      return notFoundError('payment', ['paymentId']);
    case 'WRONG_CURRENCY':
      return inputError('INVALID', 'Give the amount in the payment’s currency.', ['amount', 'currencyCode']);
    case 'AMOUNT_EXCEEDS_REFUNDABLE': {
      const refundable = fromWire(problem.refundable);
      return userError(RefundableExceededError, {
        code: 'AMOUNT_EXCEEDS_REFUNDABLE',
        message: `At most ${formatDecimal(refundable)} ${refundable.currency} can be refunded. Ask for no more.`,
        field: ['amount'],
        refundable: toMoney(refundable),
      });
    }
  }
}
