import type { CategoryId } from '@emporium/contracts/ids';
import { newId, seededIds } from '@emporium/platform/ids';
import { money, sum } from '@emporium/platform/money';
import { describe, expect, it } from 'vitest';
import { totalOf, type CartLine } from './cart.ts';
import { priceCart, type Candidate, type PricingRequest } from './pricing.ts';
import type { Action, Condition, Promotion } from './promotion.ts';

const NOW = new Date('2026-03-02T12:00:00Z');
const usd = (minor: number) => money(minor, 'USD');
const inOrder = seededIds('pricing');
const BOOKS: CategoryId = newId('cat');

const line = (minor: number, quantity = 1, rest: Partial<CartLine> = {}): CartLine => ({
  lineId: newId('cln'),
  offerId: newId('ofr'),
  categoryPath: [],
  quantity,
  unitPrice: usd(minor),
  dealClaimId: null,
  ...rest,
});

const promotion = (actions: Action[], rest: Partial<Promotion> = {}): Promotion => ({
  id: inOrder('prm'),
  name: 'A promotion',
  kind: 'AUTOMATIC',
  code: null,
  startsAt: new Date(0),
  endsAt: null,
  conditions: [],
  actions,
  priority: 0,
  stacking: 'STACK',
  usageLimit: null,
  perCustomerLimit: null,
  usageCount: 0,
  ...rest,
});
const coupon = (code: string, actions: Action[], rest: Partial<Promotion> = {}) =>
  promotion(actions, { kind: 'COUPON', code, ...rest });

const percentOfOrder = (percent: number, maximum: number | null = null): Action => ({
  kind: 'PERCENT_OFF_ORDER',
  percent,
  maximum: maximum === null ? null : usd(maximum),
});
const percentOfLine = (percent: number): Action => ({ kind: 'PERCENT_OFF_LINE', percent });
const fixed = (minor: number): Action => ({ kind: 'FIXED_OFF_ORDER', amount: usd(minor) });

const price = (
  lines: readonly CartLine[],
  promotions: readonly Promotion[],
  { ownUses = 0, ...rest }: Partial<PricingRequest> & { ownUses?: number } = {},
) =>
  priceCart({
    lines,
    couponCodes: promotions.flatMap(({ code }) => code ?? []),
    shipping: null,
    candidates: promotions.map((each): Candidate => ({ promotion: each, ownUses })),
    claims: [],
    customer: { isMember: false, hasOrdered: false },
    now: NOW,
    ...rest,
  });
const amounts = (pricing: ReturnType<typeof price>) =>
  pricing.discounts.map(({ lineId, amount }) => [lineId, Number(amount.minorUnits)]);
const problemCodes = (pricing: ReturnType<typeof price>) => pricing.problems.map(({ code }) => code);

describe('what a promotion takes off', () => {
  it('rounds a line’s percentage half to even, and names the line', () => {
    const [a, b] = [line(125), line(175, 2)];
    expect(amounts(price([a, b], [promotion([percentOfLine(10)])]))).toEqual([
      [a.lineId, 12],
      [b.lineId, 35],
    ]);
  });

  it('takes an order’s discount off the cart, up to its maximum', () => {
    expect(amounts(price([line(10_000)], [promotion([percentOfOrder(25)])]))).toEqual([[null, 2_500]]);
    expect(amounts(price([line(10_000)], [promotion([percentOfOrder(25, 1_000)])]))).toEqual([[null, 1_000]]);
  });

  it('divides an amount for some of the lines among those, to the cent', () => {
    const books = [line(1_000, 1, { categoryPath: [BOOKS] }), line(2_000, 1, { categoryPath: [BOOKS] })];
    const conditions: Condition[] = [{ kind: 'IN_CATEGORY', categoryId: BOOKS }];
    expect(amounts(price([...books, line(9_999)], [promotion([fixed(1_000)], { conditions })]))).toEqual([
      [books[0]!.lineId, 333],
      [books[1]!.lineId, 667],
    ]);
  });

  it('takes percentages of the price before any promotion', () => {
    expect(amounts(price([line(1_000)], [promotion([percentOfLine(50)]), promotion([percentOfOrder(50)])]))).toEqual([
      [expect.any(String), 500],
      [null, 500],
    ]);
  });

  it('never goes below zero, whatever comes together', () => {
    const id = seededIds('carts');
    let draw = 1;
    const next = (below: number) => {
      draw = (draw * 48_271) % 2_147_483_647;
      return draw % below;
    };
    for (let round = 0; round < 500; round += 1) {
      const lines = Array.from({ length: 1 + next(6) }, () =>
        line(next(20_000), 1 + next(4), { lineId: id('cln'), categoryPath: next(2) === 0 ? [BOOKS] : [] }),
      );
      const promotions = Array.from({ length: 1 + next(6) }, () => {
        const action = [percentOfLine(1 + next(100)), percentOfOrder(1 + next(100)), fixed(1 + next(30_000))][next(3)]!;
        return promotion([action], {
          stacking: (['STACK', 'STACK', 'BEST_OF', 'EXCLUSIVE'] as const)[next(4)]!,
          conditions: next(3) === 0 ? [{ kind: 'IN_CATEGORY', categoryId: BOOKS }] : [],
        });
      });
      const { discounts } = price(lines, promotions);
      const say = `round ${round}`;
      const off = sum(
        discounts.map(({ amount }) => amount),
        'USD',
      );
      expect(off.minorUnits <= totalOf(lines, 'USD').minorUnits, say).toBe(true);
      for (const { lineId, unitPrice, quantity } of lines) {
        const own = discounts.filter((each) => each.lineId === lineId).map(({ amount }) => amount);
        expect(sum(own, 'USD').minorUnits <= unitPrice.minorUnits * BigInt(quantity), say).toBe(true);
      }
      expect(discounts.every(({ amount }) => amount.minorUnits > 0n)).toBe(true);
    }
  });
});

