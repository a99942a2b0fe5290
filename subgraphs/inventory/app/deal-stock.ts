import type { DealId, OfferId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import { err, ok, type Result } from '@emporium/platform/result';
import type { Allocation } from '../domain/allocation.ts';
import { availableOf } from '../domain/stock-level.ts';
import { changeStock } from './change-stock.ts';
import type { DealStockStore, StockStore } from './ports.ts';

interface Deps {
  readonly uow: UnitOfWork;
  readonly stock: StockStore;
  readonly deals: DealStockStore;
}

export interface AllocateDealStock {
  readonly idempotencyKey: string;
  readonly dealId: DealId;
  readonly offerId: OfferId;
  readonly quantity: number;
}

/** Sets units aside for a deal before it starts, from the warehouses that have most, so that nobody else can buy them. */
export const allocateDealStock =
  ({ uow, stock, deals }: Deps) =>
  (
    command: AllocateDealStock,
  ): Promise<Result<number, { code: 'INSUFFICIENT_STOCK'; available: number; requested: number }>> =>
    uow.once(command.idempotencyKey, command, async (tx) => {
      const levels = await stock.lockByOffers(tx, [command.offerId]);
      const mostFirst = [...levels].sort((a, b) => availableOf(b) - availableOf(a));
      const available = mostFirst.reduce((sum, level) => sum + availableOf(level), 0);
      if (available < command.quantity) {
        return err({ code: 'INSUFFICIENT_STOCK', available, requested: command.quantity });
      }
      let missing = command.quantity;
      const allocations: Allocation[] = [];
      for (const level of mostFirst) {
        const quantity = Math.min(missing, availableOf(level));
        if (quantity === 0) break;
        missing -= quantity;
        allocations.push({
          lineId: command.dealId,
          offerId: level.offerId,
          warehouseId: level.warehouseId,
          dealId: command.dealId,
          quantity,
        });
      }
      deals.setAside(tx, command.dealId, allocations);
      changeStock(
        tx,
        stock,
        levels,
        allocations.map(({ offerId, warehouseId, quantity }) => ({
          offerId,
          warehouseId,
          allocated: quantity,
          kind: 'ALLOCATION',
          quantity,
          reference: command.dealId,
        })),
      );
      return ok(command.quantity);
    });

/** Gives what a deal did not sell back to the free stock. Units in open checkouts stay theirs. */
export const releaseDealStock =
  ({ uow, stock, deals }: Deps) =>
  (command: { readonly idempotencyKey: string; readonly dealId: DealId }): Promise<number> =>
    uow.once(command.idempotencyKey, command, async (tx) => {
      const offerIds = await deals.offersOf(tx, command.dealId);
      const [levels, supplies] = await Promise.all([
        stock.lockByOffers(tx, offerIds),
        deals.lockSupplies(tx, [command.dealId]),
      ]);
      const remaining = supplies.filter((supply) => supply.available > 0);
      deals.remove(tx, command.dealId);
      changeStock(
        tx,
        stock,
        levels,
        remaining.map(({ offerId, warehouseId, available }) => ({
          offerId,
          warehouseId,
          allocated: -available,
          kind: 'RELEASE',
          quantity: available,
          reference: command.dealId,
        })),
      );
      return remaining.reduce((sum, supply) => sum + supply.available, 0);
    });
