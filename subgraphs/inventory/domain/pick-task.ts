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
import { err, ok, type Result } from '@emporium/platform/result';

export type PickStatus = 'QUEUED' | 'PICKING' | 'PICKED' | 'PACKED' | 'SHIPPED' | 'CANCELLED';

/** The warehouse's work for one shipment: walk to the bins, collect, pack. */
export interface PickTask {
  readonly id: PickTaskId;
  readonly orderId: OrderId;
  readonly sellerOrderId: SellerOrderId;
  readonly shipmentId: ShipmentId;
  readonly warehouseId: WarehouseId;
  readonly status: PickStatus;
  readonly assignee: UserId | null;
  readonly lines: readonly PickLine[];
}

export interface PickLine {
  readonly orderLineId: OrderLineId;
  readonly offerId: OfferId;
  /** The deal whose units they were; null for those of the free stock. */
  readonly dealId: DealId | null;
  readonly bin: string;
  readonly quantity: number;
  readonly picked: number;
}

export type PickProblem =
  | { readonly code: 'ILLEGAL_TRANSITION'; readonly from: PickStatus; readonly to: PickStatus }
  | { readonly code: 'FORBIDDEN' }
  | { readonly code: 'INVALID'; readonly field: string; readonly message: string };

/** Whose claimed tasks the caller may go on with: a picker with their own alone, administrators with anybody's. */
export type PickAuthority = 'all' | UserId;

const NEXT: Readonly<Record<PickStatus, readonly PickStatus[]>> = {
  QUEUED: ['PICKING', 'CANCELLED'],
  PICKING: ['PICKED', 'CANCELLED'],
  PICKED: ['PACKED', 'CANCELLED'],
  PACKED: ['SHIPPED', 'CANCELLED'],
  SHIPPED: [],
  CANCELLED: [],
};

export const canBecome = (from: PickStatus, to: PickStatus): boolean => NEXT[from].includes(to);

/** A task that nobody is named on is free to whoever does its work. */
const mayGoOn = ({ assignee }: PickTask, authority: PickAuthority): boolean =>
  assignee === null || authority === 'all' || assignee === authority;

export function decideClaim(task: PickTask, assignee: UserId): Result<PickTask, PickProblem> {
  if (!canBecome(task.status, 'PICKING')) return err({ code: 'ILLEGAL_TRANSITION', from: task.status, to: 'PICKING' });
  return ok({ ...task, status: 'PICKING', assignee });
}

/** Takes units of one bin off the list. The task is PICKED with its last unit. */
export function decidePick(
  task: PickTask,
  authority: PickAuthority,
  bin: string,
  quantity: number,
): Result<PickTask, PickProblem> {
  if (task.status !== 'PICKING') return err({ code: 'ILLEGAL_TRANSITION', from: task.status, to: 'PICKED' });
  if (!mayGoOn(task, authority)) return err({ code: 'FORBIDDEN' });
  const line = task.lines.find((candidate) => candidate.bin === bin && candidate.picked < candidate.quantity);
  if (line === undefined)
    return err({ code: 'INVALID', field: 'bin', message: `Nothing is left to pick in bin ${bin}.` });
  if (quantity > line.quantity - line.picked) {
    const left = line.quantity - line.picked;
    return err({ code: 'INVALID', field: 'quantity', message: `Only ${left} of bin ${bin} are left to pick.` });
  }
  const lines = task.lines.map((other) => (other === line ? { ...line, picked: line.picked + quantity } : other));
  const complete = lines.every((each) => each.picked === each.quantity);
  return ok({ ...task, lines, status: complete ? 'PICKED' : 'PICKING' });
}

export function decidePack(task: PickTask, authority: PickAuthority): Result<PickTask, PickProblem> {
  if (!canBecome(task.status, 'PACKED')) return err({ code: 'ILLEGAL_TRANSITION', from: task.status, to: 'PACKED' });
  if (!mayGoOn(task, authority)) return err({ code: 'FORBIDDEN' });
  return ok({ ...task, status: 'PACKED' });
}
