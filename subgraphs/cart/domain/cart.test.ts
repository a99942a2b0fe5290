import type { CartLineId, DealClaimId, Id, OfferId, SavedItemId } from '@emporium/contracts/ids';
import { money } from '@emporium/platform/money';
import { describe, expect, it } from 'vitest';
import { subtotalOf, unitPriceOf, type Cart, type Claim, type OfferFacts } from './cart.ts';
import { addLines, moveToCart, saveForLater, updateLines, type WantedLine } from './change-lines.ts';
import { mergeCarts, withEndedClaim, withoutBought } from './merge-carts.ts';
import { lineWarnings } from './warnings.ts';

const now = new Date('2026-03-02T12:00:00Z');
const later = new Date('2026-03-02T12:15:00Z');
const usd = (cents: number) => money(cents, 'USD');
const [lamp, mug] = ['ofr_lamp', 'ofr_mug'] as [OfferId, OfferId];
const facts = (offerId: OfferId, cents: number, status: OfferFacts['status'] = 'ACTIVE'): [OfferId, OfferFacts] => [
  offerId,
  {
    offerId,
    sellerId: 'sel_1',
    sellerName: 'Juniper',
    variantId: 'var_1',
    productId: 'prod_1',
    categoryPath: [],
    price: usd(cents),
    status,
    version: 1,
  },
];
const offers = new Map([facts(lamp, 1_000), facts(mug, 300)]);
const empty: Cart = {
  id: 'cart_1',
  ownerId: 'usr_1',
  version: 1,
  couponCodes: [],
  lines: [],
  savedForLater: [],
  expiresAt: later,
  updatedAt: now,
};
let count = 0;
const id = <P extends 'cln' | 'svd'>(prefix: P): Id<P> => `${prefix}_${(count += 1)}`;
const around = { offers, stock: null, now, newLineId: () => id('cln') };
const want = (offerId: OfferId, quantity = 1, claim: Claim | null = null): WantedLine => ({ offerId, quantity, claim });
const claim = (rest: Partial<Claim> = {}): Claim => ({
  id: 'clm_1' as DealClaimId,
  price: usd(700),
  quantity: 2,
  expiresAt: later,
  ended: false,
  ...rest,
});
function filled(...wanted: WantedLine[]): Cart {
  const added = addLines(empty, wanted, around);
  if (!added.ok) throw new Error(JSON.stringify(added.error));
  return added.value;
}
const content = (cart: Cart) => cart.lines.map((line) => [line.offerId, line.quantity]);

describe('adding', () => {
  it('counts up what is there, a claim apart from the rest', () => {
    const cart = filled(want(lamp), want(mug, 2), want(lamp, 3), want(lamp, 1, claim()));
    expect(content(cart)).toEqual([[lamp, 4], [mug, 2], [lamp, 1]]); // prettier-ignore
    expect(cart.lines.map((line) => line.unitPriceWhenAdded)).toEqual([usd(1_000), usd(300), usd(700)]);
  });

  it('refuses all, and names every problem', () => {
    const stock = new Map([[mug, 1]]);
    const wanted = [
      want('ofr_no' as OfferId),
      want(lamp, 31),
      want(mug, 2),
      want(lamp, 3, claim()),
      want(lamp, 1, claim({ expiresAt: now })),
    ];
    expect(addLines(empty, wanted, { ...around, stock })).toEqual({
      ok: false,
      error: [
        { code: 'OFFER_UNAVAILABLE', index: 0 },
        { code: 'QUANTITY_LIMIT', index: 1, limit: 30 },
        { code: 'INSUFFICIENT_STOCK', index: 2, offerId: mug, available: 1, requested: 2 },
        { code: 'QUANTITY_LIMIT', index: 3, limit: 2 },
        { code: 'DEAL_CLAIM_EXPIRED', index: 4 },
      ],
    });
  });

  it('stops at a hundred lines, of which one may still grow', () => {
    const many = Array.from({ length: 100 }, (_, n) => `ofr_${n}` as OfferId);
    const all = { ...around, offers: new Map([...many, lamp].map((offerId) => facts(offerId, 100))) };
    const full = addLines(empty, many.map((offerId) => want(offerId)), all); // prettier-ignore
    if (!full.ok) throw new Error('a hundred fit');
    expect(addLines(full.value, [want(lamp)], all)).toEqual({ ok: false, error: [{ code: 'CART_FULL' }] });
    expect(addLines(full.value, [want(many[0]!)], all).ok).toBe(true);
  });

  it('sells a claimed unit of what is sold out, and no other', () => {
    const soldOut = { ...around, offers: new Map([facts(lamp, 1_000, 'OUT_OF_STOCK')]) };
    expect(addLines(empty, [want(lamp, 1, claim())], soldOut).ok).toBe(true);
    expect(addLines(empty, [want(lamp)], soldOut)).toMatchObject({ error: [{ code: 'OFFER_UNAVAILABLE' }] });
  });
});

