import type { PaymentCaptured, PaymentCaptureFailed } from '@emporium/contracts/events';
import type { CaptureId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import type { Log } from '@emporium/platform/log';
import { money, toWire } from '@emporium/platform/money';
import { appendToOutbox } from '@emporium/platform/outbox';
import { captureFailed, captureSucceeded, type Capture } from '../domain/capture.ts';
import { capturePosting } from '../domain/ledger.ts';
import { currentAttempt, holdsTooMuch, type Payment } from '../domain/payment.ts';
import { announce } from './announce.ts';
import { followUp } from './follow-up.ts';
import type { CaptureStore, GatewayMovement, LedgerStore, PaymentGateway, PaymentStore } from './ports.ts';

export interface SettleCaptureDeps {
  readonly uow: UnitOfWork;
  readonly payments: PaymentStore;
  readonly captures: CaptureStore;
  readonly ledger: LedgerStore;
  readonly gateway: PaymentGateway;
  readonly now: () => Date;
  readonly log: Log;
}

/** Asks the gateway for a capture that was decided on. May run any number of times: the gateway's key is the capture's id. */
export const settleCapture =
  (deps: SettleCaptureDeps) =>
  async (id: CaptureId): Promise<void> => {
    const capture = await deps.captures.find(id);
    if (capture === null || capture.status !== 'PENDING') return;
    const payment = (await deps.payments.find(capture.paymentId))!;
    await recordCapture(deps)(id, await take(deps.gateway, payment, capture));
  };

async function take(gateway: PaymentGateway, payment: Payment, capture: Capture): Promise<GatewayMovement> {
  const { number, gatewayReference } = currentAttempt(payment);
  // Free, or captured ahead: nothing to ask for.
  if (capture.amountMinor === 0n) return { ok: true, value: { gatewayReference: gatewayReference! } };
  const amount = money(capture.amountMinor, payment.currency);
  return gateway.capture({ orderId: payment.orderId, attempt: number }, gatewayReference!, capture.id, amount);
}

/**
 * The one function in which a capture learns how it ended, from our own call or from the webhook:
 * under the payment's lock, with the ledger, the event and the new state in one transaction.
 */
export const recordCapture =
  (deps: Omit<SettleCaptureDeps, 'gateway'>) =>
  async (id: CaptureId, movement: GatewayMovement): Promise<void> => {
    const found = await deps.captures.find(id);
    if (found === null) return;
    await deps.uow.run(async (tx) => {
      const [payment, capture] = await Promise.all([
        deps.payments.lock(tx, found.paymentId),
        deps.captures.lock(tx, id),
      ]);
      if (payment === null || capture?.status !== 'PENDING') return;
      const at = deps.now();
      const facts = {
        paymentId: payment.id,
        orderId: payment.orderId,
        shipmentId: capture.earned?.shipmentId ?? null,
        amount: toWire(money(capture.amountMinor, payment.currency)),
      };
      if (!movement.ok) {
        const { failureCode } = movement.error;
        deps.payments.update(tx, captureFailed(payment, capture));
        deps.captures.settle(tx, { ...capture, status: 'FAILED', failureCode }, at);
        const type = 'payments.payment-capture-failed.v1';
        appendToOutbox<PaymentCaptureFailed>(tx, payment.id, { type, ...facts, failureCode });
        deps.log.error({ captureId: id, paymentId: payment.id, failureCode }, 'the gateway refused a capture');
        return;
      }
      const after = captureSucceeded(payment, capture);
      deps.payments.update(tx, after);
      deps.captures.settle(tx, { ...capture, status: 'SUCCEEDED' }, at);
      deps.ledger.post(tx, payment.id, capturePosting(capture, payment.currency), at);
      if (holdsTooMuch(after)) followUp.release(tx, { paymentId: payment.id, attempt: currentAttempt(payment).number });
      appendToOutbox<PaymentCaptured>(tx, payment.id, { type: 'payments.payment-captured.v1', ...facts });
      if (after.status !== payment.status) announce(tx, after);
    });
  };
