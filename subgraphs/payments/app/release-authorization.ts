import type { UnitOfWork } from '@emporium/platform/db';
import { holdsTooMuch, withAttempt, type Attempt, type Payment } from '../domain/payment.ts';
import type { ReleaseJob } from './follow-up.ts';
import type { PaymentGateway, PaymentStore } from './ports.ts';

/**
 * Has the gateway let go of money that nobody will take: of a voided payment's rest, or of an attempt
 * that was given up. When the gateway does not know the attempt there is nothing to let go; should it
 * arrive there later, its report brings this job back.
 */
export const releaseAuthorization =
  (deps: {
    readonly uow: UnitOfWork;
    readonly payments: PaymentStore;
    readonly gateway: PaymentGateway;
    readonly now: () => Date;
  }) =>
  async ({ paymentId, attempt: number }: ReleaseJob): Promise<void> => {
    const payment = await deps.payments.find(paymentId);
    const attempt = attemptOf(payment, number);
    if (payment === null || attempt === null || attempt.releasedAt !== null || !isUnwanted(payment, attempt)) return;

    const key = { orderId: payment.orderId, attempt: number };
    const reference = attempt.gatewayReference ?? (await deps.gateway.find(key))?.gatewayReference ?? null;
    if (reference !== null) await deps.gateway.release(key, reference);
    await deps.uow.run(async (tx) => {
      const current = await deps.payments.lock(tx, paymentId);
      const held = attemptOf(current, number);
      if (current === null || held === null) return;
      deps.payments.update(tx, withAttempt(current, { ...held, gatewayReference: reference, releasedAt: deps.now() }));
    });
  };

const attemptOf = (payment: Payment | null, number: number): Attempt | null =>
  payment?.attempts.find((attempt) => attempt.number === number) ?? null;

const isUnwanted = (payment: Payment, { status }: Attempt): boolean =>
  status === 'AUTHORIZED' ? holdsTooMuch(payment) : status === 'FAILED' || status === 'CANCELLED';
