import type { DealClaimId, OrderId, OwnerId } from '@emporium/contracts/ids';
import { newId } from '@emporium/platform/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Redeem } from './app/redeem.ts';
import type { CartLine } from './domain/cart.ts';
import type { Deal } from './domain/deal.ts';
import type { PromotionTerms } from './domain/promotion.ts';
import { startShop, usd, type Shop } from './testing/shop.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop[Symbol.asyncDispose]());

const redeem = (command: Partial<Redeem>) =>
  shop.promotions.redeem({
    idempotencyKey: newId('evt'),
    orderId: newId('ord'),
    ownerId: newId('usr'),
    couponCodes: [],
    dealClaimIds: [],
    ...command,
  });
const restore = (orderId: OrderId) => shop.promotions.restore({ idempotencyKey: newId('evt'), orderId });
const usesOf = async (id: string) =>
  (await shop.db.one<{ counted: number; listed: number }>(
    `SELECT usage_count AS counted, (SELECT count(*)::int FROM promotion_use WHERE promotion_id = p.id) AS listed
       FROM promotion p WHERE id = $1`,
    [id],
  ))!;

describe('a coupon', () => {
  it('for a hundred orders serves exactly a hundred of three hundred', async () => {
    const { id, code } = await shop.addPromotion({ usageLimit: 100 });
    const results = await Promise.all(Array.from({ length: 300 }, () => redeem({ couponCodes: [code!] })));
    expect(results.filter((result) => result.ok)).toHaveLength(100);
    for (const result of results) {
      if (!result.ok) expect(result.error).toMatchObject([{ code: 'COUPON_LIMIT_REACHED', subject: code }]);
    }
    expect(await usesOf(id)).toEqual({ counted: 100, listed: 100 });
  });

  it('for one order of each customer serves one, however many are placed at once', async () => {
    const { id, code } = await shop.addPromotion({ perCustomerLimit: 1 });
    const ownerId: OwnerId = newId('usr');
    const results = await Promise.all(Array.from({ length: 20 }, () => redeem({ ownerId, couponCodes: [code!] })));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(await usesOf(id)).toEqual({ counted: 1, listed: 1 });
  });

  it('for first orders is one order’s of each customer, whatever was priced at the same time', async () => {
    const terms: Partial<PromotionTerms> = { conditions: [{ kind: 'FIRST_ORDER' }] };
    const [a, b] = [await shop.addPromotion(terms), await shop.addPromotion(terms)];
    const ownerId: OwnerId = newId('usr');
    const orders = Array.from({ length: 10 }, (_, n) => ({
      orderId: newId('ord'),
      ownerId,
      couponCodes: [n % 2 ? a.code! : b.code!],
    }));
    const results = await Promise.all(orders.map(redeem));
    const winner = orders[results.findIndex((result) => result.ok)]!;
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    for (const result of results) {
      if (!result.ok) expect(result.error).toMatchObject([{ code: 'COUPON_NOT_APPLICABLE' }]);
    }
    expect(await redeem(winner)).toMatchObject({ ok: true });
    const line: CartLine = {
      lineId: 'l1',
      offerId: newId('ofr'),
      categoryPath: [],
      quantity: 1,
      unitPrice: usd(1_000),
      dealClaimId: null,
    };
    const price = async () => {
      const cart = { ownerId, couponCodes: [a.code!], lines: [line], shipping: null };
      return (await shop.promotions.priceCart(cart)).problems;
    };
    expect(await price()).toMatchObject([{ code: 'COUPON_NOT_APPLICABLE', couponCode: a.code }]);

    await restore(winner.orderId);
    expect(await price()).toEqual([]);
    expect(await redeem({ ownerId, couponCodes: [b.code!] })).toMatchObject({ ok: true });
  });

  it('is used once by an order, under one key or several', async () => {
    const { id, code } = await shop.addPromotion({ usageLimit: 1 });
    const command = {
      orderId: newId('ord'),
      ownerId: newId('usr'),
      couponCodes: [code!],
      idempotencyKey: newId('evt'),
    };
    const results = await Promise.all([1, 2, 3].map(() => redeem(command)));
    expect(results.every((result) => result.ok)).toBe(true);
    expect(await redeem({ ...command, idempotencyKey: newId('evt') })).toMatchObject({ ok: true });
    expect(await usesOf(id)).toEqual({ counted: 1, listed: 1 });
  });

  it('comes with all others of the order or not at all', async () => {
    const [good, full] = [await shop.addPromotion(), await shop.addPromotion({ usageLimit: 1 })];
    await redeem({ couponCodes: [full.code!] });
    expect(await redeem({ couponCodes: [good.code!, full.code!, 'NO-SUCH-CODE'] })).toMatchObject({
      ok: false,
      error: [{ code: 'COUPON_LIMIT_REACHED' }, { code: 'COUPON_INVALID' }],
    });
    expect(await usesOf(good.id)).toEqual({ counted: 0, listed: 0 });
  });

  it('does not deadlock orders that name the same ones in different orders', async () => {
    const [a, b] = [await shop.addPromotion(), await shop.addPromotion()];
    const results = await Promise.all(
      Array.from({ length: 60 }, (_, n) => redeem({ couponCodes: n % 2 ? [a.code!, b.code!] : [b.code!, a.code!] })),
    );
    expect(results.every((result) => result.ok)).toBe(true);
    expect(await usesOf(a.id)).toEqual({ counted: 60, listed: 60 });
  });
});

