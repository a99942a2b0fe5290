import type { OfferId, SellerId, VariantId } from '@emporium/contracts/ids';
import { describe, expect, it } from 'vitest';
import { featuredNew, featuredOf, featuredOfAny, type Candidate } from './featured.ts';
import type { Offer } from './offer.ts';

const candidate = (
  id: string,
  cents: number,
  offer: Partial<Offer> = {},
  rest: Partial<Candidate> = {},
): Candidate => ({
  offer: {
    id: `ofr_${id}` as OfferId,
    productId: 'prod_1',
    variantId: 'var_1' as VariantId,
    sellerId: 'sel_1' as SellerId,
    condition: 'NEW',
    price: { minorUnits: BigInt(cents), currency: 'USD' },
    listPrice: null,
    fulfilment: 'PLATFORM',
    primeEligible: true,
    handlingDays: 1,
    returnWindowDays: 30,
    shipsFrom: 'US',
    status: 'ACTIVE',
    version: 1,
    ...offer,
  },
  sellerStatus: 'ACTIVE',
  sellerRatingTenths: 45,
  inStock: true,
  ...rest,
});
const winner = (...candidates: Candidate[]) => {
  const forward = featuredOf(candidates)?.offer.id ?? null;
  expect(featuredOf(candidates.toReversed())?.offer.id ?? null).toBe(forward); // order says nothing
  return forward;
};

describe('the featured offer', () => {
  it('is Prime before cheap, cheap before fast, fast before well rated, and the older of equals', () => {
    const plain = { primeEligible: false };
    expect(winner(candidate('a', 1000, plain), candidate('b', 1200))).toBe('ofr_b');
    expect(winner(candidate('a', 1000, { handlingDays: 3 }), candidate('b', 1001))).toBe('ofr_a');
    expect(winner(candidate('a', 1000, { handlingDays: 3 }), candidate('b', 1000))).toBe('ofr_b');
    expect(winner(candidate('a', 1000, {}, { sellerRatingTenths: 41 }), candidate('b', 1000))).toBe('ofr_b');
    expect(winner(candidate('a', 1000, {}, { sellerRatingTenths: null }), candidate('b', 1000))).toBe('ofr_b');
    expect(winner(candidate('a', 1000), candidate('b', 1000))).toBe('ofr_a');
  });

  it('is never half again as dear as the cheapest, Prime or not', () => {
    const plain = candidate('a', 1000, { primeEligible: false });
    expect(winner(plain, candidate('b', 1500))).toBe('ofr_b');
    expect(winner(plain, candidate('b', 1501))).toBe('ofr_a');
    expect(winner(plain, candidate('b', 1501, { variantId: 'var_2' }))).toBe('ofr_b'); // another thing, another price
  });

  it.each([
    ['sold out', candidate('b', 900, {}, { inStock: false })],
    ['withdrawn', candidate('b', 900, { status: 'INACTIVE' })],
    ['suppressed', candidate('b', 900, { status: 'SUPPRESSED' })],
    ['of a suspended seller', candidate('b', 900, {}, { sellerStatus: 'SUSPENDED' })],
  ])('is not one that is %s', (_, ineligible) => {
    expect(winner(candidate('a', 1000), ineligible)).toBe('ofr_a');
    expect(winner(ineligible)).toBeNull();
  });

  it('may be of a seller at risk', () => {
    expect(winner(candidate('a', 1000, {}, { sellerStatus: 'AT_RISK' }))).toBe('ofr_a');
  });

  it('is used only when nothing new is left', () => {
    const used = candidate('a', 400, { condition: 'GOOD' });
    expect(featuredOfAny([used, candidate('b', 1000)])?.offer.id).toBe('ofr_b');
    expect(featuredOfAny([used, candidate('b', 1000, {}, { inStock: false })])?.offer.id).toBe('ofr_a');
    expect(featuredNew([used])).toBeNull();
  });
});
