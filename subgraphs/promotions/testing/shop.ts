import type { DealId, OwnerId, PromotionId } from '@emporium/contracts/ids';
import { newId } from '@emporium/platform/ids';
import { money } from '@emporium/platform/money';
import { seededClock, silentLog, testSubgraph } from '@emporium/platform/testing';
import { createPromotions } from '../app/promotions.ts';
import { inventoryClient } from '../data/inventory-client.ts';
import { productsClient } from '../data/products-client.ts';
import { postgresReads } from '../data/reads.ts';
import { sellersClient } from '../data/sellers-client.ts';
import { postgresStores } from '../data/stores.ts';
import type { Deal } from '../domain/deal.ts';
import type { PromotionTerms } from '../domain/promotion.ts';
import { definition } from '../index.ts';
import { Neighbours } from './neighbours.ts';

export const START = '2026-03-02T12:00:00Z';
const MINUTE_MS = 60_000;

export const usd = (minor: number) => money(minor, 'USD');

/** This subgraph on a database of its own, between faked neighbours, on a clock that tests move. */
export async function startShop() {
  const clock = seededClock(START);
  const neighbours = new Neighbours();
  const services = (name: Parameters<Neighbours['client']>[0]) => neighbours.client(name);
  const test = await testSubgraph(definition, { now: clock.now, services });
  const { db } = test;
  const reads = postgresReads(db);
  const promotions = createPromotions({
    uow: db.uow,
    reads,
    ...postgresStores(),
    dealStock: inventoryClient(services('inventory')),
    offers: sellersClient(services('sellers')),
    products: productsClient(services('products')),
    newId,
    now: clock.now,
    log: silentLog,
  });
  const inMinutes = (minutes: number) => new Date(clock.now().getTime() + minutes * MINUTE_MS);

  /** An approved deal that has been live for a minute, unless told otherwise. */
  async function addDeal(terms: Partial<Deal> = {}): Promise<Deal> {
    const deal: Deal = {
      id: newId('deal'),
      kind: 'LIGHTNING',
      title: 'Brass lamp',
      offerId: newId('ofr'),
      productId: newId('prod'),
      sellerId: newId('sel'),
      categoryPath: [newId('cat')],
      dealPrice: usd(7_500),
      wasPrice: usd(10_000),
      quantity: 10,
      claimed: 0,
      stage: 'IN_REVIEW',
      startsAt: inMinutes(-1),
      endsAt: inMinutes(120),
      memberEarlyAccessAt: null,
      membersOnly: false,
      perCustomerLimit: 1,
      claimHoldSeconds: 900,
      ...terms,
    };
    await promotions.scheduleDeals([deal]);
    return deal;
  }

  const claim = (
    dealId: DealId,
    ownerId: OwnerId = newId('gst'),
    quantity = 1,
    idempotencyKey: string = newId('evt'),
  ) => promotions.claimDeal({ dealId, ownerId, quantity, idempotencyKey });

  async function addPromotion(terms: Partial<PromotionTerms> = {}): Promise<{ id: PromotionId; code: string | null }> {
    const code = terms.kind === undefined ? `CODE-${newId('evt').slice(-10)}`.toUpperCase() : null;
    const all: PromotionTerms = {
      name: 'Ten off',
      kind: 'COUPON',
      code,
      startsAt: inMinutes(-1),
      endsAt: null,
      conditions: [],
      actions: [{ kind: 'PERCENT_OFF_ORDER', percent: 10, maximum: null }],
      priority: 0,
      stacking: 'STACK',
      usageLimit: null,
      perCustomerLimit: null,
      ...terms,
    };
    const created = await promotions.createPromotion(all);
    if (!created.ok) throw new Error(created.error.code);
    return { id: created.value, code: all.code };
  }

  const addMember = async (ownerId: OwnerId): Promise<OwnerId> => {
    await db.query('INSERT INTO customer (owner_id, is_member) VALUES ($1, true)', [ownerId]);
    return ownerId;
  };

  /** Hands an event to the subgraph's handler, as the consumer does. */
  const handle = (event: { readonly type: string }) =>
    db.uow.run((tx) => test.subgraph.handlers![event.type]!(tx, event as never, {} as never));

  return {
    test,
    db,
    clock,
    neighbours,
    reads,
    promotions,
    inMinutes,
    addDeal,
    claim,
    addPromotion,
    addMember,
    handle,
    [Symbol.asyncDispose]: () => test[Symbol.asyncDispose](),
  };
}

export type Shop = Awaited<ReturnType<typeof startShop>>;
