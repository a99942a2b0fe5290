import type { PickTaskId } from '@emporium/contracts/ids';
import { newId } from '@emporium/platform/ids';
import { silentLog, testSubgraph } from '@emporium/platform/testing';
import { expect, it } from 'vitest';
import { createInventory } from './app/inventory.ts';
import { postgresStores } from './data/stores.ts';
import type { PickTask } from './domain/pick-task.ts';
import { definition } from './index.ts';
import { simulateWarehouse } from './simulator.ts';
import { loadWarehouses, RENO } from './testing/stock.ts';

const queued = (): PickTask => ({
  id: newId('pick'),
  orderId: newId('ord'),
  sellerOrderId: newId('sor'),
  shipmentId: newId('shp'),
  warehouseId: RENO,
  status: 'QUEUED',
  assignee: null,
  lines: [
    { orderLineId: newId('oln'), offerId: newId('ofr'), dealId: null, bin: 'K-1', quantity: 2, picked: 0 },
    { orderLineId: newId('oln'), offerId: newId('ofr'), dealId: null, bin: 'K-2', quantity: 1, picked: 0 },
  ],
});

it('packs what waits, and leaves what people have claimed to them, however much that is', async () => {
  await using test = await testSubgraph(definition);
  const { db } = test;
  await loadWarehouses(db);
  const stores = postgresStores({ db, newId, now: () => new Date() });
  const inventory = createInventory({ uow: db.uow, newId, now: () => new Date(), ...stores });
  const claimed = Array.from({ length: 61 }, queued).sort((a, b) => (a.id < b.id ? -1 : 1));
  const waiting = claimed.pop()!; // the last in line
  await db.uow.run(async (tx) => stores.pickTasks.insert(tx, [...claimed, waiting]));
  const person = newId('usr');
  for (const { id } of claimed) await inventory.claimPickTask(id, person);
  const statusOf = (id: PickTaskId) => db.one<{ status: string }>('SELECT status FROM pick_task WHERE id = $1', [id]);

  const warehouse = simulateWarehouse(inventory, { stepMs: 10, log: silentLog });
  try {
    await expect.poll(() => statusOf(waiting.id)).toEqual({ status: 'PACKED' });
  } finally {
    await warehouse.stop();
  }
  expect(await db.query('SELECT DISTINCT status, assignee FROM pick_task WHERE id <> $1', [waiting.id])).toEqual([
    { status: 'PICKING', assignee: person },
  ]);
});
