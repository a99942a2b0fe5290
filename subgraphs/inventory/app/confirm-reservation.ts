import type {
  DealId,
  OfferId,
  OrderId,
  OrderLineId,
  ReservationId,
  SellerOrderId,
  ShipmentId,
  WarehouseId,
} from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { err, ok, type Result } from '@emporium/platform/result';
import { binOf } from '../domain/bin.ts';
import type { PickTask } from '../domain/pick-task.ts';
import { decideConfirm, type ConfirmProblem } from '../domain/reservation.ts';
import type { PickTaskStore, ReservationStore } from './ports.ts';

export interface ConfirmReservation {
  readonly idempotencyKey: string;
  readonly reservationId: ReservationId;
  readonly orderId: OrderId;
  /** How the order is cut into parcels; each becomes one pick task. */
  readonly shipments: readonly {
    readonly shipmentId: ShipmentId;
    readonly sellerOrderId: SellerOrderId;
    readonly warehouseId: WarehouseId;
    readonly lines: readonly {
      readonly orderLineId: OrderLineId;
      readonly offerId: OfferId;
      /** The deal whose units they are. */
      readonly dealId: DealId | null;
      readonly quantity: number;
    }[];
  }[];
}

/** Turns a checkout's hold into an order's: it no longer expires, and the warehouses get their work. */
export const confirmReservation =
  (deps: {
    uow: UnitOfWork;
    reservations: ReservationStore;
    pickTasks: PickTaskStore;
    newId: NewId;
    now: () => Date;
  }) =>
  (command: ConfirmReservation): Promise<Result<null, ConfirmProblem | { readonly code: 'NOT_FOUND' }>> =>
    deps.uow.once(command.idempotencyKey, command, async (tx) => {
      const reservation = await deps.reservations.lock(tx, command.reservationId);
      if (reservation === null) return err({ code: 'NOT_FOUND' });
      const decision = decideConfirm(reservation, deps.now());
      if (!decision.ok) return decision;
      if (decision.value === 'already-confirmed') return ok(null);

      deps.reservations.setStatus(tx, [reservation.id], 'CONFIRMED');
      deps.pickTasks.insert(
        tx,
        command.shipments.map((shipment): PickTask => ({
          id: deps.newId('pick'),
          orderId: command.orderId,
          sellerOrderId: shipment.sellerOrderId,
          shipmentId: shipment.shipmentId,
          warehouseId: shipment.warehouseId,
          status: 'QUEUED',
          assignee: null,
          lines: shipment.lines.map((line) => ({ ...line, bin: binOf(shipment.warehouseId, line.offerId), picked: 0 })),
        })),
      );
      return ok(null);
    });
