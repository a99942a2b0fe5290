import type { OrderLineId } from '@emporium/contracts/ids';
import { add } from '@emporium/platform/money';
import { err, type Result } from '@emporium/platform/result';
import { changed, type Change } from './change.ts';
import { amountsOf, orderCancelled } from './facts.ts';
import type { Order } from './order.ts';
import { isCancellable, nextOf, type IllegalTransition, type OrderStatus } from './status.ts';

export type CancelProblem =
  | IllegalTransition
  | { readonly code: 'NOT_FOUND'; readonly lineId: OrderLineId }
  | { readonly code: 'NOT_CANCELLABLE'; readonly status: OrderStatus; readonly allowed: readonly OrderStatus[] };

/**
 * Calls lines back before their parcels leave: those named, or (null) everything that has not left.
 * A parcel that loses its last line is cancelled, and its shipping with it; otherwise shipping stays.
 */
export function cancelLines(
  order: Order,
  {
    lineIds,
    reason,
    cancellationId,
  }: { lineIds: readonly OrderLineId[] | null; reason: string; cancellationId: string },
): Result<Change, CancelProblem> {
  const stranger = lineIds?.find((id) => !order.lines.some((line) => line.id === id));
  if (stranger !== undefined) return err({ code: 'NOT_FOUND', lineId: stranger });
  const open = order.lines.filter((line) => isCancellable(line.fulfilment));
  const chosen = lineIds === null ? open : order.lines.filter((line) => lineIds.includes(line.id));
  if (order.payment !== 'AUTHORIZED' || chosen.length === 0 || !chosen.every((line) => open.includes(line))) {
    return err({ code: 'NOT_CANCELLABLE', status: order.status, allowed: nextOf(order.status) });
  }

  const lines = order.lines.map((line) =>
    chosen.includes(line) ? { ...line, fulfilment: 'CANCELLED' as const } : line,
  );
  const emptied = order.shipments.filter(
    (shipment) =>
      shipment.status !== 'CANCELLED' &&
      lines.every((line) => line.shipmentId !== shipment.id || line.fulfilment === 'CANCELLED'),
  );
  const shipments = order.shipments.map((shipment) =>
    emptied.includes(shipment) ? { ...shipment, status: 'CANCELLED' as const } : shipment,
  );
  const { amount: refund } = amountsOf(chosen, emptied, order.currency);
  const whole = lines.every((line) => line.fulfilment === 'CANCELLED');
  const message = whole ? 'The order was cancelled.' : `${chosen.map((line) => line.title).join(', ')}: cancelled.`;
  return changed(
    order,
    { ...order, lines, shipments, cancelled: add(order.cancelled, refund) },
    [{ kind: 'CANCELLED', message }],
    [orderCancelled(order, { cancellationId, whole, paymentId: order.paymentId, reason, refund }, chosen)],
  );
}
