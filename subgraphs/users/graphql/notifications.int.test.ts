import type { OrderCancelled, OrderConfirmed, OrdersEvent, ShipmentPaymentFailed } from '@emporium/contracts/events';
import type { OwnerId } from '@emporium/contracts/ids';
import { newId } from '@emporium/platform/ids';
import { guestViewer, testSubgraph, type TestSubgraph } from '@emporium/platform/testing';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definition } from '../index.ts';
import { clientOf, viewerOf } from '../testing/client.ts';
import { deliver } from '../testing/events.ts';

let test: TestSubgraph;
let client: ReturnType<typeof clientOf>;

beforeAll(async () => {
  test = await testSubgraph(definition, { environment: { SIMULATORS: 'true' } });
  client = clientOf(test);
});
afterAll(() => test[Symbol.asyncDispose]());

const usd = (minor: number) => ({ minor: String(minor), currency: 'USD' }) as const;
const factsOf = (ownerId: OwnerId, guestEmail: string | null = null) => ({
  orderId: newId('ord'),
  number: '114-2075-3381',
  ownerId,
  guestEmail,
});
const line = (title: string, quantity: number) => ({
  orderLineId: newId('oln'),
  sellerOrderId: newId('sor'),
  sellerId: newId('sel'),
  offerId: newId('ofr'),
  variantId: newId('var'),
  productId: newId('prod'),
  title,
  quantity,
  unitPrice: usd(1_000),
  dealClaimId: null,
});
const confirmed = (facts: ReturnType<typeof factsOf>, titles: string[] = ['Kettle']): OrderConfirmed => ({
  ...facts,
  type: 'orders.order-confirmed.v1',
  checkoutId: newId('chk'),
  cartId: newId('cart'),
  paymentId: newId('pay'),
  total: usd(123_456),
  couponCodes: [],
  lines: titles.map((title) => line(title, 2)),
});
const cancelled = (facts: ReturnType<typeof factsOf>): OrderCancelled => ({
  ...facts,
  type: 'orders.order-cancelled.v1',
  cancellationId: 'c1',
  whole: false,
  paymentId: null,
  refund: usd(1_000),
  reason: 'CHANGED_MIND',
  lines: [{ ...line('Kettle', 1), shipmentId: newId('shp') }],
});
const paymentFailed = (facts: ReturnType<typeof factsOf>): ShipmentPaymentFailed => ({
  ...facts,
  type: 'orders.shipment-payment-failed.v1',
  shipmentId: newId('shp'),
  amount: usd(2_590),
});

const signedIn = async () => {
  const email = client.newEmail();
  const { tokens } = await client.register({ email });
  return { email, viewer: viewerOf(tokens) };
};
const LIST = `query ($unread: Boolean) { viewer { notifications(first: 50, unreadOnly: $unread) {
  unreadCount nodes { id channel status template title body deepLink subjectId readAt } } } }`;

describe('the buyer', () => {
  it('with an account is told by mail and in the app', async () => {
    const { email, viewer } = await signedIn();
    const facts = factsOf(viewer.id);
    await deliver(test, confirmed(facts, ['Kettle', 'Mug', 'Tea', 'Spoon', 'Tray', 'Lid', 'Cosy']));
    const { data } = await test.execute(LIST, { unread: false }, viewer);
    const [order, welcome, ...rest] = data.viewer.notifications.nodes;
    expect([data.viewer.notifications.unreadCount, rest]).toEqual([2, []]);
    expect(welcome).toMatchObject({ channel: 'EMAIL', status: 'SENT', template: 'email-verification' });
    expect(order).toEqual({
      id: expect.stringMatching(/^ntf_/),
      channel: 'IN_APP',
      status: 'DELIVERED',
      template: 'order-confirmed',
      title: 'Order 114-2075-3381 is confirmed',
      body: 'Thank you. The total is 1234.56 USD.\n2 × Kettle\n2 × Mug\n2 × Tea\n2 × Spoon\n2 × Tray\nand 2 more',
      deepLink: `/orders/${facts.orderId}`,
      subjectId: facts.orderId,
      readAt: null,
    });
    expect(await client.mailTo(email)).toMatchObject({
      subject: order.title,
      body: expect.stringContaining('2 × Kettle'),
    });
  });

  it('hears of every step', async () => {
    const { viewer } = await signedIn();
    const facts = factsOf(viewer.id);
    const shipment = { shipmentId: newId('shp'), sellerOrderId: newId('sor') };
    const steps: OrdersEvent[] = [
      { ...facts, type: 'orders.order-payment-failed.v1', declineCode: 'card_declined' },
      cancelled(facts),
      {
        ...facts,
        ...shipment,
        type: 'orders.shipment-shipped.v1',
        sellerId: newId('sel'),
        warehouseId: newId('wh'),
        paymentId: newId('pay'),
        amount: usd(1),
        commission: usd(0),
        tax: usd(0),
        carrier: 'Northwind',
        trackingNumber: 'NW123',
        lines: [line('Kettle', 1)],
      },
      { ...facts, ...shipment, type: 'orders.shipment-delivered.v1', deliveredAt: '', lines: [line('Kettle', 1)] },
      paymentFailed(facts),
    ];
    for (const step of steps) await deliver(test, step);
    const { nodes } = (await test.execute(LIST, {}, viewer)).data.viewer.notifications;
    expect(nodes.map((node: { title: string }) => node.title).slice(0, 5)).toEqual([
      'The payment for a parcel of order 114-2075-3381 could not be taken',
      'A parcel of order 114-2075-3381 has arrived',
      'A parcel of order 114-2075-3381 is on its way',
      'A part of order 114-2075-3381 is cancelled',
      'The payment of order 114-2075-3381 failed',
    ]);
    expect(nodes[2].body).toBe('One item left the warehouse with Northwind. Tracking number: NW123.');
  });

  it('is told by mail what is owed for a parcel that could not be charged, and what comes next', async () => {
    await deliver(test, paymentFailed(factsOf(newId('gst'), 'owing@example.com')));
    const mail = await client.mailTo('owing@example.com');
    expect(mail?.subject).toBe('The payment for a parcel of order 114-2075-3381 could not be taken');
    expect(mail?.body).toContain('the payment of 25.90 USD was refused. The amount is still owed.');
    expect(mail?.body).toContain('our support will be in touch about another way to pay');
  });

  it('without an account is told by mail', async () => {
    await deliver(test, confirmed(factsOf(newId('gst'), 'guest@example.com')));
    expect(await client.mailTo('guest@example.com')).toMatchObject({ subject: 'Order 114-2075-3381 is confirmed' });
    const before = await test.db.one('SELECT count(*)::int AS n FROM mail');
    await deliver(test, confirmed(factsOf(newId('gst'))));
    await deliver(test, confirmed(factsOf(newId('usr'))));
    expect(await test.db.one('SELECT count(*)::int AS n FROM mail')).toEqual(before);
  });
});

