import type { OrderId, OrderLineId, OwnerId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import { err, ok, type Result } from '@emporium/platform/result';
import { cancelLines, type CancelProblem } from '../domain/cancel.ts';
import type { OrderStore } from './ports.ts';
import { recordChange } from './record-change.ts';

export interface CancelOrder {
  readonly idempotencyKey: string;
  /** Null for support, who may cancel anybody's. */
  readonly ownerId: OwnerId | null;
  readonly orderId: OrderId;
  /** Null: everything that has not left yet. */
  readonly lineIds: readonly OrderLineId[] | null;
  readonly reason: string;
}

export type CancelOrderProblem = CancelProblem | { readonly code: 'NOT_FOUND' };

/** Before shipment, partly or whole. The authorisation for what is cancelled is given up, the stock goes back on sale. */
export const cancelOrder =
  (deps: { uow: UnitOfWork; orders: OrderStore; now: () => Date }) =>
  (command: CancelOrder): Promise<Result<null, CancelOrderProblem>> =>
    deps.uow.once(command.idempotencyKey, command, async (tx) => {
      const { orderId, ownerId, lineIds, reason } = command;
      const order = await deps.orders.lock(tx, orderId);
      if (order === null || (ownerId !== null && order.ownerId !== ownerId)) return err({ code: 'NOT_FOUND' });
      const cancellationId = `${orderId}:${order.version}`;
      const decision = cancelLines(order, { lineIds, reason, cancellationId });
      if (!decision.ok) return decision;
      recordChange(deps, tx, order, decision.value);
      return ok(null);
    });
