import type {
  DealId,
  OfferId,
  PickTaskId,
  ReservationId,
  SellerId,
  StockLevelId,
  StockMovementId,
  WarehouseId,
} from '@emporium/contracts/ids';
import type { Page } from '@emporium/platform/cursor';
import type { PickStatus, PickTask } from '../domain/pick-task.ts';
import type { Reservation } from '../domain/reservation.ts';
import type { StockLevel } from '../domain/stock-level.ts';
import type { MovementKind } from './ports.ts';

export interface OfferSupply {
  readonly offerId: OfferId;
  readonly warehouseId: WarehouseId;
  readonly available: number;
}

export interface DealAllocation {
  readonly dealId: DealId;
  readonly total: number;
  readonly remaining: number;
}

export interface Movement {
  readonly id: StockMovementId;
  readonly kind: MovementKind;
  readonly quantity: number;
  readonly reference: string | null;
  readonly reason: string | null;
  readonly at: Date;
}

export interface StockLevelFilter {
  /** Null: of every seller. */
  readonly sellerIds: readonly SellerId[] | null;
  readonly warehouseId: WarehouseId | null;
  readonly belowReorderPoint: boolean;
}

/**
 * What the schema shows, straight from the tables: reads skip the domain. A list answers one row more
 * than the page asks for, which says whether there is a next page.
 */
export interface InventoryReads {
  /** Free units of offers by warehouse. Offers without stock have no row. */
  supplies(offerIds: readonly OfferId[]): Promise<readonly OfferSupply[]>;
  stockLevelsByIds(ids: readonly StockLevelId[]): Promise<readonly StockLevel[]>;
  /** `sellerIds` null: whoever's. */
  stockLevelsOfOffers(
    offerIds: readonly OfferId[],
    sellerIds: readonly SellerId[] | null,
  ): Promise<readonly StockLevel[]>;
  stockLevels(filter: StockLevelFilter, page: Page): Promise<readonly StockLevel[]>;
  /** The latest first. */
  movements(level: Pick<StockLevel, 'offerId' | 'warehouseId'>, page: Page): Promise<readonly Movement[]>;
  reservations(ids: readonly ReservationId[]): Promise<readonly Reservation[]>;
  pickTasksByIds(ids: readonly PickTaskId[]): Promise<readonly PickTask[]>;
  pickTasks(warehouseId: WarehouseId, status: PickStatus | null, page: Page): Promise<readonly PickTask[]>;
  dealAllocations(dealIds: readonly DealId[]): Promise<readonly DealAllocation[]>;
}
