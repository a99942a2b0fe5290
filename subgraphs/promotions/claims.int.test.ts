import type { DealId, OwnerId } from '@emporium/contracts/ids';
import { newId } from '@emporium/platform/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startShop, type Shop } from './testing/shop.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop[Symbol.asyncDispose]());

const counterOf = async (dealId: DealId) =>
  (await shop.db.one<{ claimed: number }>('SELECT claimed FROM deal WHERE id = $1', [dealId]))!.claimed;
const heldUnits = async (dealId: DealId) =>
  (await shop.db.one<{ units: number }>(
    `SELECT coalesce(sum(quantity), 0)::int AS units FROM deal_claim WHERE deal_id = $1 AND status IN ('HELD', 'REDEEMED')`,
    [dealId],
  ))!.units;

describe('claiming', () => {
  it('gives 100 units to exactly 100 of 2,000 claims from 200 clients, and a reason to everybody else', async () => {
    const { id } = await shop.addDeal({ quantity: 100 });
    const clients = Array.from({ length: 200 }, async () => {
      const results = [];
      for (let round = 0; round < 10; round += 1) results.push(await shop.claim(id));
      return results;
    });
    const results = (await Promise.all(clients)).flat();
    expect(results).toHaveLength(2_000);
    expect(results.filter((result) => result.ok)).toHaveLength(100);
    expect(new Set(results.flatMap((result) => (result.ok ? [result.value] : []))).size).toBe(100);
    for (const result of results) if (!result.ok) expect(result.error).toEqual({ code: 'DEAL_SOLD_OUT', left: 0 });
    expect(await counterOf(id)).toBe(100);
    expect(await heldUnits(id)).toBe(100);
  }, 30_000);

  it('never splits the last units: who asks for two gets two or none', async () => {
    const { id } = await shop.addDeal({ quantity: 25, perCustomerLimit: 2 });
    const results = await Promise.all(Array.from({ length: 40 }, () => shop.claim(id, newId('gst'), 2)));
    expect(results.filter((result) => result.ok)).toHaveLength(12);
    expect(await shop.claim(id, newId('gst'), 2)).toEqual({ ok: false, error: { code: 'DEAL_SOLD_OUT', left: 1 } });
    expect(await shop.claim(id)).toMatchObject({ ok: true });
  });

  it('holds once for a key, however often it is sent, sold out or not', async () => {
    const { id } = await shop.addDeal({ quantity: 1 });
    const owner: OwnerId = newId('usr');
    const key = newId('evt');
    const results = await Promise.all(Array.from({ length: 8 }, () => shop.claim(id, owner, 1, key)));
    expect(results.every((result) => result.ok)).toBe(true);
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(await shop.claim(id)).toMatchObject({ ok: false, error: { code: 'DEAL_SOLD_OUT' } });
    expect(await shop.claim(id, owner, 1, key)).toEqual(results[0]);
  });

  it('gives one customer one claim at a time, however many hands they have', async () => {
    const { id } = await shop.addDeal({ quantity: 50, perCustomerLimit: 5 });
    const owner: OwnerId = newId('usr');
    const results = await Promise.all(Array.from({ length: 30 }, () => shop.claim(id, owner)));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(result.error.code).toBe('DEAL_ALREADY_CLAIMED');
    expect(await counterOf(id)).toBe(1);
  });

  it('counts what a customer bought towards the limit', async () => {
    const { id } = await shop.addDeal({ perCustomerLimit: 2 });
    const owner: OwnerId = newId('usr');
    const first = await shop.claim(id, owner);
    if (!first.ok) throw new Error(first.error.code);
    const redeemed = await shop.promotions.redeem({
      idempotencyKey: newId('evt'),
      orderId: newId('ord'),
      ownerId: owner,
      couponCodes: [],
      dealClaimIds: [first.value],
    });
    expect(redeemed.ok).toBe(true);
    expect(await shop.claim(id, owner, 2)).toEqual({ ok: false, error: { code: 'DEAL_LIMIT_REACHED', limit: 2 } });
    expect(await shop.claim(id, owner)).toMatchObject({ ok: true });
  });

  it('opens at its start, for members at their early access, and for members alone where it says so', async () => {
    const early = await shop.addDeal({ startsAt: shop.inMinutes(30), memberEarlyAccessAt: shop.inMinutes(-1) });
    const exclusive = await shop.addDeal({ membersOnly: true });
    const later = await shop.addDeal({ startsAt: shop.inMinutes(30) });
    const over = await shop.addDeal({ endsAt: shop.inMinutes(1) });
    const member = await shop.addMember(newId('usr'));
    shop.clock.advance(60_000);
    expect(await shop.claim(early.id)).toEqual({
      ok: false,
      error: { code: 'DEAL_NOT_STARTED', opensAt: early.startsAt.toISOString() },
    });
    expect(await shop.claim(early.id, member)).toMatchObject({ ok: true });
    expect(await shop.claim(exclusive.id)).toEqual({ ok: false, error: { code: 'MEMBERS_ONLY' } });
    expect(await shop.claim(exclusive.id, member)).toMatchObject({ ok: true });
    expect(await shop.claim(later.id, member)).toMatchObject({ error: { code: 'DEAL_NOT_STARTED' } });
    expect(await shop.claim(over.id)).toEqual({ ok: false, error: { code: 'DEAL_ENDED' } });
    expect(await shop.claim(newId('deal'))).toEqual({ ok: false, error: { code: 'NOT_FOUND' } });
  });
});

