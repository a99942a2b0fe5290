import type { OfferId, SellerId, VariantId } from '@emporium/contracts/ids';
import { money } from '@emporium/platform/money';
import { describe, expect, it } from 'vitest';
import { decideNewOffer, decidePrice, following, withdrawn, type Offer } from './offer.ts';
import { brokenBounds } from './price-bounds.ts';

const usd = (cents: number) => money(cents, 'USD');
const offer = (id: string, cents: number, rest: Partial<Offer> = {}): Offer => ({
  id: `ofr_${id}` as OfferId,
  productId: 'prod_1',
  variantId: 'var_1' as VariantId,
  sellerId: `sel_${id}` as SellerId,
  condition: 'NEW',
  price: usd(cents),
  listPrice: null,
  fulfilment: 'SELLER',
  primeEligible: false,
  handlingDays: 1,
  returnWindowDays: 30,
  shipsFrom: 'US',
  status: 'ACTIVE',
  version: 1,
  ...rest,
});

describe('price bounds', () => {
  const asked = (...cents: number[]) => cents.map(usd);
  it('are a quarter and four times the median', () => {
    expect(brokenBounds(usd(250), asked(900, 1000, 5000))).toBeNull();
    expect(brokenBounds(usd(4000), asked(900, 1000, 5000))).toBeNull();
    expect(brokenBounds(usd(249), asked(900, 1000, 5000))).toEqual({ lowest: '2.50', highest: '40.00' });
    expect(brokenBounds(usd(4001), asked(5000, 900, 1000))).toEqual({ lowest: '2.50', highest: '40.00' });
  });
  it('take the middle of the two when the number is even', () => {
    expect(brokenBounds(usd(5), asked(30, 10))).toBeNull();
    expect(brokenBounds(usd(81), asked(30, 10))).toEqual({ lowest: '0.05', highest: '0.80' });
  });
  it('do not bind the first offer, and never reach zero', () => {
    expect(brokenBounds(usd(1), [])).toBeNull();
    expect(brokenBounds(usd(0), asked(2))).toEqual({ lowest: '0.01', highest: '0.08' });
  });
});

describe('an offer', () => {
  it('has one place for a variant and a condition', () => {
    const standing = offer('a', 1000);
    const again = offer('b', 1000, { sellerId: standing.sellerId });
    expect(decideNewOffer(again, [standing])).toEqual({
      ok: false,
      error: { code: 'DUPLICATE_OFFER', offerId: 'ofr_a' },
    });
    expect(decideNewOffer({ ...again, condition: 'GOOD' }, [standing]).ok).toBe(true);
    expect(decideNewOffer(again, [withdrawn(standing)]).ok).toBe(true);
    expect(decideNewOffer(offer('b', 1000), [standing]).ok).toBe(true);
  });

  it('changes its price from the version that was seen', () => {
    const [one] = [offer('a', 1000, { listPrice: usd(1100), version: 3 })];
    expect(decidePrice(one, 2, usd(900), [one])).toEqual({
      ok: false,
      error: { code: 'STALE_VERSION', currentVersion: 3 },
    });
    expect(decidePrice(one, 3, usd(900), [one])).toMatchObject({
      value: { price: usd(900), listPrice: usd(1100), version: 4 },
    });
    expect(decidePrice(one, 3, usd(1100), [one])).toMatchObject({ value: { listPrice: null } });
    expect(decidePrice(one, 3, usd(1000), [one])).toEqual({ ok: true, value: one });
    expect(decidePrice(one, 3, usd(4001), [one])).toMatchObject({ error: { code: 'PRICE_OUT_OF_BOUNDS' } });
    expect(decidePrice(withdrawn(one), 4, usd(900), [])).toMatchObject({ error: { code: 'ILLEGAL_TRANSITION' } });
  });

  it('follows its product out of the shop and back, unless it was withdrawn', () => {
    const one = offer('a', 1000);
    const [out, back] = [
      { saleable: false, moved: false },
      { saleable: true, moved: false },
    ];
    const suppressed = following(one, out);
    expect(suppressed).toMatchObject({ status: 'SUPPRESSED', version: 2 });
    expect(following(suppressed, out)).toBe(suppressed);
    expect(following(suppressed, back)).toMatchObject({ status: 'ACTIVE', version: 3 });
    expect(following(one, { saleable: true, moved: true })).toMatchObject({ status: 'ACTIVE', version: 2 });
    expect(following(withdrawn(one), back)).toMatchObject({ status: 'INACTIVE', version: 2 });
  });
});
