import { createHistogram } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { OrderLiveDocument } from '@emporium/web-client';
import { Pool } from 'undici';
import type { LaunchedMarketplace } from '../start/launch.ts';
import type { Bar } from '../start/progress.ts';
import { assertRunning, follow, followAll, stopAll, type Follower } from './follower.ts';
import { inParallel } from './load.ts';
import type { MemoryGauge } from './memory-gauge.ts';
import type { Meter } from './meter.ts';
import { labelOf, packWhatWaits, report, REPORTS } from './parcels.ts';
import { purchase, type Purchase } from './purchase.ts';
import { inTurn, type Shop } from './scenario.ts';
import { expect } from './shopper.ts';
import { streamFigures, type StreamFigures } from './stream-figures.ts';

/** An order under way, with its only parcel. */
export interface Sent extends Purchase {
  readonly trackingNumber: string;
}

const BUYERS_AT_ONCE = 4;
const ATTEMPTS = 5;
const CARRIERS = 16;
const PACKED_WITHIN_MS = 60_000;
const ARRIVED_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 100;

/** So many guests buy something, one unit each. */
export async function buyOrders(
  { pool, catalogue }: Shop,
  { orders, bar }: { readonly orders: number; readonly bar: Bar },
): Promise<readonly Purchase[]> {
  bar.of(orders, 'orders');
  const nextOffer = inTurn(catalogue.products.map(({ featuredOffer }) => featuredOffer!.id));
  const purchases: Purchase[] = [];
  await inParallel(Array(orders).keys(), BUYERS_AT_ONCE, async () => {
    purchases.push(await patiently(() => purchase(pool, nextOffer())));
    bar.add(1);
  });
  return purchases;
}

/** The warehouses pack what was bought, and carriers collect it. */
export async function sendParcels(
  meter: Meter,
  pool: Pool,
  purchases: readonly Purchase[],
  { marketplace, bar }: { readonly marketplace: LaunchedMarketplace; readonly bar: Bar },
): Promise<readonly Sent[]> {
  bar.of(purchases.length, 'parcels');
  await meter.settle(); // until the warehouses know of everything
  await packWhatWaits(pool, (packed) => bar.add(packed));

  const sent: Sent[] = [];
  const carriers = new Pool(marketplace.subgraphs.orders, { connections: CARRIERS });
  try {
    await inParallel(purchases, CARRIERS, async (bought) => {
      const trackingNumber = await within(PACKED_WITHIN_MS, 'every parcel should get its label', () => labelOf(bought));
      await report(carriers, marketplace.secret, trackingNumber, REPORTS[0]);
      sent.push({ ...bought, trackingNumber });
    });
  } finally {
    await carriers.destroy();
  }
  await meter.settle();
  return sent;
}

/**
 * Every buyer follows their own order, and carriers report on all parcels, again and again until the time is over, but
 * each at least once: a stream for each socket, shared with nobody. Each gets every event of its own order and no other.
 */
export async function measureOrderUpdates(
  meter: Meter,
  sent: readonly Sent[],
  {
    url,
    seconds,
    marketplace,
    memory,
  }: {
    readonly url: string;
    readonly seconds: number;
    readonly marketplace: LaunchedMarketplace;
    readonly memory: MemoryGauge | null;
  },
): Promise<StreamFigures> {
  const before = await memory?.heldBytes();
  const followers = await followAll(sent.length, (index) => followOrder(url, sent[index]!));
  const carriers = new Pool(marketplace.subgraphs.orders, { connections: CARRIERS });
  try {
    const after = await memory?.heldBytes();
    const delays = createHistogram({ figures: 3 });
    for (const follower of followers) follower.onEvent = (delayMs) => delays.record(Math.max(1, delayMs));

    const { result: elapsedMs, use } = await meter.measure(async () => {
      const startedAt = performance.now();
      let rounds = 0;
      for (const status of REPORTS.slice(1)) {
        await inParallel(sent, CARRIERS, ({ trackingNumber }) =>
          report(carriers, marketplace.secret, trackingNumber, status),
        );
        rounds += 1;
        if (performance.now() - startedAt > seconds * 1000) break;
      }
      await within(ARRIVED_WITHIN_MS, 'every event should arrive', async () => {
        assertRunning(followers);
        return followers.every(({ sequences }) => sequences.length > rounds) ? true : null;
      });
      return performance.now() - startedAt;
    });
    assertNoGaps(followers);
    return streamFigures(delays, { sockets: sent.length, elapsedMs, use, heldBytes: [before, after] });
  } finally {
    await stopAll(followers);
    await carriers.destroy();
  }
}

const followOrder = (url: string, { buyer, orderId }: Sent): Follower =>
  follow({
    url,
    token: buyer.token,
    document: OrderLiveDocument,
    variables: { orderId },
    read: ({ orderUpdated: { sequence, occurredAt } }) => ({ sequence, at: occurredAt }),
  });

/** An order counts its events: after the state that came first, each has the next number. */
function assertNoGaps(followers: readonly Follower[]): void {
  for (const { sequences } of followers) {
    const inOrder = sequences.every((sequence, index) => sequence === sequences[0]! + BigInt(index));
    expect(inOrder, `every socket should get each event of its own order, once, not ${sequences.join()}`);
  }
}

/** A shop that was too busy for a purchase may have time for the next; what cannot be bought is told in the end. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

async function within<T>(ms: number, otherwise: string, look: () => Promise<T | null>): Promise<T> {
  const giveUpAt = performance.now() + ms;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    expect(performance.now() < giveUpAt, otherwise);
    await delay(LOOK_EVERY_MS);
  }
}
