import { setTimeout as delay } from 'node:timers/promises';
import type { LaunchedMarketplace } from '../start/launch.ts';
import { processorTime } from './processor-time.ts';

/** What a marketplace has used in a time. */
export interface Use {
  /** SQL statements of the nine subgraphs. */
  readonly statements: number;
  /** Processor time; null where it cannot be read. */
  readonly serverMs: number | null;
  readonly databaseMs: number | null;
}

export interface Meter {
  /** What an idle marketplace takes in a second. */
  readonly idlePerSecond: Use;
  /**
   * Does the work and tells what it took, with everything that it set in motion: events, read models, mail. What the
   * marketplace does anyway, such as ticking deals, is taken off.
   */
  measure<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly use: Use }>;
  /** Waits until what was set in motion is worked off. */
  settle(): Promise<void>;
  /** Statements of one turn of work, exactly: of several, the one in which nothing else happened. */
  fewestStatements(times: number, work: () => Promise<void>): Promise<number>;
}

interface Reading extends Use {
  readonly at: number;
}

/** Statements in a look beyond which somebody is at work, and no ticker alone. */
const SLACK = 10;
const FIRST_LOOK_MS = 1_000;
const LOOK_EVERY_MS = 250;
const IDLE_MS = 6_000;
/** After a start, events of the seed are still being worked off. */
const CALM_WITHIN_MS = 60_000;
/** Events that take longer than this to be worked off do not count towards what caused them. */
const SETTLED_WITHIN_MS = 60_000;

/** Watches an idle marketplace for a few seconds, so that it knows what idling takes. */
export async function createMeter(marketplace: LaunchedMarketplace): Promise<Meter> {
  const readStatements = async (): Promise<number> => {
    const counts = await Promise.all(Object.values(marketplace.subgraphs).map(statementsOf));
    return counts.reduce((total, count) => total + count, 0);
  };
  const read = async (): Promise<Reading> => {
    const [statements, time] = await Promise.all([readStatements(), processorTime(marketplace.pid)]);
    return {
      at: performance.now(),
      statements,
      serverMs: time?.serverMs ?? null,
      databaseMs: time?.databaseMs ?? null,
    };
  };

  /** Looks again and again until nobody is at work any more, or the time is over. */
  const calm = async (withinMs: number, everyMs: number, idlePerMs: number): Promise<Reading> => {
    const giveUpAt = performance.now() + withinMs;
    let last = await read();
    for (;;) {
      await delay(everyMs);
      const now = await read();
      const ticking = idlePerMs * (now.at - last.at);
      if (now.statements - last.statements <= ticking + SLACK || now.at > giveUpAt) return now;
      last = now;
    }
  };

  const before = await calm(CALM_WITHIN_MS, FIRST_LOOK_MS, 0);
  await delay(IDLE_MS);
  const idle = between(before, await read());
  const idlePerMs = idle.statements / idle.ms;

  const perSecond = (total: number | null): number | null => (total === null ? null : (total / idle.ms) * 1000);
  return {
    idlePerSecond: {
      statements: idlePerMs * 1000,
      serverMs: perSecond(idle.serverMs),
      databaseMs: perSecond(idle.databaseMs),
    },

    async fewestStatements(times, work) {
      let fewest = Infinity;
      for (let time = 0; time < times; time += 1) {
        const before = await readStatements();
        await work();
        fewest = Math.min(fewest, (await readStatements()) - before);
      }
      return fewest;
    },

    async settle() {
      await calm(SETTLED_WITHIN_MS, LOOK_EVERY_MS, idlePerMs);
    },

    async measure(work) {
      const start = await read();
      const result = await work();
      const used = between(start, await calm(SETTLED_WITHIN_MS, LOOK_EVERY_MS, idlePerMs));
      const beyond = (total: number | null, idling: number | null): number | null =>
        total === null || idling === null ? null : Math.max(0, total - (idling / idle.ms) * used.ms);
      return {
        result,
        use: {
          statements: Math.max(0, used.statements - idlePerMs * used.ms),
          serverMs: beyond(used.serverMs, idle.serverMs),
          databaseMs: beyond(used.databaseMs, idle.databaseMs),
        },
      };
    },
  };
}

function between(first: Reading, last: Reading): Use & { readonly ms: number } {
  const difference = (from: number | null, to: number | null): number | null =>
    from === null || to === null ? null : to - from;
  return {
    ms: last.at - first.at,
    statements: last.statements - first.statements,
    serverMs: difference(first.serverMs, last.serverMs),
    databaseMs: difference(first.databaseMs, last.databaseMs),
  };
}

async function statementsOf(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const [, count] = /^sql_statements_total (\d+)/m.exec(metrics) ?? [];
  if (count === undefined) throw new Error(`${url}/metrics does not count SQL statements.`);
  return Number(count);
}