describe('an order that came to nothing', () => {
  it('gives coupons back once, however often it says so', async () => {
    const { id, code } = await shop.addPromotion({ usageLimit: 2 });
    const orderId: OrderId = newId('ord');
    await redeem({ orderId, couponCodes: [code!] });
    await redeem({ couponCodes: [code!] });
    await Promise.all([1, 2, 3, 4].map(() => restore(orderId)));
    expect(await usesOf(id)).toEqual({ counted: 1, listed: 1 });
    await restore(newId('ord'));
    expect(await redeem({ couponCodes: [code!] })).toMatchObject({ ok: true });
  });

  it('uses nothing any more, whatever was on its way, before or at the same time', async () => {
    const { id, code } = await shop.addPromotion();
    const late: OrderId = newId('ord');
    await restore(late);
    const refused = { ok: false, error: [{ code: 'ILLEGAL_TRANSITION', subject: late }] };
    expect(await redeem({ orderId: late, couponCodes: [code!] })).toMatchObject(refused);
    await Promise.all(
      Array.from({ length: 30 }, async (_, n) => {
        const orderId: OrderId = newId('ord');
        const steps = [() => redeem({ orderId, couponCodes: [code!] }), () => restore(orderId)];
        await Promise.all((n % 2 ? steps : steps.toReversed()).map((step) => step()));
      }),
    );
    expect(await usesOf(id)).toEqual({ counted: 0, listed: 0 });
  });

  const claimAndRedeem = async (ownerId: OwnerId) => {
    const deal = await shop.addDeal({ quantity: 1, claimHoldSeconds: 600 });
    const claimed = await shop.claim(deal.id, ownerId);
    if (!claimed.ok) throw new Error(claimed.error.code);
    const orderId: OrderId = newId('ord');
    expect(await redeem({ orderId, ownerId, dealClaimIds: [claimed.value] })).toMatchObject({ ok: true });
    const statusOf = async () =>
      (await shop.db.one<{ status: string }>('SELECT status FROM deal_claim WHERE id = $1', [claimed.value]))!.status;
    return { deal, orderId, claimId: claimed.value, statusOf };
  };

  it('holds its claims again for as long as they were good, then not', async () => {
    const soon = await claimAndRedeem(newId('usr'));
    const late = await claimAndRedeem(newId('usr'));
    await restore(soon.orderId);
    expect(await soon.statusOf()).toBe('HELD');
    expect(await shop.claim(soon.deal.id)).toMatchObject({ error: { code: 'DEAL_SOLD_OUT' } });
    shop.clock.advance(600_000);
    await restore(late.orderId);
    expect(await late.statusOf()).toBe('EXPIRED');
    expect(await shop.claim(late.deal.id)).toMatchObject({ ok: true });
  });
});

