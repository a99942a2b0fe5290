import type { PaymentId } from '@emporium/contracts/ids';
import type { Log } from '@emporium/platform/log';
import { money } from '@emporium/platform/money';
import { currentAttempt, type Payment } from '../domain/payment.ts';
import {
  GatewayUnavailable,
  OutcomeUnknown,
  type AttemptKey,
  type GatewayIntent,
  type PaymentGateway,
  type PaymentStore,
} from './ports.ts';

export interface ReconcileDeps {
  readonly payments: PaymentStore;
  readonly gateway: PaymentGateway;
  readonly recordReport: (intent: GatewayIntent) => Promise<Payment | null>;
  readonly giveUpAttempt: (attempt: AttemptKey, declineCode: string) => Promise<Payment | null>;
  readonly now: () => Date;
  readonly log: Log;
}

/** Younger attempts are most likely still being made. */
const OPEN_FOR_MS = 30_000;
const PAGE = 100;

/**
 * Asks the gateway about every attempt without an outcome: its answer, its webhook or our process was
 * lost on the way. An attempt that never reached the gateway is sent again under its own key; a
 * challenge that ran out counts as refused.
 *
 * @returns how many were asked about
 */
export const reconcilePayments = (deps: ReconcileDeps) => async (): Promise<number> => {
  const before = new Date(deps.now().getTime() - OPEN_FOR_MS);
  let asked = 0;
  for (let after: PaymentId | null = null; ;) {
    const page: readonly Payment[] = await deps.payments.findUndecided(before, after, PAGE);
    for (const payment of page) await reconcile(deps, payment);
    asked += page.length;
    if (page.length < PAGE) return asked;
    after = page.at(-1)!.id;
  }
};

async function reconcile(deps: ReconcileDeps, payment: Payment): Promise<void> {
  const attempt = currentAttempt(payment);
  const key = { orderId: payment.orderId, attempt: attempt.number };
  try {
    const intent =
      (await deps.gateway.find(key)) ??
      (await deps.gateway.authorize(key, attempt.methodReference, money(payment.amountMinor, payment.currency)));
    await deps.recordReport(intent);
    const expiresAt = intent.status === 'REQUIRES_ACTION' ? intent.nextAction?.expiresAt : undefined;
    if (expiresAt !== undefined && expiresAt <= deps.now()) await deps.giveUpAttempt(key, 'authentication_expired');
  } catch (error) {
    if (!(error instanceof GatewayUnavailable) && !(error instanceof OutcomeUnknown)) throw error;
    deps.log.warn({ err: error, paymentId: payment.id }, 'a payment could not be reconciled and will be tried again');
  }
}
