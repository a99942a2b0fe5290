import type { OrderId } from '@emporium/contracts/ids';
import { userViewer } from '@emporium/platform/testing';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraphqlHarness, type GraphqlHarness } from '../testing/graphql-harness.ts';
import type { TrackingReport } from './app/ingest-tracking.ts';
import { journeyOf } from './simulator/journey.ts';
import { CARRIER_EVENTS_PATH, registerCarrierEvents } from './webhook/carrier-events.ts';
import { sign, SIGNATURE_HEADER } from './webhook/signature.ts';

let harness: GraphqlHarness;
beforeAll(async () => {
  harness = await startGraphqlHarness();
});
afterAll(() => harness.test[Symbol.asyncDispose]());

type Viewer = Parameters<GraphqlHarness['complete']>[0];

/** An order whose parcels are packed, with their tracking numbers. */
async function packedOrder(viewer: Viewer, lines = 1) {
  const { shop } = harness;
  const orderId = await harness.buy(
    viewer,
    Array.from({ length: lines }, () => [shop.addOffer({ price: 3_333n }), 2] as const),
  );
  for (const { id } of await harness.shipmentsOf(orderId)) {
    await harness.pick(id, 'PICKING');
    await harness.pick(id, 'PACKED');
    await harness.pick(id, 'PACKED');
  }
  const shipments = await harness.shipmentsOf(orderId);
  return { orderId, shipments, numbers: shipments.map((shipment) => shipment.tracking_number!) };
}

const reportsOf = (trackingNumber: string): TrackingReport[] =>
  (['PICKED_UP', 'IN_TRANSIT', 'DELAYED', 'OUT_FOR_DELIVERY', 'DELIVERED'] as const).map((status, index) => ({
    trackingNumber,
    carrierEventId: `${trackingNumber}-${index}`,
    status,
    detail: status,
    location: 'Seattle',
    occurredAt: new Date(harness.clock.now().getTime() + index * 1_000),
  }));