describe('what a promotion asks for', () => {
  const check = (condition: Condition, lines: readonly CartLine[], rest: Partial<PricingRequest> = {}) =>
    price(lines, [coupon('TEN', [percentOfOrder(10)], { conditions: [condition] })], rest);

  it('is a subtotal, and says which', () => {
    const condition: Condition = { kind: 'MIN_SUBTOTAL', amount: usd(5_000) };
    expect(amounts(check(condition, [line(2_500, 2)]))).toEqual([[null, 500]]);
    expect(check(condition, [line(4_999)]).problems).toMatchObject([
      { couponCode: 'TEN', code: 'COUPON_NOT_APPLICABLE', minimumSpend: usd(5_000) },
    ]);
    expect(problemCodes(check({ kind: 'MIN_SUBTOTAL', amount: money(1, 'EUR') }, [line(4_999)]))).toEqual([
      'COUPON_NOT_APPLICABLE',
    ]);
  });

  it.each<[Condition, Partial<PricingRequest>, boolean]>([
    [{ kind: 'MIN_QUANTITY', quantity: 2 }, {}, true],
    [{ kind: 'MIN_QUANTITY', quantity: 3 }, {}, false],
    [{ kind: 'IN_CATEGORY', categoryId: BOOKS }, {}, false],
    [{ kind: 'FIRST_ORDER' }, {}, true],
    [{ kind: 'FIRST_ORDER' }, { customer: { isMember: false, hasOrdered: true } }, false],
    [{ kind: 'MEMBERS_ONLY' }, {}, false],
    [{ kind: 'MEMBERS_ONLY' }, { customer: { isMember: true, hasOrdered: false } }, true],
  ])('%j of %j: %s', (condition, rest, holds) => {
    const pricing = check(condition, [line(1_000, 2)], rest);
    expect([pricing.discounts.length > 0, problemCodes(pricing).length === 0]).toEqual([holds, holds]);
  });

  it('makes a code fail for the reason that stands first', () => {
    const ten = [percentOfOrder(10)];
    const yesterday = new Date(NOW.getTime() - 86_400_000);
    expect(problemCodes(price([line(1)], [], { couponCodes: ['nothing'] }))).toEqual(['COUPON_INVALID']);
    expect(problemCodes(price([line(1)], [coupon('OLD', ten, { endsAt: yesterday })]))).toEqual(['COUPON_EXPIRED']);
    expect(problemCodes(price([line(1)], [coupon('ALL', ten, { usageLimit: 9, usageCount: 9 })]))).toEqual([
      'COUPON_LIMIT_REACHED',
    ]);
    expect(problemCodes(price([line(1)], [coupon('ONE', ten, { perCustomerLimit: 1 })], { ownUses: 1 }))).toEqual([
      'COUPON_LIMIT_REACHED',
    ]);
    expect(problemCodes(price([], [coupon('TEN', ten)]))).toEqual(['COUPON_NOT_APPLICABLE']);
  });

  it('does not mind how a code is typed', () => {
    const pricing = price([line(1_000)], [coupon('TEN', [percentOfOrder(10)])], { couponCodes: [' ten ', 'TEN'] });
    expect(amounts(pricing)).toEqual([[null, 100]]);
  });
});

