import { beforeAll, describe, expect, it } from 'vitest';
import { guest, key, shopper, signIn, type Shopper } from './support/client.ts';
import { addCard, buy, cartWith, COMPLETE, goods, newcomer, readyCheckout, type Goods } from './support/journey.ts';

let wanted: Goods;
let buyer: Shopper;
let stranger: Shopper;
let cartId: string;
beforeAll(async () => {
  wanted = await goods(4);
  [buyer, stranger] = await Promise.all([newcomer(), newcomer()]);
  cartId = await cartWith(buyer, wanted.offerId);
});

/** The code of the one thing that was wrong: a payload's user error, or else a top-level error. */
async function codeOf(client: Shopper, document: string, variables: object = {}): Promise<string | undefined> {
  const { data, errors } = await client.query(document, variables);
  if (errors) {
    expect(errors).toHaveLength(1);
    expect(errors[0]!.message.length).toBeGreaterThan(10);
    return errors[0]!.extensions?.code;
  }
  const [payload] = Object.values(data as Record<string, { userErrors?: { code: string; message: string }[] } | null>);
  expect(payload?.userErrors ?? []).toHaveLength(1);
  expect(payload!.userErrors![0]!.message.length).toBeGreaterThan(10);
  return payload!.userErrors![0]!.code;
}

const ADD = `mutation ($cart: ID!, $offer: ID!, $quantity: Int!) {
  cartLinesAdd(cartId: $cart, lines: [{ offerId: $offer, quantity: $quantity }]) { userErrors { code message field } } }`;

describe('malformed', () => {
  it.each(['', 'nonsense', 'ofr_1', 'prd_00000000007000000000000000', "ofr_' OR 1=1 --", '😀'.repeat(50)])(
    'an id such as %j is nobody’s',
    async (offer) => {
      expect(['INVALID', 'NOT_FOUND', 'OFFER_UNAVAILABLE']).toContain(
        await codeOf(buyer, ADD, { cart: cartId, offer, quantity: 1 }),
      );
    },
  );

  it.each(['', 'x', 'bm90IGEgY3Vyc29y', '-1', 'a'.repeat(5_000)])('a cursor such as %j', async (after) => {
    const LIST = 'query ($after: String) { products(first: 5, after: $after) { nodes { id } } }';
    expect(await codeOf(shopper(), LIST, { after })).toBe('BAD_USER_INPUT');
  });

  it.each([0, -1, 101, 2_147_483_647])('a page of %d', async (first) => {
    const code = await codeOf(shopper(), 'query ($first: Int!) { products(first: $first) { nodes { id } } }', {
      first,
    });
    expect(['BAD_USER_INPUT', 'QUERY_TOO_COMPLEX', 'OPERATION_TOO_EXPENSIVE']).toContain(code);
  });

  it.each([
    ['1.234', 'USD'],
    ['-5', 'USD'],
    ['abc', 'USD'],
    ['1e3', 'USD'],
    ['9'.repeat(40), 'USD'],
    ['1.00', 'XXX'],
    ['1.00', 'usd'],
  ])('money such as %s %s', async (amount, currencyCode) => {
    const seller = await signIn('seller');
    const code = await codeOf(
      seller,
      `mutation ($offer: ID!, $price: MoneyInput!) {
        offerPriceSet(offerId: $offer, price: $price, version: 1) { userErrors { code message } } }`,
      { offer: wanted.offerId, price: { amount, currencyCode } },
    );
    expect(['BAD_USER_INPUT', 'INVALID', 'PRICE_OUT_OF_BOUNDS']).toContain(code);
  });

  it.each([0, -1, 1_000_000, 2_147_483_647])('a quantity of %d', async (quantity) => {
    const code = await codeOf(buyer, ADD, { cart: cartId, offer: wanted.offerId, quantity });
    expect(['INVALID', 'QUANTITY_LIMIT', 'INSUFFICIENT_STOCK']).toContain(code);
  });

  it('a quantity beyond 32 bits', async () => {
    expect(await codeOf(buyer, ADD, { cart: cartId, offer: wanted.offerId, quantity: 2 ** 31 })).toBe('BAD_USER_INPUT');
  });

  it('texts that are too long', async () => {
    const REGISTER =
      'mutation ($input: UserRegisterInput!) { userRegister(input: $input) { userErrors { code message } } }';
    const input = {
      email: `${key()}@example.com`,
      password: `correct horse ${key()}`,
      displayName: 'x'.repeat(10_000),
    };
    expect(await codeOf(shopper(), REGISTER, { input })).toBe('INVALID');
    expect(
      await codeOf(shopper(), 'query ($q: String!) { search(query: $q) { totalCount } }', { q: 'y'.repeat(10_000) }),
    ).toBe('BAD_USER_INPUT');
  });
});

