import type { OfferId, OrderId, ReservationId, WarehouseId } from '@emporium/contracts/ids';
import { orders, type OrdersOptions } from './orders.ts';
import { offersOf } from './offers.ts';
import { stockOf, type WorldStockLevel } from './stock.ts';

/** A stock level with what open orders hold of it: `reserved + allocated ≤ onHand`. */
export interface WorldHeldStockLevel extends WorldStockLevel {
  /** Held for orders that are not paid yet. */
  readonly reserved: number;
  /** Sold, not yet shipped. */
  readonly allocated: number;
}

/** What one order line holds in one warehouse. */
export interface WorldHold {
  readonly orderId: OrderId;
  readonly reservationId: ReservationId;
  readonly offerId: OfferId;
  readonly warehouseId: WarehouseId;
  readonly quantity: number;
  readonly kind: 'RESERVED' | 'ALLOCATED';
}

/** Units that orders hold: reserved while a payment is awaited, allocated until their parcel leaves. */
export function* holds(options: OrdersOptions): Generator<WorldHold> {
  for (const placed of orders(options)) {
    if (placed.reservation.status === 'RELEASED') continue;
    for (const line of placed.lines) {
      if (line.quantityShipped > 0) continue;
      yield {
        orderId: placed.id,
        reservationId: placed.reservation.id,
        offerId: line.offerId,
        warehouseId: line.warehouseId,
        quantity: line.quantity,
        kind: placed.reservation.status === 'ACTIVE' ? 'RESERVED' : 'ALLOCATED',
      };
    }
  }
}

/** Every stock level of the first `options.products` products; held units stand on the shelf besides the free ones. */
export function* stockLevels(options: OrdersOptions): Generator<WorldHeldStockLevel> {
  const held = new Map<string, { reserved: number; allocated: number }>();
  for (const hold of holds(options)) {
    const key = `${hold.offerId}/${hold.warehouseId}`;
    const sofar = held.get(key) ?? { reserved: 0, allocated: 0 };
    held.set(
      key,
      hold.kind === 'RESERVED'
        ? { ...sofar, reserved: sofar.reserved + hold.quantity }
        : { ...sofar, allocated: sofar.allocated + hold.quantity },
    );
  }
  for (let index = 0; index < options.products; index += 1) {
    for (const offer of offersOf(index)) {
      for (const level of stockOf(offer)) {
        const { reserved, allocated } = held.get(`${level.offerId}/${level.warehouseId}`) ?? {
          reserved: 0,
          allocated: 0,
        };
        yield { ...level, onHand: level.onHand + reserved + allocated, reserved, allocated };
      }
    }
  }
}