describe('several promotions', () => {
  const cart = [line(10_000)];
  const take = (percent: number, stacking: Promotion['stacking'], rest: Partial<Promotion> = {}) =>
    coupon(`${stacking}-${percent}`.replace('_', '-'), [percentOfOrder(percent)], { stacking, ...rest });

  it('add up when they stack', () => {
    expect(amounts(price(cart, [take(10, 'STACK'), take(5, 'STACK')]))).toEqual([
      [null, 1_000],
      [null, 500],
    ]);
  });

  it('count only the best of those that compete', () => {
    const pricing = price(cart, [take(10, 'BEST_OF'), take(20, 'BEST_OF'), take(5, 'STACK')]);
    expect(amounts(pricing)).toEqual([
      [null, 2_000],
      [null, 500],
    ]);
    expect(pricing.problems).toMatchObject([{ couponCode: 'BEST-OF-10', code: 'COUPON_NOT_APPLICABLE' }]);
  });

  it('give way to an exclusive one that is worth more, and outdo one that is not', () => {
    const stacked = [take(10, 'STACK'), take(5, 'STACK')];
    const outdone = price(cart, [...stacked, take(16, 'EXCLUSIVE')]);
    expect(amounts(outdone)).toEqual([[null, 1_600]]);
    expect(outdone.problems.map(({ couponCode }) => couponCode)).toEqual(['STACK-10', 'STACK-5']);
    const kept = price(cart, [...stacked, take(15, 'EXCLUSIVE')]);
    expect(amounts(kept)).toHaveLength(2);
    expect(kept.problems.map(({ couponCode }) => couponCode)).toEqual(['EXCLUSIVE-15']);
  });

  it('go by priority, then by age', () => {
    const [first, second, third] = [take(1, 'STACK'), take(2, 'STACK'), take(3, 'STACK', { priority: 1 })];
    expect(amounts(price(cart, [second, first, third])).map(([, amount]) => amount)).toEqual([300, 100, 200]);
  });

  it('weigh free delivery by its price, where that is known', () => {
    const free = coupon('FREE', [{ kind: 'FREE_SHIPPING' }]);
    const off = coupon('FIVE', [fixed(500)], { stacking: 'EXCLUSIVE' });
    expect(price(cart, [free]).freeShipping).toBe(true);
    expect(price(cart, [free, off]).freeShipping).toBe(false);
    expect(price(cart, [free, off], { shipping: usd(599) }).freeShipping).toBe(true);
    expect(price(cart, [free, off], { shipping: usd(499) }).freeShipping).toBe(false);
  });
});

describe('a claim', () => {
  const claimed = (quantity: number, expiresAt = new Date(NOW.getTime() + 1)) => {
    const id = newId('clm');
    const bought = line(1_000, quantity, { dealClaimId: id });
    const claim = { id, dealId: newId('deal'), ownerId: newId('usr'), quantity: 2, status: 'HELD' as const, expiresAt };
    return { bought, deal: { claim: { ...claim, orderId: null }, offerId: bought.offerId, dealPrice: usd(700) } };
  };

  it('gives its line the deal’s price, and promotions work on that', () => {
    const { bought, deal } = claimed(2);
    const pricing = price([bought], [promotion([percentOfOrder(10)])], { claims: [deal] });
    expect(pricing.lines).toEqual([{ lineId: bought.lineId, unitPrice: usd(700) }]);
    expect(amounts(pricing)).toEqual([[null, 140]]);
  });

  it.each([
    ['that ran out', () => claimed(1, NOW), 'DEAL_CLAIM_EXPIRED'],
    ['for fewer units', () => claimed(3), 'QUANTITY_LIMIT'],
  ])('%s does not', (_name, make, code) => {
    const { bought, deal } = make();
    const pricing = price([bought], [], { claims: [deal] });
    expect(pricing.lines[0]!.unitPrice).toEqual(usd(1_000));
    expect(pricing.problems).toMatchObject([{ dealClaimId: deal.claim.id, code }]);
  });

  it('is not shared by two lines, nor lent to another offer', () => {
    const { bought, deal } = claimed(2);
    const again = { ...bought, lineId: newId('cln'), quantity: 1 };
    expect(problemCodes(price([bought, again], [], { claims: [deal] }))).toEqual(['QUANTITY_LIMIT']);
    const elsewhere = { ...bought, offerId: newId('ofr') };
    expect(problemCodes(price([elsewhere], [], { claims: [deal] }))).toEqual(['DEAL_CLAIM_EXPIRED']);
    expect(problemCodes(price([bought], [], { claims: [] }))).toEqual(['DEAL_CLAIM_EXPIRED']);
  });
});
