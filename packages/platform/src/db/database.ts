import pg from 'pg';
import type { Log } from '../log/index.ts';
import { sendBatch } from './batch.ts';
import { isConnectionFailure } from './errors.ts';
import { createUnitOfWork, type UnitOfWork } from './unit-of-work.ts';

export interface Database {
  /**
   * Reads outside any transaction, by keys: each connection plans the text once, for whatever values there may be.
   * Integers of 64 bits come back as `bigint`, `numeric` as text.
   */
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /**
   * The same for a read whose best plan depends on its values: a pattern, filters that may be absent. It runs on
   * connections of its own, on which PostgreSQL may plan it each time; so searches never hold up lookups, either.
   */
  search<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** The first row, or null. */
  one<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row | null>;
  readonly uow: UnitOfWork;
  /** SQL statements sent so far, `BEGIN` and `COMMIT` included: what a statement budget counts. */
  readonly statements: number;
  readonly url: string;
  /** Waits for what is under way, then closes the connections. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  /** Shown in pg_stat_activity. */
  readonly name: string;
  /**
   * For everything but searches. More than 16 make a contended row slower, not faster: let requests wait here instead
   * of on its lock.
   */
  readonly poolSize?: number;
  /** No time limits: for a seed, whose statements take as long as there are rows. Nobody waits for their answer. */
  readonly unhurried?: boolean;
  readonly log: Log;
}

/** Milliseconds for a connection, for a statement, and between the statements of a transaction. */
const LIMITS = {
  connectionTimeoutMillis: 10_000,
  statement_timeout: 15_000,
  idle_in_transaction_session_timeout: 15_000,
};

/**
 * Left to itself, PostgreSQL plans `= ANY($1)` anew each time, for it takes one key to be cheaper than the ten that it
 * assumes of an array it does not know; for a lookup by keys that takes longer than the lookup.
 */
const PLAN_ONCE = '-c plan_cache_mode=force_generic_plan';
const SEARCHES_AT_ONCE = 6;

export function openDatabase(options: DatabaseOptions): Database {
  const { url, name, poolSize = 12, unhurried = false, log } = options;
  let closing = false;
  const openPool = (special: pg.PoolConfig): pg.Pool => {
    const pool = new pg.Pool({
      connectionString: url,
      application_name: name,
      ...(unhurried ? {} : LIMITS),
      ...special,
    });
    // A backend that goes away is an 'error' event on its client, checked out or idle; unheard, it would end the process.
    pool.on('connect', (client) =>
      client.on('error', (error) => {
        // The server may end before it has heard that nobody needs the connection any more.
        if (!closing) log.warn({ err: error }, 'database connection lost');
      }),
    );
    pool.on('error', () => {});
    return pool;
  };
  const pool = openPool({ max: poolSize, options: PLAN_ONCE });
  const searches = openPool({ max: SEARCHES_AT_ONCE });

  let statements = 0;
  const readFrom =
    (from: pg.Pool) =>
    async <Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> => {
      statements += 1;
      const client = await from.connect();
      let broken: Error | undefined;
      try {
        const [result] = await sendBatch(client, [{ text, values }]);
        return result!.rows as Row[];
      } catch (error) {
        if (isConnectionFailure(error)) broken = error as Error;
        throw error;
      } finally {
        client.release(broken);
      }
    };
  const query = readFrom(pool);

  const one = async <Row extends object>(text: string, values?: readonly unknown[]): Promise<Row | null> =>
    (await query<Row>(text, values))[0] ?? null;

  return {
    url,
    uow: createUnitOfWork(pool, one, (count) => {
      statements += count;
    }),
    query,
    search: readFrom(searches),
    one,
    get statements() {
      return statements;
    },
    close: async () => {
      closing = true;
      await Promise.all([pool.end(), searches.end()]);
    },
  };
}
