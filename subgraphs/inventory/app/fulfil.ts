import type { OrderCancelled, ShipmentShipped } from '@emporium/contracts/events';
import type { Tx } from '@emporium/platform/db';
import type { PickTask } from '../domain/pick-task.ts';
import { changeStock, type StockChange } from './change-stock.ts';
import type { PickTaskStore, StockStore } from './ports.ts';

interface Deps {
  readonly stock: StockStore;
  readonly pickTasks: PickTaskStore;
}

/** The parcel left the building: its units are neither reserved nor on hand any more. */
export const recordShipment =
  ({ stock, pickTasks }: Deps) =>
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

/** Cancelled lines leave their pick lists and their units become free; a list without lines is cancelled itself. */
export const recordCancellation =
  ({ stock, pickTasks }: Deps) =>
  async (tx: Tx, cancelled: OrderCancelled): Promise<void> => {
    const tasks = await pickTasks.lockByShipments(tx, [...new Set(cancelled.lines.map((line) => line.shipmentId))]);
    const levels = await stock.lockByOffers(tx, [...new Set(cancelled.lines.map((line) => line.offerId))]);
    const changes = tasks
      .filter((task) => task.status !== 'SHIPPED' && task.status !== 'CANCELLED')
      .flatMap((task) => cancelLines(tx, pickTasks, task, cancelled));
    changeStock(tx, stock, levels, changes);
  };

function cancelLines(tx: Tx, pickTasks: PickTaskStore, task: PickTask, cancelled: OrderCancelled): StockChange[] {
  const changes: StockChange[] = [];
  const lines = task.lines.map((line) => {
    const gone = cancelled.lines.find(
      (each) => each.orderLineId === line.orderLineId && each.shipmentId === task.shipmentId,
    );
    const quantity = Math.min(gone?.quantity ?? 0, line.quantity);
    if (quantity === 0) return line;
    const { offerId } = line;
    const { warehouseId } = task;
    changes.push({
      offerId,
      warehouseId,
      reserved: -quantity,
      kind: 'CANCELLATION',
      quantity,
      reference: cancelled.orderId,
    });
    return { ...line, quantity: line.quantity - quantity, picked: Math.min(line.picked, line.quantity - quantity) };
  });
  const nothingLeft = lines.every((line) => line.quantity === 0);
  pickTasks.update(tx, { ...task, lines, status: nothingLeft ? 'CANCELLED' : task.status });
  return changes;
}
