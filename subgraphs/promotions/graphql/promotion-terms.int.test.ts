import { newId } from '@emporium/platform/ids';
import { userViewer } from '@emporium/platform/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startShop, type Shop } from '../testing/shop.ts';

let shop: Shop;
const admin = userViewer(['admin:promotions']);
const key = () => newId('evt');

beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop[Symbol.asyncDispose]());

describe('promotions', () => {
  const FIELDS = `promotion { id name code status conditions { kind parameters } actions { kind parameters } usageLimit usageCount }
    userErrors { code field }`;
  const CREATE = `mutation ($input: PromotionInput!) { promotionCreate(input: $input) { ${FIELDS} } }`;
  const UPDATE = `mutation ($id: ID!, $input: PromotionInput!) { promotionUpdate(id: $id, input: $input) { ${FIELDS} } }`;
  const terms = (rest: object = {}) => ({
    name: 'Twenty off',
    kind: 'COUPON',
    code: `Spring-${newId('evt').slice(-8)}`,
    startsAt: shop.inMinutes(-1).toISOString(),
    conditions: [{ kind: 'MIN_SUBTOTAL', parameters: { amount: { amount: '100.00', currencyCode: 'USD' } } }],
    actions: [
      { kind: 'PERCENT_OFF_ORDER', parameters: { percent: 20, maximum: { amount: '50.00', currencyCode: 'USD' } } },
    ],
    usageLimit: 5,
    ...rest,
  });
  const create = async (rest: object = {}) =>
    (await shop.test.execute(CREATE, { input: terms(rest) }, admin)).data.promotionCreate;

  it('are made and changed by administrators, in the form they are shown', async () => {
    const input = terms();
    const { promotion } = (await shop.test.execute(CREATE, { input }, admin)).data.promotionCreate;
    expect(promotion).toMatchObject({
      code: input.code.toUpperCase(),
      status: 'ACTIVE',
      conditions: input.conditions,
      actions: input.actions,
      usageLimit: 5,
      usageCount: 0,
    });
    const { conditions, actions } = promotion;
    const changed = { ...input, conditions, actions, usageLimit: null, endsAt: shop.inMinutes(0).toISOString() };
    const updated = await shop.test.execute(UPDATE, { id: promotion.id, input: changed }, admin);
    expect(updated.data.promotionUpdate.promotion).toEqual({ ...promotion, status: 'ENDED', usageLimit: null });
    const LIST = `{ promotions(kind: COUPON, first: 1) { nodes { id } } }`;
    expect((await shop.test.execute(LIST, {}, admin)).data.promotions.nodes).toEqual([{ id: promotion.id }]);
    expect((await shop.test.execute(LIST, {}, userViewer())).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    const again = await shop.test.execute(CREATE, { input }, admin);
    expect(again.data.promotionCreate.userErrors).toEqual([{ code: 'INVALID', field: ['code'] }]);
  });

  it.each([
    ['a coupon without a code', { code: null }, ['code']],
    ['a code with a blank', { code: 'TWO WORDS' }, ['code']],
    ['a code nobody types', { kind: 'AUTOMATIC', usageLimit: null }, ['code']],
    ['a limit nobody counts', { kind: 'AUTOMATIC', code: null }, ['usageLimit']],
    ['a membership for everybody', { kind: 'MEMBERSHIP', code: null, usageLimit: null }, ['conditions']],
    ['an end before its start', { endsAt: '2020-01-01T00:00:00Z' }, ['endsAt']],
    ['nothing to give', { actions: [] }, ['actions']],
    ['parameters missing', { actions: [{ kind: 'FIXED_OFF_ORDER' }] }, ['actions', '0', 'parameters']],
    [
      'too much to give',
      { actions: [{ kind: 'PERCENT_OFF_LINE', parameters: { percent: 101 } }] },
      ['actions', '0', 'parameters', 'percent'],
    ],
    [
      'an amount that is none',
      { conditions: [{ kind: 'MIN_SUBTOTAL', parameters: { amount: { amount: 'much', currencyCode: 'USD' } } }] },
      ['conditions', '0', 'parameters', 'amount', 'amount'],
    ],
    [
      'a currency that is none',
      { conditions: [{ kind: 'MIN_SUBTOTAL', parameters: { amount: { amount: '5', currencyCode: 'XXX' } } }] },
      ['conditions', '0', 'parameters', 'amount', 'currencyCode'],
    ],
    [
      'an amount that is a number',
      { actions: [{ kind: 'FIXED_OFF_ORDER', parameters: { amount: 5 } }] },
      ['actions', '0', 'parameters', 'amount', 'currencyCode'],
    ],
  ])('are refused: %s', async (_name, change, field) => {
    expect((await create(change)).userErrors).toEqual([{ code: 'INVALID', field }]);
  });

  it('keep a limit that their uses have not passed', async () => {
    const { promotion } = await create();
    for (let n = 0; n < 3; n += 1) {
      const order = { orderId: newId('ord'), ownerId: newId('usr'), couponCodes: [promotion.code], dealClaimIds: [] };
      await shop.promotions.redeem({ ...order, idempotencyKey: key() });
    }
    const update = async (usageLimit: number) =>
      (await shop.test.execute(UPDATE, { id: promotion.id, input: terms({ code: promotion.code, usageLimit }) }, admin))
        .data.promotionUpdate;
    expect((await update(2)).userErrors).toEqual([{ code: 'INVALID', field: ['usageLimit'] }]);
    expect((await update(3)).promotion).toMatchObject({ usageLimit: 3, usageCount: 3 });
  });
});
