import { createHistogram } from 'node:perf_hooks';

/** What clients do over and over. */
export interface Operation {
  /** Once, by one client; fails unless the answer is right. */
  run(client: number): Promise<void>;
  /** What a client does before its next turn, and nobody measures. */
  between?(client: number): Promise<void>;
}

export interface Load {
  readonly operations: number;
  /** Until the last answer, which comes a little after the time is over. */
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

const NANOSECONDS = 1e6;

/**
 * A closed loop: each client sends its next request when it has its answer, so `clients` is how many are under way at
 * any time, and a slow server is asked less. The first answer that is not right ends the loop and fails.
 */
export async function drive(operation: Operation, clients: number, seconds: number): Promise<Load> {
  const latencies = createHistogram({ figures: 3 });
  const startedAt = performance.now();
  const until = startedAt + seconds * 1000;
  let failed = false;
  const loop = async (client: number): Promise<void> => {
    while (!failed && performance.now() < until) {
      const askedAt = performance.now();
      await operation.run(client);
      latencies.record(Math.max(1, Math.round((performance.now() - askedAt) * NANOSECONDS)));
      await operation.between?.(client);
    }
  };
  try {
    await Promise.all(Array.from({ length: clients }, (_, client) => loop(client)));
  } finally {
    failed = true;
  }
  const percentile = (share: number): number => latencies.percentile(share) / NANOSECONDS;
  return {
    operations: latencies.count,
    seconds: (performance.now() - startedAt) / 1000,
    p50Ms: percentile(50),
    p95Ms: percentile(95),
    p99Ms: percentile(99),
  };
}

/** Does something with each item, so many at a time. */
export async function inParallel<Item>(
  items: Iterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const rest = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (let next = rest.next(); !next.done; next = rest.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
