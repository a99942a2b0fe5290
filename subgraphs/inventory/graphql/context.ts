import type { DealId, OfferId, SellerId, StockLevelId, WarehouseId } from '@emporium/contracts/ids';
import { manyByKey, oneByKey } from '@emporium/platform/graphql';
import { hasScopes, requireUser, sellersOf, type Viewer } from '@emporium/platform/identity';
import type { RequestContext } from '@emporium/platform/subgraph';
import type { Streams } from '@emporium/platform/streams';
import type DataLoader from 'dataloader';
import type { StockAuthority } from '../app/adjust-stock.ts';
import type { WarehouseStore } from '../app/ports.ts';
import type { DealAllocation, InventoryReads, OfferSupply } from '../app/reads.ts';
import type { PickAuthority } from '../domain/pick-task.ts';
import type { StockLevel } from '../domain/stock-level.ts';
import type { Warehouse } from '../domain/warehouse.ts';

export interface InventoryContext extends RequestContext {
  readonly streams: Streams;
  readonly warehouses: () => Promise<ReadonlyMap<WarehouseId, Warehouse>>;
  readonly supplies: DataLoader<OfferId, readonly OfferSupply[]>;
  readonly stockLevels: DataLoader<StockLevelId, StockLevel | null>;
  readonly stockLevelsOfOffer: DataLoader<OfferId, readonly StockLevel[]>;
  readonly dealAllocations: DataLoader<DealId, DealAllocation | null>;
}

/** Loaders gather what one operation asks for into one statement each, and forget it with the operation. */
export const createContext =
  (reads: InventoryReads, warehouses: WarehouseStore, streams: Streams) =>
  (request: RequestContext): InventoryContext => ({
    ...request,
    streams,
    warehouses: () => warehouses.all(),
    supplies: manyByKey(
      (ids) => reads.supplies(ids),
      (supply) => supply.offerId,
    ),
    stockLevels: oneByKey(
      (ids) => reads.stockLevelsByIds(ids),
      (level) => level.id,
    ),
    stockLevelsOfOffer: manyByKey(
      (ids) => reads.stockLevelsOfOffers(ids, visibleSellers(request.viewer)),
      (level) => level.offerId,
    ),
    dealAllocations: oneByKey(
      (ids) => reads.dealAllocations(ids),
      (allocation) => allocation.dealId,
    ),
  });

/** Administrators see and change all stock, a seller's people their seller's. */
export const authorityOf = (viewer: Viewer): StockAuthority =>
  hasScopes(viewer, [['admin:inventory'], ['internal']]) ? 'all' : sellersOf(viewer);

/** Administrators go on with anybody's pick task, others with their own. */
export const pickAuthorityOf = (viewer: Viewer): PickAuthority =>
  authorityOf(viewer) === 'all' ? 'all' : requireUser(viewer);

/** Whose stock the viewer may see, for a WHERE: null is no restriction. Warehouse staff see all and change none here. */
export function visibleSellers(viewer: Viewer): readonly SellerId[] | null {
  if (hasScopes(viewer, [['warehouse:ops']])) return null;
  const authority = authorityOf(viewer);
  return authority === 'all' ? null : authority;
}