describe('notifications', () => {
  const MARK = 'mutation ($ids: [ID!]!) { notificationsMarkRead(ids: $ids) { ok userErrors { code field } } }';

  it('are marked as read by whom they are for', async () => {
    const [{ viewer }, stranger] = [await signedIn(), await signedIn()];
    await deliver(test, confirmed(factsOf(viewer.id)));
    const list = async (unread = false) => (await test.execute(LIST, { unread }, viewer)).data.viewer.notifications;
    const [{ id }] = (await list()).nodes;
    const mark = async (as: typeof viewer, ids = [id]) =>
      (await test.execute(MARK, { ids }, as)).data.notificationsMarkRead;
    expect(await mark(stranger.viewer)).toEqual({ ok: true, userErrors: [] });
    expect((await list()).unreadCount).toBe(2);
    expect(await mark(viewer)).toEqual({ ok: true, userErrors: [] });
    const { unreadCount, nodes } = await list();
    expect([unreadCount, nodes[0].status, nodes[0].readAt]).toEqual([1, 'READ', expect.any(String)]);
    expect((await list(true)).nodes.map((node: { template: string }) => node.template)).toEqual(['email-verification']);
    expect(await mark(viewer, ['ord_1'])).toMatchObject({ ok: false, userErrors: [{ field: ['ids', '0'] }] });
    expect(await mark(viewer, [])).toMatchObject({ ok: false, userErrors: [{ code: 'INVALID', field: ['ids'] }] });
  });

  it('arrive live, each to its own account, and from where one left off', async () => {
    const [{ viewer }, stranger] = [await signedIn(), await signedIn()];
    const WATCH = `subscription ($after: BigInt) { notificationReceived(after: $after) {
      sequence notification { title status } } }`;
    const stream = await test.subscribe(WATCH, {}, viewer);
    await deliver(test, confirmed(factsOf(stranger.viewer.id)));
    await deliver(test, confirmed(factsOf(viewer.id)));
    const first = (await stream.next()).value.data.notificationReceived;
    expect(first).toEqual({
      sequence: '2', // the first told of the address to confirm
      notification: { title: 'Order 114-2075-3381 is confirmed', status: 'DELIVERED' },
    });
    await stream.return?.();
    await deliver(test, cancelled(factsOf(viewer.id)));
    const resumed = await test.subscribe(WATCH, { after: first.sequence }, viewer);
    expect((await resumed.next()).value.data.notificationReceived).toMatchObject({
      sequence: '3',
      notification: { title: 'A part of order 114-2075-3381 is cancelled' },
    });
    await resumed.return?.();
    await expect(test.subscribe(WATCH, {}, guestViewer())).rejects.toThrow('UNAUTHENTICATED');
  });
});

describe('the mailbox', () => {
  it('shows what was sent, and nothing that was written to break the page', async () => {
    const server = Fastify();
    test.subgraph.routes?.(server);
    const facts = { ...factsOf(newId('gst'), '"><script>@example.com'), number: '<img src=x onerror=alert(1)>' };
    await deliver(test, confirmed(facts, ['<script>alert(1)</script> & "Tea"']));

    const list = await server.inject('/mailbox');
    expect(list.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'cache-control': 'no-store',
    });
    const link = /href="(\/mailbox\/\d+)"/.exec(list.body)![1]!;
    const mail = await server.inject(link);
    for (const page of [list.body, mail.body]) {
      expect(page).not.toMatch(/<script|<img|https?:/);
      expect(page).toContain('Order &lt;img src=x onerror=alert(1)&gt; is confirmed');
      expect(page).toContain('&quot;&gt;&lt;script&gt;@example.com');
    }
    expect(mail.body).toContain('2 × &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Tea&quot;');

    const { email } = await signedIn();
    const own = await server.inject(`/mailbox?to=${encodeURIComponent(email)}`);
    expect(own.body.match(/<li>/g)).toHaveLength(1);
    for (const url of ['/mailbox/999999999', '/mailbox/x', '/mailbox/%3Cscript%3E']) {
      expect((await server.inject(url)).statusCode).toBe(404);
    }
    await server.close();
  });

  it('is not there unless asked for', async () => {
    const plain = await testSubgraph(definition);
    const server = Fastify();
    plain.subgraph.routes?.(server);
    expect((await server.inject('/mailbox')).statusCode).toBe(404);
    await server.close();
    await plain[Symbol.asyncDispose]();
  });
});
