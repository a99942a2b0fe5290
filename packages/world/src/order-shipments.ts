import type { OrderLineId, SellerId, SellerOrderId, ShipmentId, WarehouseId } from '@emporium/contracts/ids';
import { DAY_MS, HOUR_MS } from './calendar.ts';
import { Dice } from './dice.ts';
import { worldId } from './ids.ts';
import type { Draft } from './order-draft.ts';
import { sum, type PricedLine, type PricedParcel } from './order-money.ts';
import type { OrderStatus, ShipmentStatus, WorldShipment, WorldTrackingEvent } from './order-model.ts';
import { WAREHOUSES } from './warehouses.ts';

const ROOM = 16;

export const orderLineId = (draft: Draft, position: number): OrderLineId =>
  worldId('oln', draft.index * ROOM + position, draft.idMs(draft.placedMs) + position);
export const shipmentId = (draft: Draft, parcel: number): ShipmentId =>
  worldId('shp', draft.index * ROOM + parcel, draft.idMs(draft.placedMs) + parcel);
export const sellerOrderId = (draft: Draft, position: number): SellerOrderId =>
  worldId('sor', draft.index * ROOM + position, draft.idMs(draft.placedMs) + position);

/** How far one parcel of an order came. */
type Progress = 'UNPAID' | 'CANCELLED' | 'QUEUED' | 'PICKING' | 'PACKED' | 'ON_ITS_WAY' | 'ARRIVED';

const progressOf = (status: OrderStatus, parcel: number, dice: Dice): Progress => {
  switch (status) {
    case 'PENDING':
    case 'PAYMENT_FAILED':
      return 'UNPAID';
    case 'CANCELLED':
      return 'CANCELLED';
    case 'CONFIRMED':
      return 'QUEUED';
    case 'PROCESSING':
      return dice.chance(0.5) ? 'PICKING' : 'PACKED';
    case 'PARTIALLY_SHIPPED':
      return parcel === 0 ? 'ON_ITS_WAY' : 'PICKING';
    case 'SHIPPED':
      return 'ON_ITS_WAY';
    case 'DELIVERED':
    case 'PARTIALLY_RETURNED':
    case 'RETURNED':
      return 'ARRIVED';
  }
};

const CARRIERS = ['Swiftline', 'Northern Parcel', 'Postal Union Express'] as const;

interface Step {
  readonly status: ShipmentStatus;
  readonly detail: string;
  readonly location: string | null;
  readonly atMs: number;
}

/** The whole journey of a parcel whose label is printed at `labelMs`, whether it has happened yet or not. */
const journey = (dice: Dice, labelMs: number, from: string, to: string, fast: boolean): Step[] => {
  const pickedUpMs = labelMs + Math.floor(dice.between(2, 6) * HOUR_MS);
  const transitMs = Math.floor(dice.between(fast ? 1 : 2, fast ? 2 : 4.5) * DAY_MS);
  const departedMs = pickedUpMs + Math.floor(0.15 * transitMs);
  const arrivedMs = pickedUpMs + Math.floor(0.7 * transitMs);
  const deliveredMs = pickedUpMs + transitMs;
  const outMs = Math.max(arrivedMs + HOUR_MS, deliveredMs - Math.floor(dice.between(2, 7) * HOUR_MS));
  return [
    { status: 'LABEL_PRINTED', detail: 'Label printed', location: from, atMs: labelMs },
    { status: 'PICKED_UP', detail: 'Picked up by the carrier', location: from, atMs: pickedUpMs },
    { status: 'IN_TRANSIT', detail: 'Left the sort center', location: from, atMs: departedMs },
    { status: 'IN_TRANSIT', detail: 'Arrived at the delivery station', location: to, atMs: arrivedMs },
    { status: 'OUT_FOR_DELIVERY', detail: 'Out for delivery', location: to, atMs: outMs },
    {
      status: 'DELIVERED',
      detail: dice.pick(['Handed to the resident', 'Left at the front door', 'Left in the parcel locker']),
      location: to,
      atMs: deliveredMs,
    },
  ];
};

