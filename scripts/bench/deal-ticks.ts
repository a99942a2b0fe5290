import { createHistogram } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { DealTicksDocument, LiveDealsDocument } from '@emporium/web-client';
import { keepDealsBusy } from './busy-shoppers.ts';
import { assertRunning, follow, followAll, stopAll, type Follower } from './follower.ts';
import type { MemoryGauge } from './memory-gauge.ts';
import type { Meter } from './meter.ts';
import type { Shop } from './scenario.ts';
import { expect, Shopper } from './shopper.ts';
import { streamFigures, type StreamFigures } from './stream-figures.ts';

export interface TickDelivery extends StreamFigures {
  readonly deals: number;
}

/** What is asked for, to choose from. */
const LISTED = 24;
/** A deal must not end while it is followed, however long it takes to connect. */
const FOR_SURE_SECONDS = 120;

/** Many sockets follow all live deals, and each gets every tick: none twice, none missing, in order. */
export async function measureTicks(
  meter: Meter,
  { pool }: Shop,
  {
    url,
    sockets,
    deals: most,
    seconds,
    memory,
  }: {
    readonly url: string;
    readonly sockets: number;
    readonly deals: number;
    readonly seconds: number;
    readonly memory: MemoryGauge | null;
  },
): Promise<TickDelivery> {
  const { deals } = await new Shopper(pool).ask(LiveDealsDocument, { first: LISTED });
  const lasting = Date.now() + (FOR_SURE_SECONDS + seconds) * 1000;
  const dealIds = (deals?.nodes ?? [])
    .filter(({ membersOnly, endsAt }) => !membersOnly && Date.parse(endsAt) > lasting)
    .map(({ id }) => id)
    .slice(0, most);
  expect(dealIds.length > 0, 'some lightning deal should be live');

  const before = await memory?.heldBytes();
  const followers = await followAll(sockets, () =>
    follow({
      url,
      token: null,
      document: DealTicksDocument,
      variables: { dealIds },
      read: ({ dealTicks: { sequence, serverTime } }) => ({ sequence, at: serverTime }),
    }),
  );
  try {
    const after = await memory?.heldBytes();
    const delays = createHistogram({ figures: 3 });
    const { result: elapsedMs, use } = await meter.measure(async () => {
      const startedAt = performance.now();
      for (const follower of followers) {
        follower.onEvent = (delayMs) => delays.record(Math.max(1, delayMs));
      }
      const over = new AbortController();
      const shopping = keepDealsBusy(pool, dealIds, over.signal);
      await Promise.race([delay(seconds * 1000), shopping]);
      const elapsed = performance.now() - startedAt;
      for (const follower of followers) follower.onEvent = null;
      over.abort();
      await shopping;
      return elapsed;
    });
    expect(delays.count > 0, 'deals should tick');
    assertSameTicks(followers);
    return {
      ...streamFigures(delays, { sockets, elapsedMs, use, heldBytes: [before, after] }),
      deals: dealIds.length,
    };
  } finally {
    await stopAll(followers);
  }
}

/** After what all have seen first and up to what all have seen last, all have seen the same. */
function assertSameTicks(followers: readonly Follower[]): void {
  assertRunning(followers);
  const from = followers.map(({ sequences }) => sequences[0]!).reduce((a, b) => (a > b ? a : b));
  const to = followers.map(({ sequences }) => sequences.at(-1)!).reduce((a, b) => (a < b ? a : b));
  const seen = ({ sequences }: Follower): string =>
    sequences.filter((sequence) => sequence > from && sequence <= to).join();
  const [first] = followers;
  expect(
    followers.every((follower) => seen(follower) === seen(first!)),
    'every socket should get the same ticks',
  );
}
