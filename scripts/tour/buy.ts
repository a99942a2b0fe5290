import { randomUUID } from 'node:crypto';
import type { Product } from './browse.ts';
import type { TourClient } from './client.ts';
import { chapter, expect, live, money, say } from './narrator.ts';

export interface Cart {
  readonly id: string;
}
export interface Order {
  readonly id: string;
  readonly number: string;
}

const CART = 'cart { id itemCount totals { total { amount currencyCode } } } userErrors { code message }';

export async function fillCart(client: TourClient, product: Product): Promise<{ guestToken: string }> {
  chapter('Into the cart, as a guest');
  const { token } = await client.do('mutation { guestSessionCreate { token userErrors { code message } } }');
  client.token = token;
  const created = await client.do(`mutation { cartCreate { ${CART} } }`);
  const { cart } = await client.do(
    `mutation ($cart: ID!, $offer: ID!) { cartLinesAdd(cartId: $cart, lines: [{ offerId: $offer, quantity: 1 }]) { ${CART} } }`,
    { cart: created.cart.id, offer: product.offerId },
  );
  expect(cart.itemCount === 1, 'the cart should hold one item');
  say(`1 × ${product.title}: ${money(cart.totals.total)}`);
  return { guestToken: token };
}

export async function signIn(client: TourClient, { guestToken }: { guestToken: string }): Promise<Cart> {
  chapter('Register, sign in, and find the cart again');
  const email = `tour-${randomUUID().slice(0, 8)}@example.com`;
  const password = `correct horse ${randomUUID()}`;
  client.token = null;
  await client.do(
    'mutation ($input: UserRegisterInput!) { userRegister(input: $input) { userErrors { code message } } }',
    { input: { email, password, displayName: 'Tess Tour' } },
  );
  const { tokens } = await client.do(
    `mutation ($input: SessionCreateInput!) { sessionCreate(input: $input) { tokens { accessToken } userErrors { code message } } }`,
    { input: { email, password, guestToken } },
  );
  client.token = tokens.accessToken;
  const { cart } = await client.do(`mutation ($t: String!) { cartMerge(guestToken: $t) { ${CART} } }`, {
    t: guestToken,
  });
  expect(cart.itemCount === 1, 'what the guest chose should be in the account’s cart');
  say(`${email} is signed in, and the guest’s item is in the cart`);
  return { id: cart.id };
}

export async function claimDeal(client: TourClient, cart: Cart): Promise<void> {
  chapter('A lightning deal, while it ticks');
  const { deals } = await client.ask(`{ deals(status: [LIVE], first: 24) {
    nodes { id title percentOff membersOnly dealPrice { amount currencyCode } offer { id availability { status } } } } }`);
  const deal = deals.nodes.find(
    (candidate: { membersOnly: boolean; offer: unknown }) => !candidate.membersOnly && candidate.offer,
  );
  expect(deal !== undefined, 'some lightning deal should be live');
  say(`${deal.title}: ${money(deal.dealPrice)}, ${deal.percentOff} % off`);

  let claimed = false;
  let ticks = 0;
  for await (const { dealTicks: tick } of client.watch(
    'subscription ($id: ID!) { dealTicks(dealIds: [$id]) { sequence status percentClaimed remainingBand serverTime endsAt } }',
    { id: deal.id },
  )) {
    ticks += 1;
    const minutes = Math.round((Date.parse(tick.endsAt) - Date.parse(tick.serverTime)) / 60_000);
    live(`${tick.status}, ${tick.percentClaimed} % claimed, ${minutes} min left  #${tick.sequence}`);
    if (!claimed) {
      claimed = true;
      const { claim } = await client.do(
        `mutation ($input: DealClaimInput!) { dealClaim(input: $input) { claim { id status expiresAt } userErrors { code message } } }`,
        { input: { dealId: deal.id, quantity: 1, idempotencyKey: randomUUID() } },
      );
      say(`claimed, held until ${claim.expiresAt}`);
      await client.do(
        `mutation ($cart: ID!, $offer: ID!, $claim: ID!) {
          cartLinesAdd(cartId: $cart, lines: [{ offerId: $offer, quantity: 1, dealClaimId: $claim }]) { ${CART} } }`,
        { cart: cart.id, offer: deal.offer.id, claim: claim.id },
      );
    } else if (ticks >= 2) {
      break;
    }
  }
}

const CHECKOUT = `checkout { id version groups { id options { id name price { amount currencyCode } earliest latest } selected { id } }
  totals { subtotal { amount currencyCode } discount { amount currencyCode } shipping { amount currencyCode }
           tax { amount currencyCode } payable { amount currencyCode } } } userErrors { code message }`;

export async function checkOut(client: TourClient, cart: Cart): Promise<Order> {
  chapter('Check out and pay');
  const method = await client.do(
    `mutation ($k: ID!) { paymentMethodTokenize(gatewayToken: "tok_visa", makeDefault: true, idempotencyKey: $k) {
      paymentMethod { id brand last4 } userErrors { code message } } }`,
    { k: randomUUID() },
  );
  let { checkout } = await client.do(
    `mutation ($cart: ID!, $k: ID!) { checkoutStart(cartId: $cart, idempotencyKey: $k) { ${CHECKOUT} } }`,
    { cart: cart.id, k: randomUUID() },
  );
  ({ checkout } = await client.do(
    `mutation ($id: ID!, $v: Int!, $a: PostalAddressInput!) { checkoutShippingAddressSet(checkoutId: $id, version: $v, address: $a) { ${CHECKOUT} } }`,
    {
      id: checkout.id,
      v: checkout.version,
      a: {
        recipient: 'Tess Tour',
        line1: '1 Market Street',
        city: 'San Francisco',
        region: 'CA',
        postalCode: '94105',
        country: 'US',
      },
    },
  ));
  for (const [index, group] of checkout.groups.entries()) {
    const [cheapest] = [...group.options].sort((a, b) => Number(a.price.amount) - Number(b.price.amount));
    expect(cheapest !== undefined, 'every parcel should have a way to be sent');
    ({ checkout } = await client.do(
      `mutation ($id: ID!, $v: Int!, $g: ID!, $o: ID!) {
        checkoutShippingOptionSelect(checkoutId: $id, version: $v, groupId: $g, optionId: $o) { ${CHECKOUT} } }`,
      { id: checkout.id, v: checkout.version, g: group.id, o: cheapest.id },
    ));
    say(
      `parcel ${index + 1} of ${checkout.groups.length}: ${cheapest.name}, ${money(cheapest.price)}, ${cheapest.earliest} to ${cheapest.latest}`,
    );
  }
  const { totals } = checkout;
  say(
    `goods ${money(totals.subtotal)} − discount ${money(totals.discount)} + shipping ${money(totals.shipping)} + tax ${money(totals.tax)}`,
  );
  say(`to pay: ${money(totals.payable)} with ${method.paymentMethod.brand} •••• ${method.paymentMethod.last4}`);

  const { order } = await client.do(
    `mutation ($input: CheckoutCompleteInput!) { checkoutComplete(input: $input) { order { id number status } userErrors { code message } } }`,
    {
      input: {
        checkoutId: checkout.id,
        version: checkout.version,
        paymentMethodId: method.paymentMethod.id,
        idempotencyKey: randomUUID(),
      },
    },
  );
  expect(order !== null, 'the checkout should have become an order');
  say(`order ${order.number} is ${order.status}`);
  return order;
}
