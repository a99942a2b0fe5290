import { createHash } from 'node:crypto';
import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';
import type pg from 'pg';
import type { Err } from '../result/index.ts';
import { IdempotencyConflict } from './errors.ts';
import { PgTransaction, type Tx } from './transaction.ts';

/**
 * What a stored result may be made of, so that a replay returns exactly what the first call did: no
 * bigint, no Date. Declare such types with `type`, since TypeScript holds an `interface` to be extensible.
 */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** A failure is never stored, so it may be made of anything. */
type Storable = Json | Err<unknown>;

export interface UnitOfWork {
  /**
   * Runs `work` in one transaction and commits its queued writes. A `Result` that is not ok, and any
   * exception, roll everything back. A deadlock or serialization failure runs `work` again (three
   * times at most), so `work` must do nothing but decide and use `tx`.
   */
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T>;

  /**
   * The same, once for each key: the result is stored in the transaction of the work, and the same
   * key with the same command returns it, however often and however concurrently it comes. A `Result`
   * that is not ok is not stored, so the key stays free.
   *
   * Nobody asks for the key beforehand: a repetition does the work, cannot store the key a second time,
   * is undone as a whole, and gets an equal of what is stored. Only the call that took effect gets the
   * very object that its `work` returned; what `work` noted elsewhere counts for that call alone.
   *
   * @throws {IdempotencyConflict} the key was used for another command
   */
  once<T extends Storable>(key: string, command: unknown, work: (tx: Tx) => Promise<T>): Promise<T>;
}

interface StoredRow {
  readonly command_hash: string;
  readonly result: Json;
  readonly created_at: Date;
}

const LOOKUP = 'SELECT command_hash, result, created_at FROM idempotency WHERE key = $1';
const REMEMBER = 'INSERT INTO idempotency (key, command_hash, result) VALUES ($1, $2, $3)';

const DEADLOCK = '40P01';
const SERIALIZATION_FAILURE = '40001';
const again = retry(
  handleWhen((error) => [DEADLOCK, SERIALIZATION_FAILURE].includes((error as { code?: string }).code ?? '')),
  { maxAttempts: 3, backoff: new ExponentialBackoff({ initialDelay: 5, maxDelay: 100 }) },
);

export function createUnitOfWork(
  pool: pg.Pool,
  readOne: (text: string, values: readonly unknown[]) => Promise<object | null>,
  onStatements: (count: number) => void,
): UnitOfWork {
  async function transact<T>(work: (tx: PgTransaction) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    const tx = new PgTransaction(client, onStatements);
    try {
      return await work(tx);
    } catch (error) {
      await tx.rollback();
      throw error;
    } finally {
      client.release(tx.broken);
    }
  }

  async function attemptOnce<T extends Storable>(key: string, hash: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return transact(async (tx) => {
      const value = await work(tx);
      if (isFailure(value)) {
        const [twin] = await tx.query<StoredRow>(LOOKUP, [key]);
        await tx.rollback();
        return twin === undefined ? value : replay<T>(key, hash, twin);
      }
      tx.write(REMEMBER, [key, hash, JSON.stringify(value ?? null)]);
      await tx.commit();
      return value;
    });
  }

  return {
    run: (work) =>
      again.execute(() =>
        transact(async (tx) => {
          const value = await work(tx);
          await (isFailure(value) ? tx.rollback() : tx.commit());
          return value;
        }),
      ),

    once: async (key, command, work) => {
      const hash = hashOf(command);
      try {
        return await again.execute(() => attemptOnce(key, hash, work));
      } catch (error) {
        if (error instanceof IdempotencyConflict) throw error;
        // A twin with the same key has committed before, or while this transaction ran, and made it fail: on
        // the key's own row, on a row that both insert, on a version. Then the twin's answer is the answer.
        const twin = await readOne(LOOKUP, [key]).catch(() => null);
        if (twin === null) throw error;
        return replay(key, hash, twin as StoredRow);
      }
    },
  };
}

function replay<T extends Storable>(key: string, hash: string, stored: StoredRow): T {
  if (stored.command_hash !== hash) throw new IdempotencyConflict(key, stored.created_at);
  return stored.result as T;
}

const isFailure = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'ok' in value && value.ok === false;

/** SHA-256 over the command as JSON with sorted keys, so that the order of a client's fields does not matter. */
function hashOf(command: unknown): string {
  const canonical = JSON.stringify(command, (_key, value: unknown) => {
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
  return createHash('sha256')
    .update(canonical ?? 'undefined')
    .digest('hex');
}