describe('somebody else’s', () => {
  it('cart is not found, to read or to change', async () => {
    const { data } = await stranger.query('query ($id: ID!) { cart(id: $id) { id } }', { id: cartId });
    expect(data.cart).toBeNull();
    expect(await codeOf(stranger, ADD, { cart: cartId, offer: wanted.offerId, quantity: 1 })).toBe('NOT_FOUND');
    expect(await codeOf(await guest(), ADD, { cart: cartId, offer: wanted.offerId, quantity: 1 })).toBe('NOT_FOUND');
  });

  it('order is not found, and cannot be cancelled', async () => {
    const order = await buy(await newcomer(), wanted.offerId);
    const { data } = await stranger.query('query ($id: ID!) { order(id: $id) { id } }', { id: order.id });
    expect(data.order).toBeNull();
    const CANCEL =
      'mutation ($input: OrderCancelInput!) { orderCancel(input: $input) { userErrors { code message } } }';
    const input = { orderId: order.id, reason: 'I would like to', idempotencyKey: key() };
    expect(await codeOf(stranger, CANCEL, { input })).toBe('NOT_FOUND');
  });

  it('books need a permission', async () => {
    expect(await codeOf(buyer, '{ trialBalance { account } }')).toBe('FORBIDDEN');
    expect(await codeOf(shopper(), '{ trialBalance { account } }')).toBe('UNAUTHENTICATED');
  });
});

describe('a token', () => {
  it.each([
    ['forged', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1c3JfMDEifQ.'],
    ['nonsense', 'nonsense'],
  ])('that is %s', async (_what, token) => {
    expect(await codeOf(shopper(token), '{ viewer { id } }')).toBe('UNAUTHENTICATED');
  });

  it('whose claims were changed', async () => {
    const [head, claims, signature] = buyer.token!.split('.');
    const changed = { ...JSON.parse(Buffer.from(claims!, 'base64url').toString()), scope: 'finance:ledger' };
    const token = [head, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join('.');
    expect(await codeOf(shopper(token), '{ trialBalance { account } }')).toBe('UNAUTHENTICATED');
  });
});

describe('too late, or twice', () => {
  it('a checkout that has changed since, and a coupon that nobody knows', async () => {
    const client = await newcomer();
    const [cart, paymentMethodId] = [await cartWith(client, wanted.offerId), await addCard(client)];
    const APPLY = `mutation ($cart: ID!) { cartCouponApply(cartId: $cart, code: "NO-SUCH-COUPON") { userErrors { code message } } }`;
    expect(await codeOf(client, APPLY, { cart })).toBe('COUPON_INVALID');

    const { id, version } = await readyCheckout(client, cart);
    const input = { checkoutId: id, version, paymentMethodId, idempotencyKey: key() };
    expect(await codeOf(client, COMPLETE, { input: { ...input, version: version - 1 } })).toBe('STALE_VERSION');
    const { order } = await client.do(COMPLETE, { input });
    expect((await client.do(COMPLETE, { input })).order.id).toBe(order.id);
  });

  it('a key that was used for something else', async () => {
    const client = await newcomer();
    const TOKENIZE = `mutation ($token: String!, $key: ID!) {
      paymentMethodTokenize(gatewayToken: $token, idempotencyKey: $key) {
        paymentMethod { id } userErrors { code message } } }`;
    const once = key();
    const first = await client.do(TOKENIZE, { token: 'tok_visa', key: once });
    expect(await client.do(TOKENIZE, { token: 'tok_visa', key: once })).toEqual(first);
    expect(await codeOf(client, TOKENIZE, { token: 'tok_mastercard', key: once })).toBe('IDEMPOTENCY_CONFLICT');
  });

  it('a deal that is over', async () => {
    const { deals } = await shopper().ask('{ deals(status: [ENDED], first: 1) { nodes { id } } }');
    const CLAIM = 'mutation ($input: DealClaimInput!) { dealClaim(input: $input) { userErrors { code message } } }';
    const input = { dealId: deals.nodes[0].id, quantity: 1, idempotencyKey: key() };
    expect(await codeOf(buyer, CLAIM, { input })).toBe('DEAL_ENDED');
  });

  it('a card that is declined', async () => {
    const client = await newcomer();
    const { id, version } = await readyCheckout(client, await cartWith(client, wanted.offerId));
    const paymentMethodId = await addCard(client, 'tok_declined');
    const input = { checkoutId: id, version, paymentMethodId, idempotencyKey: key() };
    expect(await codeOf(client, COMPLETE, { input })).toBe('CARD_DECLINED');
  });

  it('a delivered order cannot be cancelled', async () => {
    const seededBuyer = await signIn('buyer');
    const { viewer } = await seededBuyer.ask('{ viewer { orders(first: 50) { nodes { id status } } } }');
    const delivered = viewer.orders.nodes.find(({ status }: { status: string }) => status === 'DELIVERED');
    const CANCEL =
      'mutation ($input: OrderCancelInput!) { orderCancel(input: $input) { userErrors { code message } } }';
    const input = { orderId: delivered.id, reason: 'Changed my mind', idempotencyKey: key() };
    expect(['NOT_CANCELLABLE', 'ILLEGAL_TRANSITION']).toContain(await codeOf(seededBuyer, CANCEL, { input }));
  });
});
