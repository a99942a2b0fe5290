import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Product } from './browse.ts';
import type { Order } from './buy.ts';
import type { TourClient } from './client.ts';
import { chapter, expect, live, say } from './narrator.ts';

export async function followOrder(client: TourClient, order: Order): Promise<void> {
  chapter('Follow the order, live');
  let last = 0n;
  for await (const { orderUpdated: event } of client.watch(
    `subscription ($id: ID!) { orderUpdated(orderId: $id) { sequence kind status message
      order { shipments { status carrier trackingNumber } } } }`,
    { id: order.id },
  )) {
    live(`${event.status.padEnd(18)} ${event.message}`);
    expect(BigInt(event.sequence) > last, 'events should come in order, without repetition');
    last = BigInt(event.sequence);
    expect(event.status !== 'CANCELLED', 'the order should not be cancelled');
    if (event.status === 'DELIVERED') {
      for (const { carrier, trackingNumber } of event.order.shipments) say(`${carrier} ${trackingNumber} is delivered`);
      return;
    }
  }
  throw new Error('the stream ended before the order was delivered');
}

const ASK_EVERY_MS = 100;
const HEARD_WITHIN_MS = 10_000;

/** Reviews hear of a delivery by an event, moments after the stream has told of it. */
async function reviewIsDue(client: TourClient, order: Order): Promise<void> {
  for (const giveUpAt = Date.now() + HEARD_WITHIN_MS; Date.now() < giveUpAt; await delay(ASK_EVERY_MS)) {
    const { order: asked } = await client.ask('query ($id: ID!) { order(id: $id) { lines { reviewEligible } } }', {
      id: order.id,
    });
    if (asked.lines.every((line: { reviewEligible: boolean }) => line.reviewEligible)) return;
  }
  throw new Error('what was delivered should be open for a review');
}

export async function writeReview(client: TourClient, order: Order, product: Product): Promise<void> {
  chapter('A verified review');
  await reviewIsDue(client, order);
  const { review } = await client.do(
    `mutation ($input: ReviewCreateInput!) { reviewCreate(input: $input) {
      review { verifiedPurchase rating product { ratingSummary { average count } } } userErrors { code message } } }`,
    {
      input: {
        productId: product.id,
        rating: 5,
        title: 'Arrived while I was watching',
        body: 'From the cart to the door, every step came over the socket. It does what it says.',
        idempotencyKey: randomUUID(),
      },
    },
  );
  expect(review.verifiedPurchase, 'a review by a buyer should be marked as verified');
  const { average, count } = review.product.ratingSummary;
  const { rating: before } = product;
  expect(count === before.count + 1, 'the rating should count the new review');
  say(`★★★★★, verified: ${product.title}`);
  say(`★ ${before.average} of ${before.count} reviews before, ★ ${average} of ${count} now`);
}
