import type { OfferId, SellerId, StockLevelId, WarehouseId } from '@emporium/contracts/ids';
import type { Tx, UnitOfWork } from '@emporium/platform/db';
import { err, ok, type Result } from '@emporium/platform/result';
import {
  decideStockAdjustment,
  decideStockSet,
  type StockChangeProblem,
  type StockLevel,
} from '../domain/stock-level.ts';
import { changeStock, publishBandChanges } from './change-stock.ts';
import type { StockStore } from './ports.ts';

/** Whose stock the caller may change: a seller's members theirs alone, administrators all. */
export type StockAuthority = 'all' | readonly SellerId[];

interface StockRow {
  readonly offerId: OfferId;
  readonly warehouseId: WarehouseId;
}
export interface SetStock extends StockRow {
  readonly idempotencyKey: string;
  readonly onHand: number;
  /** Null only from the system of record, which overrules what it has not seen. */
  readonly expectedQuantity: number | null;
  readonly reason: string;
}
export interface AdjustStock extends StockRow {
  readonly idempotencyKey: string;
  readonly delta: number;
  readonly reason: string;
}
export interface SetStockPolicy extends StockRow {
  readonly safetyStock: number | null;
  readonly reorderPoint: number | null;
  readonly reorderQuantity: number | null;
}

export type AdjustProblem = StockChangeProblem | { readonly code: 'NOT_FOUND' };
type Outcome = Result<StockLevelId, AdjustProblem>;

interface Deps {
  readonly uow: UnitOfWork;
  readonly stock: StockStore;
}

/** Records a count (compare-and-swap on the quantity the counter expected). */
export const setStock =
  ({ uow, stock }: Deps) =>
  (command: SetStock, authority: StockAuthority): Promise<Outcome> =>
    uow.once(command.idempotencyKey, command, (tx) =>
      withRow(tx, stock, command, authority, (level, levels) => {
        const decision = decideStockSet(level, command.onHand, command.expectedQuantity);
        if (!decision.ok) return decision;
        return move(tx, stock, levels, level, decision.value.delta, command.reason);
      }),
    );

/** Adds units that came in or were found, or takes away lost ones. */
export const adjustStock =
  ({ uow, stock }: Deps) =>
  (command: AdjustStock, authority: StockAuthority): Promise<Outcome> =>
    uow.once(command.idempotencyKey, command, (tx) =>
      withRow(tx, stock, command, authority, (level, levels) => {
        const decision = decideStockAdjustment(level, command.delta);
        if (!decision.ok) return decision;
        return move(tx, stock, levels, level, decision.value.delta, command.reason);
      }),
    );

/** Changes the buffer and the reorder rule; null leaves a value as it is. */
export const setStockPolicy =
  ({ uow, stock }: Deps) =>
  (command: SetStockPolicy, authority: StockAuthority): Promise<Outcome> =>
    uow.run((tx) =>
      withRow(tx, stock, command, authority, (level, levels) => {
        const changed = {
          ...level,
          version: level.version + 1,
          safetyStock: command.safetyStock ?? level.safetyStock,
          reorderPoint: command.reorderPoint ?? level.reorderPoint,
          reorderQuantity: command.reorderQuantity ?? level.reorderQuantity,
        };
        stock.setPolicy(tx, changed);
        publishBandChanges(
          tx,
          levels,
          levels.map((other) => (other === level ? changed : other)),
        );
        return ok(level.id);
      }),
    );

async function withRow(
  tx: Tx,
  stock: StockStore,
  { offerId, warehouseId }: StockRow,
  authority: StockAuthority,
  change: (level: StockLevel, levels: readonly StockLevel[]) => Outcome,
): Promise<Outcome> {
  const levels = await stock.lockByOffers(tx, [offerId]);
  const level = levels.find((candidate) => candidate.warehouseId === warehouseId);
  const mayChange = level !== undefined && (authority === 'all' || authority.includes(level.sellerId));
  return mayChange ? change(level, levels) : err({ code: 'NOT_FOUND' });
}

function move(
  tx: Tx,
  stock: StockStore,
  levels: readonly StockLevel[],
  level: StockLevel,
  delta: number,
  reason: string,
): Outcome {
  if (delta !== 0) {
    const { offerId, warehouseId } = level;
    changeStock(tx, stock, levels, [
      { offerId, warehouseId, onHand: delta, kind: 'ADJUSTMENT', quantity: delta, reference: null, reason },
    ]);
  }
  return ok(level.id);
}
