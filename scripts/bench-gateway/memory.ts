import { setTimeout as delay } from 'node:timers/promises';
import { OPERATIONS } from './bookshop/operations.ts';
import type { LoadOrder } from './load.ts';
import type { RunningGateway } from './processes.ts';
import { orderOf } from './speed.ts';
import type { Stage } from './stage.ts';

export interface MemorySample {
  readonly seconds: number;
  readonly rssBytes: number;
}

export interface MemoryReport {
  readonly samples: readonly MemorySample[];
  readonly peakRssBytes: number;
  /** The middle of the last third against that of the second, in which the heap has found its size. */
  readonly growth: number;
  readonly flat: boolean;
}

const CONNECTIONS = 64;
const SAMPLE_MS = 10_000;
/** One operation's turn. */
const TURN_SECONDS = 5;
/** The heap grows and shrinks by as much between two collections. */
const FLAT_WITHIN = 0.1;

/** All operations in turn on 64 connections, for minutes; tells what the process holds every ten seconds. */
export async function watchMemory(
  stage: Stage,
  gateway: RunningGateway,
  minutes: number,
  onSample: (sample: MemorySample) => void,
): Promise<MemoryReport> {
  const orders: Omit<LoadOrder, 'seconds'>[] = [];
  for (const operation of OPERATIONS) {
    orders.push(orderOf(stage, gateway, operation, await stage.check(gateway, operation), CONNECTIONS));
  }
  const startedAt = performance.now();
  const until = startedAt + minutes * 60_000;
  const samples: MemorySample[] = [];
  let peakRssBytes = 0;

  const over = new AbortController();
  const sampling = (async () => {
    while (!over.signal.aborted) {
      const { rssBytes, peakRssBytes: peak } = await gateway.usage();
      const sample = { seconds: Math.round((performance.now() - startedAt) / 1000), rssBytes };
      samples.push(sample);
      peakRssBytes = Math.max(peakRssBytes, peak);
      onSample(sample);
      await delay(SAMPLE_MS, undefined, { signal: over.signal }).catch(() => {});
    }
  })();
  try {
    while (performance.now() < until) {
      for (const order of orders) await stage.clients.drive({ ...order, seconds: TURN_SECONDS });
    }
  } finally {
    over.abort();
    await sampling;
  }
  const third = Math.floor(samples.length / 3);
  const growth = middle(samples.slice(2 * third)) / middle(samples.slice(third, 2 * third)) - 1;
  return { samples, peakRssBytes, growth, flat: growth <= FLAT_WITHIN };
}

function middle(samples: readonly MemorySample[]): number {
  const sorted = samples.map(({ rssBytes }) => rssBytes).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
