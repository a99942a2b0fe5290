import type { OfferId } from '@emporium/contracts/ids';
import { stockLevels as worldStockLevels, type WorldHeldStockLevel } from '@emporium/world/inventory';
import type { OrdersOptions } from '@emporium/world/orders';
import type { DealStock } from './deal-stock.ts';

/** A row for each stock level, offer by offer, so that a deal's units can be taken from where most are. */
export function* stockLevels(options: OrdersOptions, deals: DealStock) {
  for (const levels of byOffer(worldStockLevels(options))) {
    const setAside = deals.takeFrom(levels);
    for (const level of levels) {
      yield [
        level.id,
        level.offerId,
        level.warehouseId,
        level.sellerId,
        level.onHand + level.damaged, // the world counts sound units, a warehouse counts all
        level.reserved + level.allocated, // sold or nearly sold: promised either way
        setAside.get(level.warehouseId) ?? 0,
        level.damaged,
        level.inbound,
        level.safetyStock,
        level.reorderPoint,
        level.reorderQuantity,
      ];
    }
  }
}

function* byOffer(levels: Iterable<WorldHeldStockLevel>): Generator<WorldHeldStockLevel[]> {
  let offerId: OfferId | null = null;
  let group: WorldHeldStockLevel[] = [];
  for (const level of levels) {
    if (level.offerId !== offerId) {
      if (group.length > 0) yield group;
      group = [];
      offerId = level.offerId;
    }
    group.push(level);
  }
  if (group.length > 0) yield group;
}