const happened = (steps: readonly Step[], progress: Progress, todayMs: number): readonly Step[] => {
  switch (progress) {
    case 'ARRIVED':
      return steps;
    case 'ON_ITS_WAY':
      return steps.filter((step, i) => i < 2 || (step.status !== 'DELIVERED' && step.atMs < todayMs));
    case 'PACKED':
      return steps.slice(0, 1);
    case 'UNPAID':
    case 'CANCELLED':
    case 'QUEUED':
    case 'PICKING':
      return [];
  }
};

const pickStatus = (progress: Progress): NonNullable<WorldShipment['pickTask']>['status'] | null => {
  switch (progress) {
    case 'UNPAID':
    case 'CANCELLED':
      return null;
    case 'QUEUED':
    case 'PICKING':
      return progress;
    case 'PACKED':
    case 'ON_ITS_WAY':
    case 'ARRIVED':
      return 'PACKED';
  }
};

const at = (steps: readonly Step[], status: ShipmentStatus): Date | null => {
  const step = steps.find((candidate) => candidate.status === status);
  return step === undefined ? null : new Date(step.atMs);
};

const eventsOf = (draft: Draft, parcel: number, steps: readonly Step[]): WorldTrackingEvent[] =>
  steps.map((step, i) => ({
    id: worldId('trk', (draft.index * ROOM + parcel) * ROOM + i, draft.idMs(step.atMs)),
    sequence: i + 1,
    status: step.status,
    detail: step.detail,
    location: step.location,
    occurredAt: new Date(step.atMs),
  }));

/** The shipment of one parcel: what it holds, what it is worth, and its journey so far. */
export const shipmentOf = (
  draft: Draft,
  parcel: PricedParcel,
  place: number,
  sellerOrder: SellerOrderId,
): WorldShipment => {
  const dice = new Dice('shipment', draft.index * ROOM + place);
  const first = parcel.lines[0]?.line as PricedLine;
  const { offer, warehouseIndex } = first.pick;
  const warehouse = WAREHOUSES[warehouseIndex];
  if (warehouse === undefined) throw new Error(`no warehouse ${warehouseIndex}`);
  const fast = draft.buyer.user?.membership != null && offer.primeEligible;
  const progress = progressOf(draft.status, place, dice);
  const labelMs = draft.placedMs + Math.floor(dice.between(4, 11) * HOUR_MS);
  const steps = happened(
    journey(dice, labelMs, warehouse.address.city, draft.buyer.address.city, fast),
    progress,
    draft.todayMs,
  );
  const lines = parcel.lines.map(({ line }) => line);
  const goodsMinor = sum(lines.map((line) => line.lineTotalMinor));
  const discountMinor = sum(lines.map((line) => line.discountMinor));
  const taxMinor = sum(lines.map((line) => line.taxMinor));
  const carrier = dice.pick(CARRIERS);
  const trackingNumber = `EM${String(dice.int(0, 99_999)).padStart(5, '0')}${String(draft.index * ROOM + place).padStart(7, '0')}`;
  const picking = pickStatus(progress);
  return {
    id: shipmentId(draft, place),
    sellerOrderId: sellerOrder,
    sellerId: offer.sellerId as SellerId,
    warehouseId: warehouse.id as WarehouseId,
    warehouseIndex,
    status: progress === 'CANCELLED' ? 'CANCELLED' : (steps.at(-1)?.status ?? 'PENDING'),
    speed: fast ? 'TWO_DAY' : 'STANDARD',
    lines: parcel.lines.map(({ line, position }) => ({
      orderLineId: orderLineId(draft, position),
      offerId: line.pick.offer.id,
      quantity: line.pick.quantity,
    })),
    goodsMinor,
    discountMinor,
    shippingMinor: parcel.shippingMinor,
    taxMinor,
    amountMinor: goodsMinor - discountMinor + parcel.shippingMinor + taxMinor,
    commissionMinor: sum(lines.map((line) => line.commission.amountMinor)),
    carrier: steps.length > 0 ? carrier : null,
    trackingNumber: steps.length > 0 ? trackingNumber : null,
    promisedBy: new Date(draft.placedMs + (fast ? 3 : 6) * DAY_MS),
    shippedAt: at(steps, 'PICKED_UP'),
    deliveredAt: at(steps, 'DELIVERED'),
    events: eventsOf(draft, place, steps),
    pickTask:
      picking === null
        ? null
        : { id: worldId('pick', draft.index * ROOM + place, draft.idMs(draft.placedMs) + 60_000), status: picking },
  };
};
