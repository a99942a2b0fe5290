import type { UserId } from '@emporium/contracts/ids';
import type { Log } from '@emporium/platform/log';
import { startTicker, type Ticker } from '@emporium/platform/ticker';
import type { PickTask } from './domain/pick-task.ts';
import type { Inventory } from './app/inventory.ts';

/** Who the simulated picks are done by; a well-formed id that no account has. */
const PICKER: UserId = 'usr_00000000007000000000000000';
const TASKS_A_STEP = 50;

/**
 * Stands in for the people in the warehouses: every step takes each open task one stage further,
 * through the same use-cases that a picker's handheld calls. What a person has claimed is left to them.
 */
export const simulateWarehouse = (inventory: Inventory, { stepMs, log }: { stepMs: number; log: Log }): Ticker =>
  startTicker({
    name: 'warehouse simulator',
    everyMs: stepMs,
    log,
    work: async () => {
      for (const task of await inventory.openPickTasks(PICKER, TASKS_A_STEP)) await advance(inventory, task);
    },
  });

async function advance(inventory: Inventory, task: PickTask): Promise<void> {
  switch (task.status) {
    case 'QUEUED':
      await inventory.claimPickTask(task.id, PICKER);
      return;
    case 'PICKING':
      for (const { bin, quantity, picked, orderLineId } of task.lines) {
        if (picked === quantity) continue;
        const idempotencyKey = `simulated:${task.id}:${orderLineId}:${picked}`;
        await inventory.confirmPick({ idempotencyKey, id: task.id, bin, quantity: quantity - picked }, PICKER);
      }
      return;
    case 'PICKED':
      await inventory.packPickTask(task.id, PICKER);
      return;
    case 'PACKED':
    case 'SHIPPED':
    case 'CANCELLED':
      return;
  }
}
