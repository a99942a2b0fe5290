import type {
  DealId,
  OfferId,
  OrderId,
  OrderLineId,
  PickTaskId,
  SellerOrderId,
  ShipmentId,
  UserId,
  WarehouseId,
} from '@emporium/contracts/ids';
import type { Database } from '@emporium/platform/db';
import type { PickTaskStore } from '../app/ports.ts';
import type { PickStatus, PickTask } from '../domain/pick-task.ts';

export interface PickTaskRow {
  readonly id: PickTaskId;
  readonly order_id: OrderId;
  readonly seller_order_id: SellerOrderId;
  readonly shipment_id: ShipmentId;
  readonly warehouse_id: WarehouseId;
  readonly status: PickStatus;
  readonly assignee: UserId | null;
  readonly lines:
    | readonly {
        readonly order_line_id: OrderLineId;
        readonly offer_id: OfferId;
        readonly deal_id: DealId | null;
        readonly bin: string;
        readonly quantity: number;
        readonly picked: number;
      }[]
    | null;
}

export const PICK_TASK_COLUMNS = `id, order_id, seller_order_id, shipment_id, warehouse_id, status, assignee,
  (SELECT json_agg(l ORDER BY l.bin, l.order_line_id) FROM pick_line l WHERE l.task_id = pick_task.id) AS lines`;

export const toPickTask = (row: PickTaskRow): PickTask => ({
  id: row.id,
  orderId: row.order_id,
  sellerOrderId: row.seller_order_id,
  shipmentId: row.shipment_id,
  warehouseId: row.warehouse_id,
  status: row.status,
  assignee: row.assignee,
  lines: (row.lines ?? []).map((line) => ({
    orderLineId: line.order_line_id,
    offerId: line.offer_id,
    dealId: line.deal_id,
    bin: line.bin,
    quantity: line.quantity,
    picked: line.picked,
  })),
});

export const postgresPickTaskStore = ({ db }: { db: Database }): PickTaskStore => ({
  async lock(tx, id) {
    const [row] = await tx.query<PickTaskRow>(`SELECT ${PICK_TASK_COLUMNS} FROM pick_task WHERE id = $1 FOR UPDATE`, [
      id,
    ]);
    return row ? toPickTask(row) : null;
  },

  async lockByShipments(tx, shipmentIds) {
    const rows = await tx.query<PickTaskRow>(
      `SELECT ${PICK_TASK_COLUMNS} FROM pick_task WHERE shipment_id = ANY($1) ORDER BY id FOR UPDATE`,
      [shipmentIds],
    );
    return rows.map(toPickTask);
  },

  insert(tx, tasks) {
    tx.write(
      `INSERT INTO pick_task (id, order_id, seller_order_id, shipment_id, warehouse_id, status)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])`,
      [
        tasks.map((task) => task.id),
        tasks.map((task) => task.orderId),
        tasks.map((task) => task.sellerOrderId),
        tasks.map((task) => task.shipmentId),
        tasks.map((task) => task.warehouseId),
        tasks.map((task) => task.status),
      ],
    );
    const lines = tasks.flatMap((task) => task.lines.map((line) => ({ ...line, taskId: task.id })));
    tx.write(
      `INSERT INTO pick_line (task_id, order_line_id, offer_id, deal_id, bin, quantity)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[])`,
      [
        lines.map((line) => line.taskId),
        lines.map((line) => line.orderLineId),
        lines.map((line) => line.offerId),
        lines.map((line) => line.dealId),
        lines.map((line) => line.bin),
        lines.map((line) => line.quantity),
      ],
    );
  },

  update(tx, task) {
    tx.write('UPDATE pick_task SET status = $2, assignee = $3 WHERE id = $1', [task.id, task.status, task.assignee]);
    tx.write('DELETE FROM pick_line WHERE task_id = $1 AND order_line_id = ANY($2)', [
      task.id,
      task.lines.filter((line) => line.quantity === 0).map((line) => line.orderLineId),
    ]);
    tx.write(
      `UPDATE pick_line l SET quantity = n.quantity, picked = n.picked
         FROM unnest($2::text[], $3::int[], $4::int[]) AS n (order_line_id, quantity, picked)
        WHERE l.task_id = $1 AND l.order_line_id = n.order_line_id AND n.quantity > 0`,
      [
        task.id,
        task.lines.map((line) => line.orderLineId),
        task.lines.map((line) => line.quantity),
        task.lines.map((line) => line.picked),
      ],
    );
  },

  async findOpen(picker, limit) {
    const rows = await db.query<PickTaskRow>(
      `SELECT ${PICK_TASK_COLUMNS} FROM pick_task
        WHERE status IN ('QUEUED', 'PICKING', 'PICKED') AND (assignee IS NULL OR assignee = $1)
        ORDER BY id LIMIT $2`,
      [picker, limit],
    );
    return rows.map(toPickTask);
  },
});
