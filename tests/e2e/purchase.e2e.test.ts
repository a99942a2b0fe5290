import { expect, inject, it } from 'vitest';
import { guest, key, shopper, signIn, until, type Shopper } from './support/client.ts';
import { addCard, COMPLETE, goods, newcomer, ORDER_UPDATED, readyCheckout } from './support/journey.ts';

const unitsOf = async (admin: Shopper, offerId: string): Promise<number> => {
  const { offer } = await admin.ask('query ($id: ID!) { offer(id: $id) { stockLevels { onHand } } }', {
    id: offerId,
  });
  return offer.stockLevels.reduce((sum: number, level: { onHand: number }) => sum + level.onHand, 0);
};

it('a purchase, from a guest’s cart to a review that counts', async () => {
  const { productId, offerId, slug } = await goods(0);
  const [admin, finance] = [await signIn('admin'), await signIn('finance')];
  const unitsBefore = await unitsOf(admin, offerId);
  const RATING = 'query ($slug: String!) { product(slug: $slug) { ratingSummary { count } } }';
  const { product: before } = await shopper().ask(RATING, { slug });

  const visitor = await guest();
  await visitor.do(
    `mutation ($lines: [CartLineAddInput!]) { cartCreate(lines: $lines) { cart { itemCount } userErrors { code message } } }`,
    { lines: [{ offerId, quantity: 1 }] },
  );
  const buyer = await newcomer();
  const { cart } = await buyer.do(
    `mutation ($token: String!) { cartMerge(guestToken: $token) {
      cart { id itemCount totals { total { amount } } } userErrors { code message } } }`,
    { token: visitor.token },
  );
  expect(cart.itemCount).toBe(1);

  const paymentMethodId = await addCard(buyer);
  const checkout = await readyCheckout(buyer, cart.id);
  expect(Number(checkout.totals.payable.amount)).toBeGreaterThan(Number(cart.totals.total.amount) / 2);
  const { order } = await buyer.do(COMPLETE, {
    input: { checkoutId: checkout.id, version: checkout.version, paymentMethodId, idempotencyKey: key() },
  });
  expect(order.status).toBe('CONFIRMED');

  const events = await until(buyer.subscribe(ORDER_UPDATED, { id: order.id, after: '0' }), ({ orderUpdated }) =>
    ['DELIVERED', 'CANCELLED'].includes(orderUpdated.status),
  );
  const statuses = events.map(({ orderUpdated }) => orderUpdated.status as string);
  expect(statuses.filter((status, at) => status !== statuses[at - 1]).slice(-3)).toEqual([
    'PROCESSING',
    'SHIPPED',
    'DELIVERED',
  ]);

  expect(await unitsOf(admin, offerId)).toBe(unitsBefore - 1);
  const paid = await eventually(
    () =>
      buyer.ask(
        `query ($id: ID!) { order(id: $id) { payments { status authorized { amount } captured { amount } amount { amount } } } }`,
        { id: order.id },
      ),
    ({ order: { payments } }) => payments[0].status === 'CAPTURED',
  );
  expect(paid.order.payments).toHaveLength(1);
  expect(paid.order.payments[0].captured.amount).toBe(checkout.totals.payable.amount);

  const { trialBalance } = await finance.ask(
    '{ trialBalance { currencyCode debit { minorUnits } credit { minorUnits } } }',
  );
  const total = (side: 'debit' | 'credit', currency: string): bigint =>
    trialBalance
      .filter((row: { currencyCode: string }) => row.currencyCode === currency)
      .reduce(
        (sum: bigint, row: Record<typeof side, { minorUnits: string }>) => sum + BigInt(row[side].minorUnits),
        0n,
      );
  expect(total('debit', 'USD')).toBeGreaterThan(0n);
  for (const { currencyCode } of trialBalance) expect(total('debit', currencyCode)).toBe(total('credit', currencyCode));

  const { viewer } = await eventually(
    () => buyer.ask('{ viewer { notifications(first: 20) { nodes { title body } } } }'),
    ({ viewer: { notifications } }) => JSON.stringify(notifications.nodes).includes(order.number),
  );
  expect(viewer.notifications.nodes.length).toBeGreaterThan(0);
  const mailbox = await fetch(`${inject('marketplace').subgraphs.users}/mailbox`);
  expect(await mailbox.text()).toContain(order.number);

  await eventually(
    () => buyer.ask('query ($id: ID!) { order(id: $id) { lines { reviewEligible } } }', { id: order.id }),
    ({ order: { lines } }) => lines[0].reviewEligible === true,
  );
  const { review } = await buyer.do(
    `mutation ($input: ReviewCreateInput!) { reviewCreate(input: $input) {
      review { verifiedPurchase product { ratingSummary { count } } } userErrors { code message } } }`,
    {
      input: {
        productId,
        rating: 5,
        title: 'As told',
        body: 'It came, and it works as it should.',
        idempotencyKey: key(),
      },
    },
  );
  expect(review.verifiedPurchase).toBe(true);
  expect(review.product.ratingSummary.count).toBe(before.ratingSummary.count + 1);
});

/** What one subgraph says becomes known to another within moments; asked again until it has. */
async function eventually<T>(ask: () => Promise<T>, known: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (known(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
