import { HOUR_MS } from './calendar.ts';
import { worldId } from './ids.ts';
import type { Draft } from './order-draft.ts';
import type { WorldOrderEvent, WorldPayment, WorldReturn, WorldShipment } from './order-model.ts';

type Entry = Pick<WorldOrderEvent, 'kind' | 'message'> & {
  readonly at: Date;
  readonly shipmentId?: WorldShipment['id'];
};

const CONFIRMED_AFTER_MS = 1_000;

const paymentEntries = ({ attempts, method }: WorldPayment): Entry[] =>
  attempts.flatMap((attempt): Entry[] => {
    if (attempt.status === 'FAILED')
      return [{ kind: 'PAYMENT_FAILED', message: `Payment declined (${attempt.declineCode})`, at: attempt.at }];
    if (attempt.status === 'REQUIRES_ACTION') return [];
    const confirmedAt = new Date(attempt.at.getTime() + CONFIRMED_AFTER_MS);
    return [
      { kind: 'PAYMENT_AUTHORIZED', message: `Payment authorised on card ending ${method.last4}`, at: attempt.at },
      { kind: 'CONFIRMED', message: 'Order confirmed', at: confirmedAt },
    ];
  });

const shipmentEntries = (shipment: WorldShipment): Entry[] => [
  ...(shipment.shippedAt === null
    ? []
    : [
        {
          kind: 'SHIPPED' as const,
          message: `Shipped with ${shipment.carrier}`,
          at: shipment.shippedAt,
          shipmentId: shipment.id,
        },
      ]),
  ...(shipment.deliveredAt === null
    ? []
    : [{ kind: 'DELIVERED' as const, message: 'Delivered', at: shipment.deliveredAt, shipmentId: shipment.id }]),
];

const returnEntries = (request: WorldReturn): Entry[] => [
  { kind: 'RETURN_REQUESTED', message: 'Return requested', at: request.requestedAt },
  { kind: 'RETURNED', message: 'Return received', at: request.receivedAt },
  { kind: 'REFUNDED', message: 'Refund sent to the original payment method', at: request.closedAt },
];

/** Everything that happened to an order, oldest first. */
export const timelineOf = (
  draft: Draft,
  payment: WorldPayment,
  shipments: readonly WorldShipment[],
  returns: readonly WorldReturn[],
): WorldOrderEvent[] => {
  const entries: Entry[] = [
    { kind: 'PLACED', message: 'Order placed', at: new Date(draft.placedMs) },
    ...paymentEntries(payment),
    ...shipments.flatMap(shipmentEntries),
    ...returns.flatMap(returnEntries),
  ];
  if (draft.status === 'CANCELLED') {
    entries.push({
      kind: 'CANCELLED',
      message: 'Cancelled by the buyer before shipment',
      at: new Date(draft.placedMs + 2 * HOUR_MS),
    });
  }
  return entries
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map((entry, i) => ({
      id: worldId('oev', draft.index * 64 + i, draft.idMs(entry.at.getTime())),
      sequence: i + 1,
      kind: entry.kind,
      message: entry.message,
      shipmentId: entry.shipmentId ?? null,
      at: entry.at,
    }));
};
