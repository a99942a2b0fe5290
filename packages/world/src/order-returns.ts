import type { RefundId } from '@emporium/contracts/ids';
import { DAY_MS } from './calendar.ts';
import { Dice } from './dice.ts';
import { worldId } from './ids.ts';
import type { Draft } from './order-draft.ts';
import { sum, type PricedLine } from './order-money.ts';
import type { WorldRefund, WorldReturn, WorldShipment } from './order-model.ts';
import { orderLineId } from './order-shipments.ts';
import { scaled } from './pricing.ts';

const ROOM = 16;
const REASONS = ['NO_LONGER_NEEDED', 'NOT_AS_DESCRIBED', 'DEFECTIVE', 'DAMAGED'] as const;

export interface ReturnWithRefund {
  readonly request: WorldReturn;
  readonly refund: WorldRefund;
}

/** Units that came back, by place of the line in the order. */
export const returnedQuantities = (draft: Draft): ReadonlyMap<number, number> => {
  if (draft.status === 'RETURNED') return new Map(draft.picks.map((pick, position) => [position, pick.quantity]));
  if (draft.status !== 'PARTIALLY_RETURNED') return new Map();
  const quantity = draft.picks[0]?.quantity ?? 0;
  return new Map([[0, draft.picks.length === 1 ? quantity - 1 : quantity]]);
};

/** `quantity` of a line's units, as a part of one of the line's amounts; all of them are all of it. */
const part = (line: PricedLine, quantity: number, amount: bigint): bigint =>
  scaled(amount, BigInt(quantity), BigInt(line.pick.quantity));

/** The return of one parcel's lines, or null when nothing of it came back. Shipping is refunded when the whole order is. */
const returnOf = (
  draft: Draft,
  lines: readonly PricedLine[],
  shipment: WorldShipment,
  place: number,
): ReturnWithRefund | null => {
  const quantities = returnedQuantities(draft);
  const positions = lines.flatMap((_, position) =>
    quantities.has(position) && shipment.lines.some((line) => line.orderLineId === orderLineId(draft, position))
      ? [position]
      : [],
  );
  if (positions.length === 0 || shipment.deliveredAt === null) return null;
  const dice = new Dice('return', draft.index * ROOM + place);
  const requestedMs = shipment.deliveredAt.getTime() + Math.floor(dice.between(1, 6) * DAY_MS);
  const receivedMs = requestedMs + Math.floor(dice.between(3, 5) * DAY_MS);
  const closedMs = receivedMs + Math.floor(dice.between(0.2, 1) * DAY_MS);
  const id = worldId('ret', draft.index * ROOM + place, draft.idMs(requestedMs));
  const refundId: RefundId = worldId('ref', draft.index * ROOM + place, draft.idMs(closedMs));
  const portion = (amountOf: (line: PricedLine) => bigint): bigint =>
    sum(
      positions.map((position) =>
        part(lines[position] as PricedLine, quantities.get(position) ?? 0, amountOf(lines[position] as PricedLine)),
      ),
    );
  const shippingMinor = draft.status === 'RETURNED' ? shipment.shippingMinor : 0n;
  const commissionMinor = portion((line) => line.commission.amountMinor);
  const taxMinor = portion((line) => line.taxMinor);
  const sellerMinor = portion((line) => line.netMinor) - commissionMinor + shippingMinor;
  const amountMinor = sellerMinor + commissionMinor + taxMinor;
  const reason = dice.pick(REASONS);
  const split = { sellerOrderId: shipment.sellerOrderId, sellerId: shipment.sellerId };
  return {
    request: {
      id,
      ...split,
      status: 'CLOSED',
      resolution: 'REFUND_ORIGINAL',
      lines: positions.map((position) => ({
        orderLineId: orderLineId(draft, position),
        quantity: quantities.get(position) ?? 0,
        reason,
        restock: reason === 'NO_LONGER_NEEDED' || reason === 'NOT_AS_DESCRIBED',
      })),
      refundId,
      refundMinor: amountMinor,
      requestedAt: new Date(requestedMs),
      receivedAt: new Date(receivedMs),
      closedAt: new Date(closedMs),
    },
    refund: {
      id: refundId,
      returnId: id,
      reason,
      ...split,
      amountMinor,
      sellerMinor,
      commissionMinor,
      taxMinor,
      at: new Date(closedMs),
    },
  };
};

/** One return for each parcel of which something came back. */
export const returnsOf = (
  draft: Draft,
  lines: readonly PricedLine[],
  shipments: readonly WorldShipment[],
): ReturnWithRefund[] => shipments.flatMap((shipment, place) => returnOf(draft, lines, shipment, place) ?? []);
