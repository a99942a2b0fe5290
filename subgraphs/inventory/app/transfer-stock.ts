import type { OfferId, StockLevelId, WarehouseId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { err, ok, type Result } from '@emporium/platform/result';
import { availableOf, emptyLevel } from '../domain/stock-level.ts';
import { changeStock } from './change-stock.ts';
import type { StockStore, WarehouseStore } from './ports.ts';

export interface TransferStock {
  readonly idempotencyKey: string;
  readonly offerId: OfferId;
  readonly fromWarehouseId: WarehouseId;
  readonly toWarehouseId: WarehouseId;
  readonly quantity: number;
}

export type TransferProblem =
  | { readonly code: 'NOT_FOUND'; readonly field: 'fromWarehouseId' | 'toWarehouseId' }
  | { readonly code: 'INSUFFICIENT_STOCK'; readonly available: number; readonly requested: number };

/** Moves free units from one warehouse to another at once; what is promised stays where it is. */
export const transferStock =
  (deps: { uow: UnitOfWork; stock: StockStore; warehouses: WarehouseStore; newId: NewId }) =>
  async (command: TransferStock): Promise<Result<StockLevelId, TransferProblem>> => {
    const { offerId, fromWarehouseId, toWarehouseId, quantity } = command;
    if (!(await deps.warehouses.all()).has(toWarehouseId)) return err({ code: 'NOT_FOUND', field: 'toWarehouseId' });

    return deps.uow.once(command.idempotencyKey, command, async (tx) => {
      const levels = await deps.stock.lockByOffers(tx, [offerId]);
      const source = levels.find((level) => level.warehouseId === fromWarehouseId);
      if (source === undefined) return err({ code: 'NOT_FOUND', field: 'fromWarehouseId' });
      const available = availableOf(source);
      if (available < quantity) return err({ code: 'INSUFFICIENT_STOCK', available, requested: quantity });

      let rows = levels;
      if (!levels.some((level) => level.warehouseId === toWarehouseId)) {
        const empty = emptyLevel({
          id: deps.newId('stk'),
          offerId,
          warehouseId: toWarehouseId,
          sellerId: source.sellerId,
        });
        deps.stock.create(tx, empty);
        rows = [...levels, empty];
      }
      changeStock(tx, deps.stock, rows, [
        {
          offerId,
          warehouseId: fromWarehouseId,
          onHand: -quantity,
          kind: 'TRANSFER_OUT',
          quantity,
          reference: toWarehouseId,
        },
        {
          offerId,
          warehouseId: toWarehouseId,
          onHand: quantity,
          kind: 'TRANSFER_IN',
          quantity,
          reference: fromWarehouseId,
        },
      ]);
      return ok(source.id);
    });
  };
