import { describe, expect, it } from 'vitest';
import { carts, wishlists } from './carts.ts';
import { deals } from './deals.ts';
import { offersOf } from './offers.ts';
import { product } from './products.ts';
import { stockOf } from './stock.ts';

const MINUTE = 60_000;
const DAYS = ['2026-11-21T09:07:00Z', '2027-02-28T23:59:59Z', '2028-06-15T00:00:00Z'].map((day) => new Date(day));

describe('deals', () => {
  it('have some ended, several live and several to come, the next within a quarter of an hour', () => {
    for (const now of DAYS) {
      const all = deals(now, 2_000);
      const upcoming = all.filter((deal) => deal.startsAt > now);
      expect(all.filter((deal) => deal.endsAt <= now).length).toBeGreaterThanOrEqual(4);
      expect(all.filter((deal) => deal.startsAt <= now && deal.endsAt > now).length).toBeGreaterThanOrEqual(6);
      expect(upcoming.length).toBeGreaterThanOrEqual(40);
      expect((upcoming[0]?.startsAt.getTime() as number) - now.getTime()).toBeLessThanOrEqual(15 * MINUTE);
    }
  });

  it('continue one schedule whenever they are asked for', () => {
    const now = DAYS[0] as Date;
    const later = new Date(now.getTime() + 3 * 60 * MINUTE);
    const first = new Map(deals(now, 2_000).map((deal) => [deal.id, deal]));
    const again = deals(later, 2_000);
    const shared = again.filter((deal) => first.has(deal.id));
    expect(shared.length).toBeGreaterThan(50);
    for (const deal of shared) expect(deal).toEqual(first.get(deal.id));
    expect(again.length - shared.length).toBe(12);
  });

  it('never run twice at once for one product, whatever the size of the catalogue', () => {
    for (const products of [2, 40, 2_000]) {
      const all = deals(DAYS[0] as Date, products);
      for (const [i, deal] of all.entries()) {
        for (const other of all.slice(i + 1)) {
          if (other.productId === deal.productId)
            expect(other.startsAt >= deal.endsAt || deal.startsAt >= other.endsAt).toBe(true);
        }
      }
    }
  });

  it('take a tenth or more off an offer that has twice the units', () => {
    const offered = new Map(
      Array.from({ length: 211 }, (_, index) => offersOf(index))
        .flat()
        .map((offer) => [offer.id, offer]),
    );
    for (const deal of deals(DAYS[1] as Date, 2_000)) {
      const offer = offered.get(deal.offerId);
      if (offer === undefined) throw new Error(`deal on unknown offer ${deal.offerId}`);
      const free = stockOf(offer).reduce((units, level) => units + level.onHand - level.safetyStock, 0);
      expect(deal.wasPriceMinor).toBe(offer.priceMinor);
      expect(deal.dealPriceMinor * 10n <= deal.wasPriceMinor * 9n).toBe(true);
      expect(deal.percentOff).toBeGreaterThanOrEqual(10);
      expect(deal.quantity * 2).toBeLessThanOrEqual(free);
      expect(deal.endsAt > deal.startsAt).toBe(true);
      expect(deal.title).toContain(product(offer.productIndex).title);
    }
  });
});

describe('carts and wishlists', () => {
  it('hold offers of the catalogue, each product once', () => {
    const all = [...carts({ products: 2_000 })];
    expect(all.length).toBeGreaterThan(30);
    for (const cart of all) {
      const items = [...cart.lines, ...cart.savedForLater];
      expect(cart.lines.length).toBeGreaterThanOrEqual(1);
      expect(new Set(items.map((item) => item.productId)).size).toBe(items.length);
    }
    for (const list of wishlists({ products: 2_000 })) expect(list.items.length).toBeGreaterThanOrEqual(3);
    expect([...carts({ products: 3 })].every((cart) => cart.lines.length >= 1)).toBe(true);
  });
});
