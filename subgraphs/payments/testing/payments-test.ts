import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  CaptureId,
  OrderId,
  OwnerId,
  PaymentId,
  PaymentMethodId,
  RefundId,
  SellerId,
  SellerOrderId,
  ShipmentId,
} from '@emporium/contracts/ids';
import type { CurrencyCode } from '@emporium/contracts/money';
import { newId } from '@emporium/platform/ids';
import { silentLog, testSubgraph, type TestSubgraph } from '@emporium/platform/testing';
import { money, toWire } from '@emporium/platform/money';
import Fastify from 'fastify';
import type { AuthorizePayment } from '../app/authorize-payment.ts';
import { createPayments, type Payments } from '../app/payments.ts';
import type { PaymentGateway } from '../app/ports.ts';
import { httpGateway } from '../data/gateway-client.ts';
import { createGatewayTransport } from '../data/gateway-transport.ts';
import { postgresStores } from '../data/stores.ts';
import { definition } from '../index.ts';
import { SIGNATURE_HEADER, signWebhook } from '../webhooks/signature.ts';

export const GATEWAY_KEY = 'the key of the tests';
export const WEBHOOK_SECRET = 'the webhook secret of the tests';
/** Short, since an answer that does not come costs the tests as much; long enough for a busy machine. */
const DEADLINE_MS = 700;

export interface PaymentsTest extends AsyncDisposable {
  readonly test: TestSubgraph;
  readonly payments: Payments;
  /** The real client, talking to the simulator over HTTP. */
  readonly gateway: PaymentGateway;
  readonly url: string;
  /** All use-cases, with another gateway. */
  with(gateway: PaymentGateway): Payments;
  faults(settings: object): Promise<void>;
}