describe('holds', () => {
  it('run out by themselves: the slot is another customer’s without waiting for the sweeper', async () => {
    const { id } = await shop.addDeal({ quantity: 1, claimHoldSeconds: 60 });
    const late = await shop.claim(id);
    if (!late.ok) throw new Error(late.error.code);
    expect(await shop.claim(id)).toMatchObject({ error: { code: 'DEAL_SOLD_OUT' } });
    shop.clock.advance(60_000);
    expect(await shop.claim(id)).toMatchObject({ ok: true });
    expect(await counterOf(id)).toBe(1);
    const ended = (await shop.test.outbox()).filter((event) => event['claimId'] === late.value);
    expect(ended).toEqual([
      { type: 'promotions.deal-claim-ended.v1', dealId: id, claimId: late.value, reason: 'EXPIRED' },
    ]);
  });

  it('are too late when they are too late, swept up or not', async () => {
    const { id } = await shop.addDeal({ claimHoldSeconds: 60 });
    const ownerId: OwnerId = newId('usr');
    const claimed = await shop.claim(id, ownerId);
    if (!claimed.ok) throw new Error(claimed.error.code);
    shop.clock.advance(60_000);
    const redeemed = await shop.promotions.redeem({
      idempotencyKey: newId('evt'),
      orderId: newId('ord'),
      ownerId,
      couponCodes: [],
      dealClaimIds: [claimed.value],
    });
    expect(redeemed).toMatchObject({ ok: false, error: [{ code: 'DEAL_CLAIM_EXPIRED', subject: claimed.value }] });
  });

  it('give their units back once when they are released, by their owner alone', async () => {
    const { id } = await shop.addDeal({ quantity: 1 });
    const ownerId: OwnerId = newId('usr');
    const claimed = await shop.claim(id, ownerId);
    if (!claimed.ok) throw new Error(claimed.error.code);
    expect(await shop.promotions.releaseClaim(claimed.value, newId('usr'))).toEqual({
      ok: false,
      error: { code: 'NOT_FOUND' },
    });
    const releases = await Promise.all([1, 2, 3].map(() => shop.promotions.releaseClaim(claimed.value, ownerId)));
    expect(releases.every((release) => release.ok)).toBe(true);
    expect(await counterOf(id)).toBe(0);
    expect(await shop.claim(id, ownerId)).toMatchObject({ ok: true });
  });

  it('keep counter and claims equal while customers claim, release and run out of time at once', async () => {
    const { id } = await shop.addDeal({ quantity: 20, claimHoldSeconds: 60 });
    for (let round = 0; round < 4; round += 1) {
      const claimed = await Promise.all(
        Array.from({ length: 30 }, async () => {
          const owner: OwnerId = newId('gst');
          return { owner, result: await shop.claim(id, owner) };
        }),
      );
      shop.clock.advance(round % 2 === 0 ? 60_000 : 0);
      await Promise.all([
        ...claimed.slice(0, 10).map(async ({ owner, result }) => {
          if (result.ok) await shop.promotions.releaseClaim(result.value, owner);
        }),
        ...[1, 2, 3].map(() => shop.promotions.expireClaims(id)),
        ...[1, 2, 3, 4, 5].map(() => shop.claim(id)),
      ]);
      expect(await counterOf(id)).toBe(await heldUnits(id));
    }
  });
});
