import type { PickTaskProgressed } from '@emporium/contracts/events';
import type { PickTaskId, UserId } from '@emporium/contracts/ids';
import type { Tx, UnitOfWork } from '@emporium/platform/db';
import { appendToOutbox } from '@emporium/platform/outbox';
import { err, ok, type Result } from '@emporium/platform/result';
import {
  decideClaim,
  decidePack,
  decidePick,
  type PickAuthority,
  type PickProblem,
  type PickTask,
} from '../domain/pick-task.ts';
import type { PickTaskStore } from './ports.ts';

export type PickOutcome = Result<PickTaskId, PickProblem | { readonly code: 'NOT_FOUND' }>;

interface Deps {
  readonly uow: UnitOfWork;
  readonly pickTasks: PickTaskStore;
}

/** A picker takes the task, which nobody else can take then. */
export const claimPickTask =
  (deps: Deps) =>
  (id: PickTaskId, assignee: UserId): Promise<PickOutcome> =>
    deps.uow.run((tx) => progress(tx, deps, id, (task) => decideClaim(task, assignee)));

export interface ConfirmPick {
  readonly idempotencyKey: string;
  readonly id: PickTaskId;
  readonly bin: string;
  readonly quantity: number;
}

/** Units of one bin are in the tote. */
export const confirmPick =
  (deps: Deps) =>
  (command: ConfirmPick, authority: PickAuthority): Promise<PickOutcome> =>
    deps.uow.once(command.idempotencyKey, command, (tx) =>
      progress(tx, deps, command.id, (task) => decidePick(task, authority, command.bin, command.quantity)),
    );

/** The parcel is closed and waits for the carrier. */
export const packPickTask =
  (deps: Deps) =>
  (id: PickTaskId, authority: PickAuthority): Promise<PickOutcome> =>
    deps.uow.run((tx) => progress(tx, deps, id, (task) => decidePack(task, authority)));

async function progress(
  tx: Tx,
  { pickTasks }: Deps,
  id: PickTaskId,
  decide: (task: PickTask) => Result<PickTask, PickProblem>,
): Promise<PickOutcome> {
  const task = await pickTasks.lock(tx, id);
  if (task === null) return err({ code: 'NOT_FOUND' });
  const decision = decide(task);
  if (!decision.ok) return decision;
  pickTasks.update(tx, decision.value);
  if (decision.value.status !== task.status) publishProgress(tx, decision.value);
  return ok(id);
}

function publishProgress(tx: Tx, { id, orderId, sellerOrderId, shipmentId, warehouseId, status }: PickTask): void {
  if (status !== 'PICKING' && status !== 'PICKED' && status !== 'PACKED') return;
  appendToOutbox(tx, shipmentId, {
    type: 'inventory.pick-task-progressed.v1',
    pickTaskId: id,
    orderId,
    sellerOrderId,
    shipmentId,
    warehouseId,
    status,
  } satisfies PickTaskProgressed);
}
