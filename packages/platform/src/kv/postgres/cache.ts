import type { Database } from '../../db/index.ts';
import type { Log } from '../../log/index.ts';
import { createCache, type Cache } from '../cache.ts';
import { createSweep } from './sweep.ts';

export interface PostgresKvOptions {
  readonly db: Pick<Database, 'query' | 'one'>;
  readonly log: Log;
}

const READ = `SELECT value::text AS text FROM cache_entry WHERE key = $1 AND expires_at > clock_timestamp()`;

const WRITE = `
  INSERT INTO cache_entry (key, value, expires_at)
  VALUES ($1, $2, clock_timestamp() + $3 * interval '1 millisecond')
  ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at`;

const REMOVE = `DELETE FROM cache_entry WHERE key = $1`;

const CLAIM = `
  INSERT INTO cache_lease AS lease (key, holder, expires_at)
  VALUES ($1, $2, clock_timestamp() + $3 * interval '1 millisecond')
  ON CONFLICT (key) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
   WHERE lease.expires_at <= clock_timestamp()
  RETURNING key`;

const RELEASE = `DELETE FROM cache_lease WHERE key = $1 AND holder = $2`;

export function postgresCache({ db, log, leaseMs }: PostgresKvOptions & { readonly leaseMs?: number }): Cache {
  const sweep = createSweep({ db, table: 'cache_entry', expired: 'expires_at <= now()', log });
  return createCache({
    log,
    ...(leaseMs === undefined ? {} : { leaseMs }),
    store: {
      read: async (key) => (await db.one<{ text: string }>(READ, [key]))?.text,
      write: async (key, text, ttlMs) => {
        await db.query(WRITE, [key, text, ttlMs]);
        sweep();
      },
      remove: async (key) => void (await db.query(REMOVE, [key])),
      claim: async (key, holder, ms) => (await db.one(CLAIM, [key, holder, ms])) !== null,
      release: async (key, holder) => void (await db.query(RELEASE, [key, holder])),
    },
  });
}
