import { MINUTE_MS } from './calendar.ts';
import { Dice } from './dice.ts';
import { worldId } from './ids.ts';
import type { Draft } from './order-draft.ts';
import { sum } from './order-money.ts';
import type {
  OrderStatus,
  PaymentStatus,
  WorldCapture,
  WorldPayment,
  WorldRefund,
  WorldShipment,
} from './order-model.ts';
import { paymentMethodsOf } from './payment-methods.ts';

const DECLINE_CODES = ['insufficient_funds', 'card_declined', 'expired_card', 'do_not_honor'] as const;

const captureOf = (shipment: WorldShipment): WorldCapture[] =>
  shipment.shippedAt === null
    ? []
    : [
        {
          shipmentId: shipment.id,
          sellerOrderId: shipment.sellerOrderId,
          sellerId: shipment.sellerId,
          amountMinor: shipment.amountMinor,
          sellerMinor: shipment.amountMinor - shipment.commissionMinor - shipment.taxMinor,
          commissionMinor: shipment.commissionMinor,
          taxMinor: shipment.taxMinor,
          at: shipment.shippedAt,
        },
      ];

const isPaid = (status: OrderStatus): boolean => status !== 'PENDING' && status !== 'PAYMENT_FAILED';

const statusOf = (
  status: OrderStatus,
  totalMinor: bigint,
  capturedMinor: bigint,
  refundedMinor: bigint,
): PaymentStatus => {
  if (status === 'PENDING') return 'REQUIRES_ACTION';
  if (status === 'PAYMENT_FAILED') return 'FAILED';
  if (status === 'CANCELLED') return 'CANCELLED';
  if (refundedMinor > 0n) return refundedMinor === capturedMinor ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
  if (capturedMinor === 0n) return 'AUTHORIZED';
  return capturedMinor === totalMinor ? 'CAPTURED' : 'PARTIALLY_CAPTURED';
};

/** Seconds after the order was placed: one success, or one or two refusals; a tenth of the successes came at second try. */
const attemptsOf = (draft: Draft, dice: Dice): WorldPayment['attempts'] => {
  const gatewayMs = dice.int(180, 900);
  const first = new Date(draft.placedMs + 4_000);
  const second = new Date(draft.placedMs + 2 * MINUTE_MS);
  const declined = { status: 'FAILED' as const, declineCode: dice.pick(DECLINE_CODES), gatewayMs };
  if (draft.status === 'PENDING')
    return [{ attempt: 1, status: 'REQUIRES_ACTION', declineCode: null, gatewayMs, at: first }];
  const twice = dice.chance(draft.status === 'PAYMENT_FAILED' ? 0.5 : 0.1);
  const refusals = [{ attempt: 1, ...declined, at: first }];
  if (draft.status === 'PAYMENT_FAILED')
    return twice ? [...refusals, { attempt: 2, ...declined, at: second }] : refusals;
  const success = { status: 'AUTHORIZED' as const, declineCode: null, gatewayMs };
  return twice ? [...refusals, { attempt: 2, ...success, at: second }] : [{ attempt: 1, ...success, at: first }];
};

/** What was authorised for an order, captured parcel by parcel as they left, and given back. */
export const paymentOf = (
  draft: Draft,
  shipments: readonly WorldShipment[],
  refunds: readonly WorldRefund[],
): WorldPayment => {
  const dice = new Dice('payment', draft.index);
  const card =
    draft.buyer.user === null || draft.status === 'PENDING' ? undefined : paymentMethodsOf(draft.buyer.user.index)[0];
  const totalMinor = sum(shipments.map((shipment) => shipment.amountMinor));
  const captures = shipments.flatMap(captureOf);
  const capturedMinor = sum(captures.map((capture) => capture.amountMinor));
  const refundedMinor = sum(refunds.map((refund) => refund.amountMinor));
  const id = worldId('pay', draft.index, draft.idMs(draft.placedMs) + 2);
  return {
    id,
    status: statusOf(draft.status, totalMinor, capturedMinor, refundedMinor),
    method:
      draft.status === 'PENDING'
        ? { kind: 'BANK_TRANSFER', brand: null, last4: null }
        : { kind: 'CARD', brand: card?.brand ?? 'Visa', last4: card?.last4 ?? '1881' },
    paymentMethodId: card?.id ?? null,
    amountMinor: totalMinor,
    authorizedMinor: isPaid(draft.status) ? totalMinor : 0n,
    capturedMinor,
    refundedMinor,
    voidedMinor: draft.status === 'CANCELLED' ? totalMinor : 0n,
    attempts: attemptsOf(draft, dice),
    captures,
    refunds,
    gatewayReference: `pi_world_${id.slice(-16)}`,
    createdAt: new Date(draft.placedMs),
  };
};
