import { createJobs } from '@emporium/platform/jobs';
import { newId } from '@emporium/platform/ids';
import { silentLog, testSubgraph, userViewer } from '@emporium/platform/testing';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { ordersDefinition } from '../../index.ts';
import { addressed, complete, ordersOn } from '../../testing/harness.ts';
import { fakeShop } from '../../testing/fake-shop.ts';
import { registerCarrierEvents } from '../webhook/carrier-events.ts';
import { CARRIER_SIMULATION, simulatedCarrier } from './carrier.ts';

it('carries a parcel from the label to the door, through the webhook, job by job', async () => {
  const now = () => new Date();
  const shop = fakeShop({ newId, now });
  await using test = await testSubgraph(
    ordersDefinition(() => shop.ports),
    { now },
  );
  const { db } = test;
  const secret = 'a secret that carriers and we share';
  const server = Fastify();
  const url = { current: '' };
  const options = { stepMs: 20, secret, uow: db.uow, now, get url() { return url.current; } }; // prettier-ignore
  const { carrier, task } = simulatedCarrier(options);
  const orders = ordersOn(db, { ...shop.ports, carrier }, now);
  registerCarrierEvents(server, { ingestTracking: orders.ingestTracking, secret, now });
  url.current = await server.listen({ port: 0, host: '127.0.0.1' });
  const jobs = createJobs({
    databaseUrl: db.url,
    tasks: { [CARRIER_SIMULATION]: task },
    pollIntervalMs: 50,
    log: silentLog,
  });
  await jobs.start();

  const viewer = userViewer();
  const cartId = shop.addCart(viewer.id, [[shop.addOffer(), 1]]);
  const started = await orders.startCheckout({
    idempotencyKey: newId('evt'),
    ownerId: viewer.id,
    cartId,
    guestEmail: null,
  });
  if (!started.ok) throw new Error(started.error.code);
  await complete(orders, await addressed(orders, viewer.id, started.value, shop.address));
  const shipment = await db.one<{ id: `shp_${string}` }>('SELECT id FROM shipment');
  const stream = await test.subscribe(
    `subscription ($id: ID!) { shipmentTracking(shipmentId: $id) { shipment { status sellerOrder { status } } } }`,
    { id: shipment!.id },
    viewer,
  );
  await db.uow.run((tx) => orders.recordPicking(tx, { shipmentId: shipment!.id, status: 'PACKED' }));
  for await (const { data } of stream) {
    if (data.shipmentTracking.shipment.status !== 'DELIVERED') continue;
    expect(data.shipmentTracking.shipment.sellerOrder.status).toBe('DELIVERED');
    break;
  }
  await jobs.stop();
  await server.close();
});
