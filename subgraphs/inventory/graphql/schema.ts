import type { PickTaskId, ReservationId, StockLevelId, WarehouseId } from '@emporium/contracts/ids';
import { buildSubgraph, type Reference, type SubgraphSchema } from '@emporium/platform/graphql';
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
import { InsufficientStockError, QuantityStaleError, StockMovement } from './types/stock-level.ts';
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
      // Other subgraphs' entities: what this one adds to them is loaded field by field.
      Offer: (references) => Promise.resolve(references.map(({ id }) => ({ id }))),
      Deal: (references) => Promise.resolve(references.map(({ id }) => ({ id }))),

      Warehouse: async (references, { warehouses }) => {
        const all = await warehouses();
        return references.map(({ id }) => all.get(id as WarehouseId) ?? null);
      },
      StockLevel: async (references, { stockLevels, viewer }) => {
        const visible = visibleSellers(viewer);
        const levels = (await stockLevels.loadMany(idsOf<StockLevelId>(references))) as Awaited<
          ReturnType<typeof stockLevels.load>
        >[];
        return levels.map((level) =>
          level !== null && (visible === null || visible.includes(level.sellerId)) ? level : null,
        );
      },
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
