import type { DomainEvent } from '@emporium/contracts/events';
import type { CheckoutId, OrderId, PaymentMethodId, UserId } from '@emporium/contracts/ids';
import { migrate, openDatabase, platformTables, type Database, type UnitOfWork } from '@emporium/platform/db';
import { newId } from '@emporium/platform/ids';
import { seededClock, silentLog, testDatabase } from '@emporium/platform/testing';
import { createOrders, type Orders, type OrdersPorts } from '../app/orders.ts';
import type { Checkout } from '../checkout/domain/checkout.ts';
import type { Completion, CompleteProblem } from '../checkout/app/complete-checkout.ts';
import type { Result } from '@emporium/platform/result';
import { migrations } from '../data/migrations/index.ts';
import { postgresStores } from '../data/stores.ts';
import { fakeShop } from './fake-shop.ts';

export const START = '2026-03-02T10:00:00Z';
export const paymentMethodId: PaymentMethodId = newId('pm');

/** The use-cases on their real stores; tests look into the checkouts themselves. */
export function ordersOn(db: Database, ports: OrdersPorts, now: () => Date) {
  const stores = postgresStores({ db, newId });
  const orders = createOrders({ uow: db.uow, ...stores, ...ports, newId, now, log: silentLog });
  return { ...orders, checkouts: stores.checkouts };
}

/** This subgraph on a database of its own, between faked neighbours, on a clock that tests move. */
export async function startHarness() {
  const database = await testDatabase({
    template: 'orders',
    prepare: (url) => migrate(url, [...platformTables, ...migrations]),
  });
  const db = openDatabase({ url: database.url, name: 'orders test', log: silentLog });
  const clock = seededClock(START);
  const shop = fakeShop({ newId, now: clock.now });
  const orders = ordersOn(db, shop.ports, clock.now);

  return {
    db,
    clock,
    shop,
    orders,
    /** Another process on the same database, which can be killed. */
    process: () => mortalOrders(db, (mortal) => ordersOn(mortal, shop.ports, clock.now)),
    outbox: async (): Promise<DomainEvent[]> =>
      (await db.query<{ event: DomainEvent }>('SELECT event FROM outbox ORDER BY position')).map((row) => row.event),
    newOwner: (): UserId => newId('usr'),
    async stop(): Promise<void> {
      await db.close();
      await database.drop();
    },
  };
}

export type Harness = Awaited<ReturnType<typeof startHarness>>;

/** A checkout of one line that only needs to be completed. */
export async function readyCheckout(
  { orders, shop, newOwner }: Pick<Harness, 'orders' | 'shop' | 'newOwner'>,
  options: { couponCodes?: string[]; stock?: number; ownerId?: UserId } = {},
): Promise<Checkout> {
  const ownerId = options.ownerId ?? newOwner();
  const offerId = shop.addOffer({ stock: options.stock ?? 10 });
  const cartId = shop.addCart(ownerId, [[offerId, 2]], { couponCodes: options.couponCodes ?? [] });
  const started = await orders.startCheckout({ idempotencyKey: newId('evt'), ownerId, cartId, guestEmail: null });
  if (!started.ok) throw new Error(`checkout did not start: ${started.error.code}`);
  return addressed(orders, ownerId, started.value, shop.address);
}

export async function addressed(
  orders: Harness['orders'],
  ownerId: UserId,
  checkoutId: CheckoutId,
  address: Checkout['shippingAddress'],
): Promise<Checkout> {
  const { version } = (await orders.checkouts.find(checkoutId))!;
  const set = await orders.setShippingAddress({ ownerId, checkoutId, version, address: address! });
  if (!set.ok) throw new Error(`the address was refused: ${set.error.code}`);
  return (await orders.checkouts.find(checkoutId))!;
}

export const complete = (
  orders: Orders,
  checkout: Checkout,
  extra: Partial<Parameters<Orders['completeCheckout']>[0]> = {},
): Promise<Result<Completion, CompleteProblem>> =>
  orders.completeCheckout({
    idempotencyKey: newId('evt'),
    ownerId: checkout.ownerId,
    checkoutId: checkout.id,
    version: checkout.version,
    paymentMethodId,
    confirmedPriceChanges: false,
    ...extra,
  });

export const ordersOf = (db: Database, checkoutId: CheckoutId) =>
  db.query<{ id: OrderId; status: string; number: string; total: bigint }>(
    'SELECT id, status, number, total FROM customer_order WHERE checkout_id = $1',
    [checkoutId],
  );

export class ProcessDied extends Error {}

/** Use-cases whose process can end at any moment: from then on nothing of it reaches the database. */
function mortalOrders(db: Database, create: (db: Database) => Orders) {
  let dead = false;
  let transactions = 0;
  let dieAt: { transaction: number; when: 'before' | 'after' } | null = null;
  const assertAlive = (): void => {
    if (dead) throw new ProcessDied();
  };
  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    assertAlive();
    transactions += 1;
    const last = dieAt?.transaction === transactions;
    if (last && dieAt?.when === 'before') dead = true;
    assertAlive();
    const result = await work();
    if (last) dead = true;
    assertAlive();
    return result;
  };
  const uow: UnitOfWork = {
    run: (work) => guard(() => db.uow.run(work)),
    once: (key, command, work) => guard(() => db.uow.once(key, command, work)),
  };
  return {
    orders: create({ ...db, uow, query: db.query, one: db.one } as Database),
    kill(): never {
      dead = true;
      throw new ProcessDied();
    },
    dieAtTransaction(transaction: number, when: 'before' | 'after'): void {
      dieAt = { transaction: transactions + transaction, when };
    },
    get transactions() {
      return transactions;
    },
  };
}