describe('a confirmed order that is cancelled', () => {
  const ownerId: OwnerId = newId('usr');
  const buy = async (quantity: number, deal: Partial<Deal> = {}) => {
    const { id } = await shop.addDeal({ quantity, perCustomerLimit: quantity, ...deal });
    const claimed = await shop.claim(id, ownerId, quantity);
    if (!claimed.ok) throw new Error(claimed.error.code);
    const coupon = await shop.addPromotion();
    const orderId: OrderId = newId('ord');
    const bought = { orderId, ownerId, couponCodes: [coupon.code!], dealClaimIds: [claimed.value] };
    expect(await redeem(bought)).toMatchObject({ ok: true });
    const cancel = (whole: boolean, units: number, dealClaimId: DealClaimId | null = claimed.value) =>
      shop.handle({
        type: 'orders.order-cancelled.v1',
        orderId,
        whole,
        lines: [{ dealClaimId, quantity: units }],
      } as never);
    const read = async () =>
      (await shop.db.one<{ status: string; quantity: number; claimed: number }>(
        'SELECT c.status, c.quantity, d.claimed FROM deal_claim c JOIN deal d ON d.id = deal_id WHERE c.id = $1',
        [claimed.value],
      ))!;
    return { dealId: id, coupon, claimId: claimed.value, cancel, read };
  };

  it('as a whole gives back its coupons and reopens the deal, once', async () => {
    const { dealId, coupon, claimId, cancel, read } = await buy(2);
    shop.clock.advance(1_000);
    await shop.promotions.publishDeals();
    await Promise.all([cancel(true, 2), cancel(true, 2)]);
    await cancel(true, 2);
    expect(await usesOf(coupon.id)).toEqual({ counted: 0, listed: 0 });
    expect(await read()).toEqual({ status: 'RELEASED', quantity: 2, claimed: 0 });
    shop.clock.advance(1_000);
    await shop.promotions.publishDeals();
    const told = (await shop.test.outbox()).filter((event) => event['dealId'] === dealId);
    expect(told.map((event) => event['status'] ?? event['reason'])).toEqual(['SOLD_OUT', 'RELEASED', 'LIVE']);
    expect(told[1]).toMatchObject({ claimId });
    const claims = await Promise.all(Array.from({ length: 6 }, () => shop.claim(dealId)));
    expect(claims.filter((claim) => claim.ok)).toHaveLength(2);
  });

  it('in part gives back the units of the lines that left it, and keeps its coupons', async () => {
    const { dealId, coupon, cancel, read } = await buy(3);
    await cancel(false, 5, null);
    expect(await read()).toEqual({ status: 'REDEEMED', quantity: 3, claimed: 3 });
    await cancel(false, 1);
    expect(await read()).toEqual({ status: 'REDEEMED', quantity: 2, claimed: 2 });
    expect(await shop.claim(dealId)).toMatchObject({ ok: true });
    expect(await shop.claim(dealId)).toMatchObject({ error: { code: 'DEAL_SOLD_OUT' } });
    await cancel(false, 2);
    expect(await read()).toEqual({ status: 'RELEASED', quantity: 2, claimed: 1 });
    expect(await usesOf(coupon.id)).toEqual({ counted: 1, listed: 1 });
  });

  it('after the deal’s end reopens nothing', async () => {
    const { dealId, cancel, read } = await buy(1, { endsAt: shop.inMinutes(5) });
    shop.clock.advance(300_000);
    await cancel(true, 1);
    expect(await read()).toMatchObject({ status: 'RELEASED' });
    expect(await shop.claim(dealId)).toMatchObject({ error: { code: 'DEAL_ENDED' } });
  });
});

describe('a guest who signs in', () => {
  it('takes claims, uses and history along, in the middle of a checkout too', async () => {
    const [guestId, userId] = [newId('gst'), newId('usr')];
    const once = await shop.addPromotion({ perCustomerLimit: 1 });
    const first = await shop.addPromotion({ conditions: [{ kind: 'FIRST_ORDER' }] });
    const deal = await shop.addDeal();
    const claimed = await shop.claim(deal.id, guestId);
    if (!claimed.ok) throw new Error(claimed.error.code);
    await redeem({ ownerId: guestId, couponCodes: [once.code!] });
    await shop.handle({ type: 'orders.order-confirmed.v1', ownerId: guestId } as never);
    await shop.handle({ type: 'users.guest-merged.v1', guestId, userId } as never);

    const line = {
      lineId: 'a',
      offerId: deal.offerId,
      categoryPath: [],
      quantity: 1,
      unitPrice: usd(10_000),
      dealClaimId: claimed.value,
    };
    const cart = { ownerId: userId, couponCodes: [once.code!, first.code!], lines: [line], shipping: null };
    const pricing = await shop.promotions.priceCart(cart);
    expect(pricing.lines).toEqual([{ lineId: 'a', unitPrice: usd(7_500) }]);
    expect(pricing.problems.map(({ code }) => code)).toEqual(['COUPON_LIMIT_REACHED', 'COUPON_NOT_APPLICABLE']);
    // The order was placed as a guest, and its saga still speaks for the guest.
    expect(await redeem({ ownerId: guestId, dealClaimIds: [claimed.value] })).toMatchObject({ ok: true });
  });
});
