import { randomUUID } from 'node:crypto';
import { key, shopper, type Shopper } from './client.ts';

export interface Goods {
  readonly productId: string;
  readonly slug: string;
  readonly offerId: string;
}

/** What is in stock, best sellers first. Tests that count units take different ones. */
export async function goods(place: number): Promise<Goods> {
  const { products } = await shopper().ask(
    `{ products(first: 40, sort: BEST_SELLING, filter: { inStockOnly: true }) {
      nodes { id slug featuredOffer { id availability { status } } } } }`,
  );
  const sold = products.nodes.filter(
    (product: { featuredOffer: { availability: { status: string } } | null }) =>
      product.featuredOffer?.availability.status === 'IN_STOCK',
  );
  const { id, slug, featuredOffer } = sold[place];
  return { productId: id, slug, offerId: featuredOffer.id };
}

export async function newcomer(): Promise<Shopper & { readonly email: string }> {
  const email = `journey-${randomUUID()}@example.com`;
  const { tokens } = await shopper().do(
    `mutation ($input: UserRegisterInput!) {
      userRegister(input: $input) { tokens { accessToken } userErrors { code message } } }`,
    { input: { email, password: `correct horse ${email}`, displayName: 'Jo Journey' } },
  );
  return { ...shopper(tokens.accessToken as string), email };
}

export async function cartWith(client: Shopper, offerId: string, quantity = 1): Promise<string> {
  const { cart } = await client.do(
    `mutation ($lines: [CartLineAddInput!]) { cartCreate(lines: $lines) { cart { id } userErrors { code message } } }`,
    { lines: [{ offerId, quantity }] },
  );
  return cart.id as string;
}

export async function addCard(client: Shopper, gatewayToken = 'tok_visa'): Promise<string> {
  const { paymentMethod } = await client.do(
    `mutation ($token: String!, $key: ID!) { paymentMethodTokenize(gatewayToken: $token, idempotencyKey: $key) {
      paymentMethod { id } userErrors { code message } } }`,
    { token: gatewayToken, key: key() },
  );
  return paymentMethod.id as string;
}

const CHECKOUT = `checkout {
    id version groups { id options { id } selected { id } } totals { payable { amount } }
  } userErrors { code message }`;

export interface ReadyCheckout {
  readonly id: string;
  readonly version: number;
  readonly totals: { readonly payable: { readonly amount: string } };
}

/** A checkout with an address and a way of sending each parcel: what is missing is the payment. */
export async function readyCheckout(client: Shopper, cartId: string): Promise<ReadyCheckout> {
  let { checkout } = await client.do(
    `mutation ($cart: ID!, $key: ID!) { checkoutStart(cartId: $cart, idempotencyKey: $key) { ${CHECKOUT} } }`,
    { cart: cartId, key: key() },
  );
  ({ checkout } = await client.do(
    `mutation ($id: ID!, $version: Int!, $address: PostalAddressInput!) {
      checkoutShippingAddressSet(checkoutId: $id, version: $version, address: $address) { ${CHECKOUT} } }`,
    { id: checkout.id, version: checkout.version, address: HOME },
  ));
  for (const group of checkout.groups) {
    ({ checkout } = await client.do(
      `mutation ($id: ID!, $version: Int!, $group: ID!, $option: ID!) {
        checkoutShippingOptionSelect(checkoutId: $id, version: $version, groupId: $group, optionId: $option) { ${CHECKOUT} } }`,
      { id: checkout.id, version: checkout.version, group: group.id, option: group.options[0].id },
    ));
  }
  return checkout;
}

const HOME = {
  recipient: 'Jo Journey',
  line1: '1 Market Street',
  city: 'San Francisco',
  region: 'CA',
  postalCode: '94105',
  country: 'US',
};

export const COMPLETE = `mutation ($input: CheckoutCompleteInput!) {
  checkoutComplete(input: $input) { order { id number status lines { id } } userErrors { code message } } }`;

export interface PlacedOrder {
  readonly id: string;
  readonly number: string;
  readonly status: string;
}

/** Everything from the cart to a confirmed order. */
export async function buy(client: Shopper, offerId: string): Promise<PlacedOrder> {
  const [paymentMethodId, { id, version }] = [
    await addCard(client),
    await readyCheckout(client, await cartWith(client, offerId)),
  ];
  const { order } = await client.do(COMPLETE, {
    input: { checkoutId: id, version, paymentMethodId, idempotencyKey: key() },
  });
  return order;
}

export const ORDER_UPDATED = `subscription ($id: ID!, $after: BigInt) {
  orderUpdated(orderId: $id, after: $after) { sequence kind status order { id lastSequence } } }`;