describe('changing', () => {
  it('sets quantities, and takes out at zero', () => {
    const cart = filled(want(lamp), want(mug));
    const [first, second] = cart.lines.map((line) => line.id) as [CartLineId, CartLineId];
    const changed = updateLines(cart, [{ lineId: first, quantity: 0 }, { lineId: second, quantity: 5 }]); // prettier-ignore
    expect(changed.ok && content(changed.value)).toEqual([[mug, 5]]);
    expect(updateLines(cart, [{ lineId: 'cln_no', quantity: 1 }, { lineId: first, quantity: 31 }])).toEqual({
      ok: false,
      error: [{ code: 'NOT_FOUND', index: 0 }, { code: 'QUANTITY_LIMIT', index: 1, limit: 30 }],
    }); // prettier-ignore
  });

  it('saves for later and brings back, without losing a unit', () => {
    const cart = filled(want(lamp, 4));
    const saved = saveForLater(cart, cart.lines[0]!.id, { offers, now, newSavedId: () => id('svd') });
    if (!saved.ok) throw new Error('it was there');
    expect([saved.value.lines.length, saved.value.savedForLater.map((item) => item.quantity)]).toEqual([0, [4]]);
    const itemId = saved.value.savedForLater[0]!.id;
    const back = moveToCart(saved.value, itemId, around);
    expect(back.ok && [content(back.value), back.value.savedForLater]).toEqual([[[lamp, 4]], []]);
    expect(moveToCart(saved.value, 'svd_no' as SavedItemId, around)).toMatchObject({ error: { code: 'NOT_FOUND' } });
    expect(moveToCart(saved.value, itemId, { ...around, offers: new Map() })).toMatchObject({
      error: { code: 'OFFER_UNAVAILABLE' },
    });
  });

  it('merges a guest’s cart: quantities add up to the limit', () => {
    const user = { ...filled(want(lamp, 20)), couponCodes: ['TEN'] };
    const guest = { ...filled(want(lamp, 20), want(mug)), couponCodes: ['TEN', 'NEW'] };
    const merged = mergeCarts(user, guest);
    expect([content(merged), merged.couponCodes]).toEqual([[[lamp, 30], [mug, 1]], ['TEN', 'NEW']]); // prettier-ignore
  });

  it('lets go of what was bought, and of no more', () => {
    const cart = { ...filled(want(lamp, 3), want(lamp, 2, claim()), want(mug)), couponCodes: ['TEN', 'NEW'] };
    const bought = [
      { offerId: lamp, quantity: 2, dealClaimId: null },
      { offerId: lamp, quantity: 2, dealClaimId: 'clm_1' as DealClaimId },
    ];
    const left = withoutBought(cart, bought, ['TEN']);
    expect([content(left), left.couponCodes]).toEqual([[[lamp, 1], [mug, 1]], ['NEW']]); // prettier-ignore
  });
});

describe('prices', () => {
  it('are the deal’s while the claim holds, and then the offer’s', () => {
    const cart = filled(want(lamp, 1, claim()));
    expect(unitPriceOf(cart.lines[0]!, offers, now)).toEqual(usd(700));
    expect(unitPriceOf(cart.lines[0]!, offers, later)).toEqual(usd(1_000));
    const ended = withEndedClaim(cart, 'clm_1' as DealClaimId);
    expect(unitPriceOf(ended.lines[0]!, offers, now)).toEqual(usd(1_000));
    expect(lineWarnings(ended, offers, now).map(({ code }) => code)).toEqual(['DEAL_CLAIM_EXPIRED']);
  });

  it('count what can be bought, and say what changed', () => {
    const cart = filled(want(lamp, 2), want(mug, 3));
    const changed = new Map([facts(lamp, 1_200), facts(mug, 300, 'INACTIVE')]);
    expect([subtotalOf(cart, offers, now), subtotalOf(cart, changed, now)]).toEqual([usd(2_900), usd(2_400)]);
    expect(lineWarnings(cart, offers, now)).toEqual([]);
    expect(lineWarnings(cart, changed, now)).toMatchObject([
      { code: 'PRICE_CHANGED', lineId: cart.lines[0]!.id, message: 'The price changed from 10.00 to 12.00.' },
      { code: 'OFFER_UNAVAILABLE', lineId: cart.lines[1]!.id },
    ]);
  });
});
