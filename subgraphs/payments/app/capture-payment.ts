import type { ShipmentShipped } from '@emporium/contracts/events';
import type { PaymentId } from '@emporium/contracts/ids';
import type { MoneyWire } from '@emporium/contracts/money';
import type { Tx, UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { fromWire, money, toWire, type Money } from '@emporium/platform/money';
import { err, ok, type Result } from '@emporium/platform/result';
import { captureAhead, captureForShipment } from '../domain/capture.ts';
import { capturableMinor } from '../domain/payment.ts';
import { followUp } from './follow-up.ts';
import type { CaptureStore, PaymentStore } from './ports.ts';

export interface CapturePaymentDeps {
  readonly payments: PaymentStore;
  readonly captures: CaptureStore;
  readonly newId: NewId;
}

/**
 * A parcel left: its share of the payment is due, once for each shipment. The money is put down as
 * being captured in the event's transaction; the gateway is asked afterwards, by a job.
 *
 * @throws a shipment worth more than what is left of the payment is a bug of orders: the event is parked
 */
export const captureShipment =
  ({ payments, captures, newId }: CapturePaymentDeps) =>
  async (tx: Tx, event: ShipmentShipped): Promise<void> => {
    const [payment, isKnown] = await Promise.all([
      payments.lockOrder(tx, event.orderId),
      captures.existsForShipment(tx, event.shipmentId),
    ]);
    if (isKnown) return;
    if (payment === null) throw new Error(`order ${event.orderId} has shipped and has no payment`);
    const [amount, commission, tax] = [fromWire(event.amount), fromWire(event.commission), fromWire(event.tax)];
    if (amount.currency !== payment.currency) {
      throw new Error(`shipment ${event.shipmentId} costs ${amount.currency}, its payment is in ${payment.currency}`);
    }
    const decision = captureForShipment(payment, newId('cap'), {
      shipmentId: event.shipmentId,
      sellerOrderId: event.sellerOrderId,
      sellerId: event.sellerId,
      shares: {
        sellerMinor: amount.minorUnits - commission.minorUnits - tax.minorUnits,
        commissionMinor: commission.minorUnits,
        taxMinor: tax.minorUnits,
      },
    });
    if (!decision.ok) {
      const open = decision.error.capturableMinor;
      throw new Error(`shipment ${event.shipmentId} needs ${amount.minorUnits}, its payment has ${open} left`);
    }
    payments.update(tx, decision.value.payment);
    captures.insert(tx, decision.value.capture);
    followUp.capture(tx, decision.value.capture.id);
  };

export interface CaptureAhead {
  readonly idempotencyKey: string;
  readonly paymentId: PaymentId;
  /** Null: all that can be captured. */
  readonly amount: Money | null;
}

export type CaptureProblem =
  | { readonly code: 'NOT_FOUND' | 'WRONG_CURRENCY' | 'ALREADY_CAPTURED' }
  | { readonly code: 'NOT_CAPTURABLE'; readonly capturable: MoneyWire };

/** Finance takes money before its shipments leave, say because the authorisation would lapse. Shipments earn it later. */
export const capturePaymentAhead =
  ({ uow, payments, captures, newId }: CapturePaymentDeps & { readonly uow: UnitOfWork }) =>
  (command: CaptureAhead): Promise<Result<PaymentId, CaptureProblem>> =>
    uow.once(command.idempotencyKey, command, async (tx): Promise<Result<PaymentId, CaptureProblem>> => {
      const payment = await payments.lock(tx, command.paymentId);
      if (payment === null) return err({ code: 'NOT_FOUND' });
      if (command.amount !== null && command.amount.currency !== payment.currency)
        return err({ code: 'WRONG_CURRENCY' });
      const open = capturableMinor(payment);
      if (open === 0n) return err({ code: 'ALREADY_CAPTURED' });
      const decision = captureAhead(payment, newId('cap'), command.amount?.minorUnits ?? open);
      if (!decision.ok) return err({ code: 'NOT_CAPTURABLE', capturable: toWire(money(open, payment.currency)) });
      payments.update(tx, decision.value.payment);
      captures.insert(tx, decision.value.capture);
      followUp.capture(tx, decision.value.capture.id);
      return ok(payment.id);
    });
