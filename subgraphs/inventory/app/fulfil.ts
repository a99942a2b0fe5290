import type { OrderCancelled, ShipmentShipped } from '@emporium/contracts/events';
import type { Tx } from '@emporium/platform/db';
import { isSetAside, type Allocation } from '../domain/allocation.ts';
import type { PickTask } from '../domain/pick-task.ts';
import { changeStock } from './change-stock.ts';
import type { DealStockStore, PickTaskStore, StockStore } from './ports.ts';
import { lockStock, rowsOf, unitsGivenBack } from './release-reservation.ts';

interface Deps {
  readonly stock: StockStore;
  readonly deals: DealStockStore;
  readonly pickTasks: PickTaskStore;
}

/** The parcel left the building: its units are neither reserved nor on hand any more. */
export const recordShipment =
  ({ stock, pickTasks }: Pick<Deps, 'stock' | 'pickTasks'>) =>
  async (tx: Tx, shipped: ShipmentShipped): Promise<void> => {
    const [task] = await pickTasks.lockByShipments(tx, [shipped.shipmentId]);
    if (task === undefined || task.status === 'SHIPPED' || task.status === 'CANCELLED') return;
    const levels = await stock.lockByOffers(
      tx,
      task.lines.map((line) => line.offerId),
    );
    pickTasks.update(tx, { ...task, status: 'SHIPPED' });
    changeStock(
      tx,
      stock,
      levels,
      task.lines.map(({ offerId, quantity }) => ({
        offerId,
        warehouseId: task.warehouseId,
        onHand: -quantity,
        reserved: -quantity,
        kind: 'SHIPMENT',
        quantity,
        reference: task.shipmentId,
      })),
    );
  };

/**
 * Cancelled lines leave their pick lists, and their units become free, or a deal's again as long as it
 * goes on; a list without lines is cancelled itself.
 */
export const recordCancellation =
  (deps: Deps) =>
  async (tx: Tx, cancelled: OrderCancelled): Promise<void> => {
    const shipmentIds = [...new Set(cancelled.lines.map((line) => line.shipmentId))];
    const tasks = (await deps.pickTasks.lockByShipments(tx, shipmentIds)).filter(isOpen);
    const gone = tasks.flatMap((task) => cancelledUnits(task, cancelled));
    const { levels, supplies } = await lockStock(tx, deps, rowsOf(gone));
    for (const task of tasks) deps.pickTasks.update(tx, without(task, gone));
    deps.deals.add(
      tx,
      gone.filter((units) => isSetAside(units, supplies)),
      1,
    );
    changeStock(tx, deps.stock, levels, unitsGivenBack(gone, supplies, 'CANCELLATION', cancelled.orderId));
  };

const isOpen = ({ status }: PickTask): boolean => status !== 'SHIPPED' && status !== 'CANCELLED';

/** What a task loses, never more than it has. */
const cancelledUnits = (task: PickTask, { lines }: OrderCancelled): Allocation[] =>
  task.lines.flatMap((line) => {
    const gone = lines.find((each) => each.orderLineId === line.orderLineId && each.shipmentId === task.shipmentId);
    const quantity = Math.min(gone?.quantity ?? 0, line.quantity);
    if (quantity === 0) return [];
    const { orderLineId: lineId, offerId, dealId } = line;
    return [{ lineId, offerId, dealId, warehouseId: task.warehouseId, quantity }];
  });

function without(task: PickTask, gone: readonly Allocation[]): PickTask {
  const lines = task.lines.map((line) => {
    const left = line.quantity - (gone.find(({ lineId }) => lineId === line.orderLineId)?.quantity ?? 0);
    return { ...line, quantity: left, picked: Math.min(line.picked, left) };
  });
  return { ...task, lines, status: lines.every((line) => line.quantity === 0) ? 'CANCELLED' : task.status };
}