/** The subgraph with its routes on a port of its own, so that webhooks and the simulated gateway are real HTTP. */
export async function paymentsTest({
  now = () => new Date(),
  deadlineMs = DEADLINE_MS,
}: { now?: () => Date; deadlineMs?: number } = {}): Promise<PaymentsTest> {
  const app = Fastify();
  const server = createServer((request, response) => app.routing(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const test = await testSubgraph(definition, {
    now,
    url,
    environment: {
      SIMULATORS: 'true',
      PAYMENT_GATEWAY_KEY: GATEWAY_KEY,
      PAYMENT_GATEWAY_WEBHOOK_SECRET: WEBHOOK_SECRET,
      PAYMENT_GATEWAY_DEADLINE_MS: String(deadlineMs),
      SIMULATOR_LATE_ANSWER_MS: String(deadlineMs + 300),
    },
  });
  test.subgraph.routes!(app);
  await app.ready();
  await openConnections(test);

  const transport = { url: `${url}/simulator`, apiKey: GATEWAY_KEY, deadlineMs, log: silentLog };
  const gateway = httpGateway('simulator', createGatewayTransport(transport));
  const withGateway = (other: PaymentGateway) =>
    createPayments({
      uow: test.db.uow,
      ...postgresStores({ db: test.db, newId }),
      gateway: other,
      newId,
      now,
      log: silentLog,
    });

  return {
    test,
    gateway,
    url,
    payments: withGateway(gateway),
    with: withGateway,
    async faults(settings) {
      const response = await fetch(`${url}/simulator/admin/faults`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${GATEWAY_KEY}`, 'content-type': 'application/json' },
        body: JSON.stringify(settings),
      });
      if (!response.ok) throw new Error(await response.text());
    },
    async [Symbol.asyncDispose]() {
      await app.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await test[Symbol.asyncDispose]();
    },
  };
}

/** The first burst of calls must not spend its deadline on connecting to the database. */
const openConnections = async ({ db }: TestSubgraph): Promise<void> =>
  void (await Promise.all(Array.from({ length: 10 }, () => db.query('SELECT pg_sleep(0.05)'))));

export async function keepMethod(payments: Payments, ownerId: OwnerId, token: string): Promise<PaymentMethodId> {
  const kept = await payments.keepPaymentMethod({ idempotencyKey: newId('evt'), ownerId, token, makeDefault: false });
  if (!kept.ok) throw new Error(kept.error.code);
  return kept.value;
}

export interface OrderToPay {
  readonly command: AuthorizePayment;
  readonly orderId: OrderId;
  readonly sellers: readonly { readonly sellerId: SellerId; readonly sellerOrderId: SellerOrderId }[];
}

/** An order of some sellers, each with an amount in minor units, to be paid with a test token. */
export async function orderToPay(
  payments: Payments,
  token: string,
  amounts: readonly (number | bigint)[] = [10_000],
  { currency = 'USD', ownerId = newId('usr') }: { currency?: CurrencyCode; ownerId?: OwnerId } = {},
): Promise<OrderToPay> {
  const paymentMethodId = await keepMethod(payments, ownerId, token);
  const orderId = newId('ord');
  const sellers = amounts.map(() => ({ sellerId: newId('sel'), sellerOrderId: newId('sor') }));
  const command: AuthorizePayment = {
    idempotencyKey: `authorize:${orderId}:1`,
    orderId,
    orderNumber: 'EM-1',
    ownerId,
    attempt: 1,
    amount: money(
      amounts.reduce<bigint>((sum, amount) => sum + BigInt(amount), 0n),
      currency,
    ),
    paymentMethodId,
    allocations: sellers.map((seller, index) => ({ ...seller, amount: money(amounts[index]!, currency) })),
  };
  return { command, orderId, sellers };
}

/** The same order again and again, each with an id of its own. */
export const copiesOf = ({ command }: OrderToPay, count: number): AuthorizePayment[] =>
  Array.from({ length: count }, () => {
    const orderId = newId('ord');
    return { ...command, orderId, idempotencyKey: `authorize:${orderId}:1` };
  });

/** Ten at a time: as many as come at once, and no deadline is spent on waiting in line. */
export async function inTens<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < items.length; start += 10) {
    await Promise.all(items.slice(start, start + 10).map(work));
  }
}

export interface PaidOrder extends OrderToPay {
  readonly paymentId: PaymentId;
}

export async function paidOrder(
  payments: Payments,
  amounts?: readonly (number | bigint)[],
  currency?: CurrencyCode,
): Promise<PaidOrder> {
  const order = await orderToPay(payments, 'tok_visa', amounts, currency === undefined ? {} : { currency });
  const result = await payments.authorizePayment(order.command);
  if (!result.ok || result.value.outcome !== 'AUTHORIZED') throw new Error('the order is not paid');
  return { ...order, paymentId: result.value.payment.id };
}

/** A parcel of one of the order's sellers leaves; commission and tax are tenths of it. Answers with the shipment. */
export async function ship(
  { test, payments }: Pick<PaymentsTest, 'test' | 'payments'>,
  order: PaidOrder,
  amountMinor: bigint,
  { seller = 0, shipmentId = newId('shp') }: { seller?: number; shipmentId?: ShipmentId } = {},
): Promise<ShipmentId> {
  const { currency } = order.command.amount;
  const inWire = (minor: bigint) => toWire(money(minor, currency));
  await test.db.uow.run((tx) =>
    payments.captureShipment(tx, {
      type: 'orders.shipment-shipped.v1',
      orderId: order.orderId,
      number: 'EM-1',
      ownerId: order.command.ownerId,
      guestEmail: null,
      shipmentId,
      ...order.sellers[seller]!,
      warehouseId: newId('wh'),
      paymentId: order.paymentId,
      amount: inWire(amountMinor),
      commission: inWire(amountMinor / 10n),
      tax: inWire(amountMinor / 10n),
      carrier: 'UPS',
      trackingNumber: '1Z',
      lines: [],
    }),
  );
  return shipmentId;
}

export const cancelOrder = (
  { test, payments }: Pick<PaymentsTest, 'test' | 'payments'>,
  order: OrderToPay & Partial<Pick<PaidOrder, 'paymentId'>>,
  refundMinor: bigint,
  whole: boolean,
): Promise<void> =>
  test.db.uow.run((tx) =>
    payments.settleCancellation(tx, {
      type: 'orders.order-cancelled.v1',
      orderId: order.orderId,
      number: 'EM-1',
      ownerId: order.command.ownerId,
      guestEmail: null,
      cancellationId: newId('evt'),
      whole,
      paymentId: order.paymentId ?? null,
      refund: toWire(money(refundMinor, order.command.amount.currency)),
      reason: 'changed my mind',
      lines: [],
    }),
  );

/** Does what the jobs would: every capture and refund that waits for the gateway, or one order's. */
export async function settleAll(
  { test, payments }: Pick<PaymentsTest, 'test' | 'payments'>,
  order: Pick<PaidOrder, 'paymentId'> | null = null,
): Promise<void> {
  const pending = `status = 'PENDING' AND ($1::text IS NULL OR payment_id = $1)`;
  const values = [order?.paymentId ?? null];
  const captures = await test.db.query<{ id: CaptureId }>(`SELECT id FROM capture WHERE ${pending}`, values);
  for (const { id } of captures) await payments.settleCapture(id);
  const refunds = await test.db.query<{ id: RefundId }>(`SELECT id FROM refund WHERE ${pending}`, values);
  for (const { id } of refunds) await payments.settleRefund(id);
}

/** What the simulator queued for delivery about something, oldest first; taken off the queue. */
export async function takeWebhooks(test: TestSubgraph, about: string): Promise<object[]> {
  const rows = await test.db.query<{ id: bigint; payload: { event: object } }>(
    `DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t
      WHERE t.id = j.task_id AND t.identifier = 'simulator.webhook' AND payload::text LIKE '%' || $1 || '%'
      RETURNING j.id, payload`,
    [about],
  );
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ payload }) => payload.event);
}

export const postWebhook = (url: string, body: string, signature: string | null): Promise<Response> =>
  fetch(`${url}/webhooks/gateway`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(signature !== null && { [SIGNATURE_HEADER]: signature }) },
    body,
  });

export function postSigned(url: string, event: object): Promise<Response> {
  const body = JSON.stringify(event);
  return postWebhook(url, body, signWebhook(body, WEBHOOK_SECRET, new Date()));
}

/** What the simulated gateway has in its books for an order: one row for each attempt that reached it. */
export const gatewayBooks = (test: TestSubgraph, orderId: OrderId) =>
  test.db.query<{ status: string; amount: bigint; captured: bigint; refunded: bigint }>(
    `SELECT status, amount_minor AS amount, captured_minor AS captured, refunded_minor AS refunded
       FROM simulator_intent WHERE order_id = $1 ORDER BY attempt`,
    [orderId],
  );

export const statusOf = async (test: TestSubgraph, orderId: OrderId): Promise<string | undefined> =>
  (await test.db.one<{ status: string }>('SELECT status FROM payment WHERE order_id = $1', [orderId]))?.status;

/** Types of the payment's events in the outbox, in order. */
export const eventsOf = async (test: TestSubgraph, orderId: OrderId): Promise<string[]> =>
  (await test.outbox()).filter((event) => event['orderId'] === orderId).map((event) => event.type);