/** Deterministic, so that a failure can be seen again. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed;
  return items
    .map((item) => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return { item, rank: state };
    })
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

const factsOf = async (orderId: OrderId) =>
  (await harness.test.outbox()).filter(
    (event) => event['orderId'] === orderId && /shipment-(shipped|delivered)/.test(event.type),
  );

describe('tracking', () => {
  it('leads to the same parcel whatever order reports come in, and however often', async () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const viewer = harness.buyer();
      const { orderId, numbers } = await packedOrder(viewer);
      const reports = reportsOf(numbers[0]!);
      for (const report of shuffled([...reports, ...reports], seed)) {
        expect((await harness.orders.ingestTracking(report)).ok).toBe(true);
      }
      const { data } = await harness.test.execute(
        `query ($id: ID) { order(id: $id) { status shipments { status deliveredAt events { sequence status } } } }`,
        { id: orderId },
        viewer,
      );
      expect(data.order.status).toBe('DELIVERED');
      const [shipment] = data.order.shipments;
      expect(shipment).toMatchObject({ status: 'DELIVERED', deliveredAt: reports[4]!.occurredAt.toISOString() });
      expect(shipment.events.map((event: { status: string }) => event.status)).toEqual([
        'LABEL_PRINTED',
        ...reports.map((report) => report.status),
      ]);
      expect((await factsOf(orderId)).map((event) => event.type)).toEqual([
        'orders.shipment-shipped.v1',
        'orders.shipment-delivered.v1',
      ]);
    }
  });

  it('takes simultaneous reports one by one', async () => {
    const viewer = harness.buyer();
    const { orderId, numbers } = await packedOrder(viewer);
    const reports = reportsOf(numbers[0]!);
    await Promise.all([...reports, ...reports, ...reports].map((report) => harness.orders.ingestTracking(report)));
    expect(await factsOf(orderId)).toHaveLength(2);
    expect((await harness.shipmentsOf(orderId))[0]!.status).toBe('DELIVERED');
  });

  it('charges parcels that add up to the order', async () => {
    const viewer = harness.buyer();
    const { orderId, numbers } = await packedOrder(viewer, 3);
    for (const number of numbers) await harness.orders.ingestTracking(reportsOf(number)[0]!);
    const facts = (await factsOf(orderId)) as unknown as Record<'amount' | 'tax' | 'commission', { minor: string }>[];
    const sumOf = (field: 'amount' | 'tax' | 'commission') =>
      facts.reduce((sum, fact) => sum + BigInt(fact[field].minor), 0n);
    const order = await harness.test.db.one<{ status: string; total: bigint; tax: bigint }>(
      'SELECT status, total, tax FROM customer_order WHERE id = $1',
      [orderId],
    );
    expect(order).toEqual({ status: 'SHIPPED', total: sumOf('amount'), tax: sumOf('tax') });
    // 15 % of 66.66, rounded on each line
    expect(sumOf('commission')).toBe(3n * 1_000n);
  });

  it('records what a carrier says of a cancelled parcel, and ships nothing', async () => {
    const viewer = harness.buyer();
    const { orderId, numbers } = await packedOrder(viewer);
    await harness.orders.cancelOrder({
      idempotencyKey: `cancel ${orderId}`,
      ownerId: null,
      orderId,
      lineIds: null,
      reason: 'Not needed',
    });
    expect((await harness.orders.ingestTracking(reportsOf(numbers[0]!)[0]!)).ok).toBe(true);
    expect(await factsOf(orderId)).toEqual([]);
    expect((await harness.shipmentsOf(orderId))[0]!.status).toBe('CANCELLED');
  });

  it('is for carriers to report, and for buyers and warehouses to see', async () => {
    const viewer = harness.buyer();
    const { shipments, numbers } = await packedOrder(viewer);
    const INGEST = `mutation ($input: TrackingIngestInput!) { trackingIngest(input: $input) { shipment { status } userErrors { code field } } }`;
    const input = { ...reportsOf(numbers[0]!)[0]!, occurredAt: harness.clock.now().toISOString() };
    const carrier = userViewer(['carrier:ingest']);
    expect((await harness.test.execute(INGEST, { input }, viewer)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    const answer = async (extra: object) =>
      (await harness.test.execute(INGEST, { input: { ...input, ...extra } }, carrier)).data.trackingIngest;
    expect(await answer({})).toEqual({ shipment: { status: 'PICKED_UP' }, userErrors: [] });
    expect(await answer({ trackingNumber: 'NPL0' })).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
    expect(await answer({ status: 'CANCELLED', occurredAt: '2031-01-01T00:00:00Z' })).toMatchObject({
      userErrors: [
        { code: 'INVALID', field: ['status'] },
        { code: 'INVALID', field: ['occurredAt'] },
      ],
    });
    const SHIPMENT = `query ($n: String, $id: ID) { shipment(trackingNumber: $n, id: $id) { id sellerOrder { id } estimatedDelivery { confidence } } }`;
    const seen = async (as: Viewer) =>
      (await harness.test.execute(SHIPMENT, { n: numbers[0]!.toLowerCase() }, as)).data.shipment;
    expect(await seen(viewer)).toMatchObject({ id: shipments[0]!.id, estimatedDelivery: { confidence: 0.94 } });
    expect(await seen(harness.buyer())).toBeNull();
    expect(await seen(userViewer(['warehouse:ops']))).toMatchObject({ id: shipments[0]!.id, sellerOrder: null });
  });

  it('is told live, the latest report first', async () => {
    const viewer = harness.buyer();
    const { shipments, numbers } = await packedOrder(viewer);
    const stream = await harness.test.subscribe(
      `subscription ($id: ID!) { shipmentTracking(shipmentId: $id) { sequence event { status detail } shipment { status } } }`,
      { id: shipments[0]!.id },
      viewer,
    );
    const next = async () => (await stream.next()).value.data.shipmentTracking;
    expect(await next()).toMatchObject({ sequence: '1', event: { status: 'LABEL_PRINTED' } });
    const [, transit, , , delivered] = reportsOf(numbers[0]!);
    await harness.orders.ingestTracking(delivered!);
    await harness.orders.ingestTracking(transit!);
    expect(await next()).toMatchObject({
      sequence: '2',
      event: { status: 'DELIVERED' },
      shipment: { status: 'DELIVERED' },
    });
    expect(await next()).toMatchObject({
      sequence: '3',
      event: { status: 'IN_TRANSIT' },
      shipment: { status: 'DELIVERED' },
    });
    await stream.return?.();
  });
});

describe('the carriers’ webhook', () => {
  const secret = 'a secret that carriers and we share';

  it('takes what is signed, a whole journey with its muddle, and nothing else', async () => {
    const server = Fastify();
    registerCarrierEvents(server, { ingestTracking: harness.orders.ingestTracking, secret, now: harness.clock.now });
    const post = (payload: string, signature: string) =>
      server.inject({
        method: 'POST',
        url: CARRIER_EVENTS_PATH,
        headers: { 'content-type': 'application/json', [SIGNATURE_HEADER]: signature },
        payload,
      });
    const signed = (body: object) =>
      post(JSON.stringify(body), sign(JSON.stringify(body), secret, harness.clock.now()));

    const { orderId, numbers } = await packedOrder(harness.buyer());
    const [trackingNumber] = numbers as [string];
    const occurredAt = harness.clock.now().toISOString();
    const event = { trackingNumber, carrierEventId: 'x', status: 'PICKED_UP', detail: 'Picked up', occurredAt };
    const body = JSON.stringify(event);
    const old = new Date(harness.clock.now().getTime() - 600_000);
    for (const signature of [
      '',
      'nonsense',
      sign(body, 'another secret', harness.clock.now()),
      sign(body, secret, old),
    ]) {
      expect((await post(body, signature)).statusCode).toBe(401);
    }
    expect(
      (await post(body.replace('PICKED_UP', 'DELIVERED'), sign(body, secret, harness.clock.now()))).statusCode,
    ).toBe(401);
    expect((await harness.shipmentsOf(orderId))[0]!.status).toBe('LABEL_PRINTED');

    expect((await signed({ ...event, status: 'LOST_AT_SEA' })).statusCode).toBe(400);
    expect((await signed({ ...event, trackingNumber: 'NPL0' })).statusCode).toBe(404);
    for (const step of journeyOf(trackingNumber, 'Seattle')) {
      for (const { id, status, detail, location } of step) {
        expect((await signed({ ...event, carrierEventId: id, status, detail, location })).statusCode).toBe(200);
      }
    }
    expect((await harness.shipmentsOf(orderId))[0]!.status).toBe('DELIVERED');
    await server.close();
  });
});
