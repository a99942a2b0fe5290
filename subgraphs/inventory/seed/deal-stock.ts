import type { DealId, OfferId, WarehouseId } from '@emporium/contracts/ids';
import { deals, type WorldDeal } from '@emporium/world/deals';
import type { WorldHeldStockLevel } from '@emporium/world/inventory';

/** Units that the world's running and coming deals set aside. */
export interface DealStock {
  /** Takes every deal's units from the levels of one offer, where most are free first. */
  takeFrom(levels: readonly WorldHeldStockLevel[]): ReadonlyMap<WarehouseId, number>;
  /** What was taken, once all levels were seen. */
  rows(): readonly (readonly [DealId, OfferId, WarehouseId, number, number])[];
}

export function dealStock(now: Date, products: number): DealStock {
  const open = Map.groupBy(
    deals(now, products).filter((deal) => deal.endsAt > now),
    (deal: WorldDeal) => deal.offerId,
  );
  const rows: [DealId, OfferId, WarehouseId, number, number][] = [];
  return {
    takeFrom(levels) {
      const taken = new Map<WarehouseId, number>();
      for (const deal of open.get(levels[0]!.offerId) ?? []) {
        let missing = deal.quantity;
        for (const level of [...levels].sort((a, b) => free(b) - free(a))) {
          const units = Math.min(missing, free(level) - (taken.get(level.warehouseId) ?? 0));
          if (units <= 0) continue;
          missing -= units;
          taken.set(level.warehouseId, (taken.get(level.warehouseId) ?? 0) + units);
          rows.push([deal.id, deal.offerId, level.warehouseId, units, units]);
        }
      }
      return taken;
    },
    rows: () => rows,
  };
}

const free = (level: WorldHeldStockLevel): number =>
  level.onHand - level.reserved - level.allocated - level.safetyStock;
