import type { Counter } from '../counter.ts';
import type { PostgresKvOptions } from './cache.ts';
import { createSweep } from './sweep.ts';

const ADD = `
  INSERT INTO counter AS held (key, value, expires_at)
  VALUES ($1, $2, coalesce(clock_timestamp() + $3::float8 * interval '1 millisecond', 'infinity'))
  ON CONFLICT (key) DO UPDATE SET
    value = CASE WHEN held.expires_at > clock_timestamp() THEN held.value + excluded.value ELSE excluded.value END,
    expires_at = CASE WHEN held.expires_at > clock_timestamp() THEN held.expires_at ELSE excluded.expires_at END
  RETURNING value`;

const GET = `SELECT value FROM counter WHERE key = $1 AND expires_at > clock_timestamp()`;

const RESET = `DELETE FROM counter WHERE key = $1`;

export function postgresCounter({ db, log }: PostgresKvOptions): Counter {
  const sweep = createSweep({ db, table: 'counter', expired: 'expires_at <= now()', log });
  return {
    add: async (key, amount, { ttlMs } = {}) => {
      const row = await db.one<{ value: bigint }>(ADD, [key, amount, ttlMs ?? null]);
      sweep();
      return Number(row!.value);
    },
    get: async (key) => Number((await db.one<{ value: bigint }>(GET, [key]))?.value ?? 0),
    reset: async (key) => void (await db.query(RESET, [key])),
  };
}
