import type { PickTaskId, ReservationId, StockLevelId, WarehouseId } from '@emporium/contracts/ids';
import {
  asGiven,
  buildSubgraph,
  eachById,
  InsufficientStockError,
  type Reference,
  type SubgraphSchema,
} from '@emporium/platform/graphql';
import { hasScopes } from '@emporium/platform/identity';
import type { InventoryReads } from '../app/reads.ts';
import type { Inventory } from '../app/inventory.ts';
import { AvailabilityResolver } from './availability.resolver.ts';
import { visibleSellers, type InventoryContext } from './context.ts';
import { DealResolver } from './deal.resolver.ts';
import { PickTaskResolver } from './pick-task.resolver.ts';
import { ReservationResolver } from './reservation.resolver.ts';
import { StockResolver } from './stock.resolver.ts';
import { Offer } from './types/availability.ts';
import { Deal } from './types/deal.ts';
import { QuantityStaleError, StockMovement } from './types/stock-level.ts';
import { WarehouseResolver } from './warehouse.resolver.ts';

export const createSchema = (inventory: Inventory, reads: InventoryReads, now: () => Date): SubgraphSchema =>
  buildSubgraph<InventoryContext>({
    resolvers: [
      new AvailabilityResolver(reads, now),
      new DealResolver(inventory, now),
      new PickTaskResolver(inventory, reads),
      new ReservationResolver(inventory, reads),
      new StockResolver(inventory, reads),
      new WarehouseResolver(reads),
    ],
    orphanedTypes: [Offer, Deal, StockMovement, InsufficientStockError, QuantityStaleError],
    references: {
      Offer: asGiven,
      Deal: asGiven,

      Warehouse: eachById(async (id: WarehouseId, { warehouses }) => (await warehouses()).get(id) ?? null),
      StockLevel: eachById(async (id: StockLevelId, { stockLevels, viewer }) => {
        const level = await stockLevels.load(id);
        const visible = visibleSellers(viewer);
        return level !== null && (visible === null || visible.includes(level.sellerId)) ? level : null;
      }),
      Reservation: async (references, { viewer }) => {
        if (!hasScopes(viewer, [['internal'], ['admin:inventory']])) return references.map(() => null);
        return inOrder(references, await reads.reservations(idsOf<ReservationId>(references)));
      },
      PickTask: async (references) => inOrder(references, await reads.pickTasksByIds(idsOf<PickTaskId>(references))),
    },
  });

const idsOf = <Id extends string>(references: readonly Reference[]): Id[] => references.map(({ id }) => id as Id);

function inOrder<Row extends { readonly id: string }>(
  references: readonly Reference[],
  rows: readonly Row[],
): (Row | null)[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return references.map(({ id }) => byId.get(id as string) ?? null);
}
