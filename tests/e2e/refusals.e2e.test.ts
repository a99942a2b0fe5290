import { beforeAll, describe, expect, it } from 'vitest';
import { key, shopper, type Shopper } from './support/client.ts';
import { addCard, cartWith, COMPLETE, goods, newcomer, readyCheckout, type Goods } from './support/journey.ts';

let wanted: Goods;
let other: Goods;
let buyer: Shopper;
beforeAll(async () => {
  [wanted, other, buyer] = await Promise.all([goods(8), goods(9), newcomer()]);
});

interface Refusal {
  readonly code: string;
  readonly field: readonly string[] | null;
  readonly message: string;
}

/** What a mutation's payload says is wrong; none of it may be a top-level error. */
async function refusalsOf(client: Shopper, document: string, variables: object): Promise<readonly Refusal[]> {
  const data = (await client.ask(document, variables)) as Record<string, { userErrors: Refusal[] }>;
  return Object.values(data)[0]!.userErrors;
}

const WHY = 'userErrors { code field message }';
const ADD = `mutation ($cart: ID!, $lines: [CartLineAddInput!]!) { cartLinesAdd(cartId: $cart, lines: $lines) { ${WHY} } }`;
const SENTENCE = /^[A-Z0-9“].{15,}[.?]$/s;

describe('a refusal names the code and the field, and says what to do', () => {
  it.each([
    [
      'register',
      `mutation ($input: UserRegisterInput!) { userRegister(input: $input) { ${WHY} } }`,
      { input: { email: 'nobody', password: 'short', displayName: '' } },
      [
        ['INVALID', 'email'],
        ['PASSWORD_TOO_WEAK', 'password'],
        ['INVALID', 'displayName'],
      ],
    ],
    [
      'review',
      `mutation ($input: ReviewCreateInput!) { reviewCreate(input: $input) { ${WHY} } }`,
      {
        input: {
          productId: 'prod_1',
          rating: 6,
          title: 'As told',
          body: 'It does what it should.',
          idempotencyKey: key(),
        },
      },
      [
        ['INVALID', 'productId'],
        ['INVALID', 'rating'],
      ],
    ],
    [
      'claim',
      `mutation ($input: DealClaimInput!) { dealClaim(input: $input) { ${WHY} } }`,
      { input: { dealId: 'deal_1', quantity: 1, idempotencyKey: 'again' } },
      [
        ['INVALID', 'idempotencyKey'],
        ['INVALID', 'dealId'],
      ],
    ],
    [
      'card',
      `mutation ($key: ID!) { paymentMethodTokenize(gatewayToken: "4242 4242 4242 4242", idempotencyKey: $key) { ${WHY} } }`,
      { key: key() },
      [['INVALID', 'gatewayToken']],
    ],
  ])('to %s', async (_what, document, variables, expected) => {
    const refusals = await refusalsOf(buyer, document, variables);
    expect(refusals.map(({ code, field }) => [code, field?.join('.')])).toEqual(expected);
    for (const { message } of refusals) expect(message).toMatch(SENTENCE);
  });

  it('does not tell whether it was the address or the password', async () => {
    const SIGN_IN = `mutation ($input: SessionCreateInput!) { sessionCreate(input: $input) { ${WHY} } }`;
    const [known] = await refusalsOf(shopper(), SIGN_IN, {
      input: { email: 'buyer@emporium.example', password: 'wrong' },
    });
    const [unknown] = await refusalsOf(shopper(), SIGN_IN, {
      input: { email: `${key()}@example.com`, password: 'wrong' },
    });
    expect(known).toMatchObject({ code: 'INVALID_CREDENTIALS', field: null });
    expect(unknown).toEqual(known);
  });
});

describe('nothing half-done remains', () => {
  it('of lines among which one is wrong: the cart is as it was', async () => {
    const client = await newcomer();
    const cart = await cartWith(client, wanted.offerId);
    const CART = 'query ($id: ID!) { cart(id: $id) { version itemCount } }';
    const before = await client.ask(CART, { id: cart });
    const lines = [
      { offerId: other.offerId, quantity: 1 },
      { offerId: wanted.offerId, quantity: 0 },
    ];
    const refusals = await refusalsOf(client, ADD, { cart, lines });
    expect(refusals).toMatchObject([{ code: 'INVALID', field: ['lines', '1', 'quantity'] }]);
    expect(await client.ask(CART, { id: cart })).toEqual(before);
  });

  it('of a payment that is declined: the order waits for another card, and there is one order', async () => {
    const client = await newcomer();
    const { id, version } = await readyCheckout(client, await cartWith(client, other.offerId));
    const input = { checkoutId: id, version, paymentMethodId: await addCard(client, 'tok_declined') };
    expect(await refusalsOf(client, COMPLETE_WHY, { input: { ...input, idempotencyKey: key() } })).toMatchObject([
      { code: 'CARD_DECLINED' },
    ]);
    const ORDERS = '{ viewer { orders(first: 5) { nodes { id status } } } }';
    const waiting = (await client.ask(ORDERS)).viewer.orders.nodes;
    expect(waiting).toMatchObject([{ status: 'PAYMENT_FAILED' }]);

    const { checkout } = await client.ask('query ($id: ID!) { checkout(id: $id) { version } }', { id });
    const again = { checkoutId: id, version: checkout.version, paymentMethodId: await addCard(client) };
    const { order } = await client.do(COMPLETE, { input: { ...again, idempotencyKey: key() } });
    expect(order).toMatchObject({ id: waiting[0].id, status: 'CONFIRMED' });
    expect((await client.ask(ORDERS)).viewer.orders.nodes).toHaveLength(1);
  });
});

const COMPLETE_WHY = `mutation ($input: CheckoutCompleteInput!) { checkoutComplete(input: $input) { ${WHY} } }`;
