import { describe, expect, it } from 'vitest';
import { offerSummary } from './offer-summary.ts';
import { offers, offersOf } from './offers.ts';
import { priceHistory } from './price-history.ts';
import { product } from './products.ts';
import { batches, columnsOf } from './rows.ts';
import { SELLERS } from './sellers.ts';
import { ALWAYS_STOCKED_PRODUCTS, stockOf } from './stock.ts';
import { WAREHOUSES } from './warehouses.ts';

const PRODUCTS = 400;

describe('offers', () => {
  it('offers every variant, never twice by one seller, main seller first', () => {
    for (let index = 0; index < PRODUCTS; index += 1) {
      const offered = offersOf(index);
      for (const variant of product(index).variants) {
        const own = offered.filter((offer) => offer.variantId === variant.id);
        expect(own.length).toBeGreaterThanOrEqual(1);
        expect(own.length).toBeLessThanOrEqual(5);
        expect(new Set(own.map((offer) => offer.sellerId)).size).toBe(own.length);
        expect(own[0]).toMatchObject({ position: 0, condition: 'NEW', priceMinor: variant.basePriceMinor });
      }
    }
  });

  it('keeps prices near the base price and list prices above them', () => {
    for (const offer of offers(PRODUCTS)) {
      const base = Number(product(offer.productIndex).variants[offer.variantPosition]?.basePriceMinor);
      const price = Number(offer.priceMinor);
      // small prices move by whole steps of fifty cents when they are rounded to a shop's endings
      expect(price).toBeLessThanOrEqual(base * 1.3 + 100);
      expect(price).toBeGreaterThanOrEqual(offer.condition === 'NEW' ? base * 0.85 - 100 : base * 0.4 - 100);
      if (offer.listPriceMinor !== null) expect(offer.listPriceMinor > offer.priceMinor).toBe(true);
    }
  });

  it('is sold by sellers who were there, and ships from where it lies', () => {
    for (const offer of offers(PRODUCTS)) {
      const seller = SELLERS[offer.sellerIndex];
      expect(seller?.id).toBe(offer.sellerId);
      expect(seller?.status).not.toBe('IN_REVIEW');
      expect((seller?.joinedAt as Date) < offer.createdAt).toBe(true);
      expect(WAREHOUSES[offer.warehouses[0] as number]?.address.country).toBe(offer.shipsFrom);
    }
  });
});

describe('priceHistory', () => {
  it('leads in order to the price of today', () => {
    for (const offer of offers(60)) {
      const points = priceHistory(offer, new Date('2026-11-21T10:00:00Z'));
      expect(points.at(-1)?.priceMinor).toBe(offer.priceMinor);
      expect(points.map(({ at }) => at)).toEqual(
        points.map(({ at }) => at).toSorted((a, b) => a.getTime() - b.getTime()),
      );
    }
  });
});

describe('stock', () => {
  it('has plenty, some that is low and some that is out', () => {
    let out = 0;
    let low = 0;
    let all = 0;
    const wrong: string[] = [];
    for (const offer of offers(2_000)) {
      const levels = stockOf(offer);
      const units = levels.reduce((sum, level) => sum + level.onHand, 0);
      const mustBeThere = offer.position === 0 && offer.productIndex < ALWAYS_STOCKED_PRODUCTS;
      if (levels.some((level, i) => level.warehouseIndex !== offer.warehouses[i] || level.safetyStock > level.onHand)) {
        wrong.push(offer.id);
      }
      if (mustBeThere && units < 40) wrong.push(offer.id);
      all += 1;
      if (units === 0) out += 1;
      else if (units <= 5) low += 1;
    }
    expect(wrong).toEqual([]);
    expect(out / all).toBeGreaterThan(0.015);
    expect(low / all).toBeGreaterThan(0.04);
    expect((out + low) / all).toBeLessThan(0.3);
  });
});

describe('offerSummary', () => {
  it('features an offer of the product, within its price range', () => {
    for (let index = 0; index < 400; index += 1) {
      const summary = offerSummary(index);
      const offered = offersOf(index);
      const featured = offered.find((offer) => offer.id === summary.featuredOfferId);
      expect(summary.offerCount).toBe(offered.length);
      expect(featured?.priceMinor ?? null).toBe(summary.priceFromMinor);
      expect(summary.lowestPriceMinor <= summary.highestPriceMinor).toBe(true);
      expect(summary.availability === 'OUT_OF_STOCK').toBe(featured === undefined);
    }
  });
});

describe('rows', () => {
  it('groups an iterator without losing its end', () => {
    expect([...batches([1, 2, 3, 4, 5], 2)]).toEqual([[1, 2], [3, 4], [5]]);
    expect([...batches([], 2)]).toEqual([]);
  });

  it('turns rows into columns', () => {
    expect(
      columnsOf(
        [
          { a: 1, b: 'x' },
          { a: 2, b: 'y' },
        ],
        [(row) => row.a, (row) => row.b],
      ),
    ).toEqual([
      [1, 2],
      ['x', 'y'],
    ]);
  });
});
