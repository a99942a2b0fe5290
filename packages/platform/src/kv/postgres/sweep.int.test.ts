import { afterEach, expect, it, vi } from 'vitest';
import { migrate, openDatabase, platformTables } from '../../db/index.ts';
import { silentLog as log, testDatabase } from '../../testing/index.ts';
import { postgresCache, postgresCounter, postgresRateLimiter } from '../index.ts';

afterEach(() => vi.useRealTimers());

it('takes away what has expired, and nothing else', async () => {
  await using test = await testDatabase({ template: 'platform', prepare: (url) => migrate(url, platformTables) });
  const db = openDatabase({ url: test.url, name: 'sweep', log });
  vi.useFakeTimers({ toFake: ['Date'] });
  const cache = postgresCache({ db, log });
  const counter = postgresCounter({ db, log });
  const limiter = postgresRateLimiter({ db, log });
  const fill = (prefix: string, ttlMs: number, refillPerSecond: number) =>
    Promise.all([
      cache.set(`${prefix}-1`, 1, ttlMs),
      counter.add(`${prefix}-1`, 1, { ttlMs }),
      limiter.take(`${prefix}-1`, { capacity: 1, refillPerSecond }),
    ]);
  const keys = () =>
    db.query<{ key: string }>(
      `SELECT key FROM cache_entry UNION ALL SELECT key FROM counter UNION ALL SELECT key FROM rate_limit ORDER BY 1`,
    );
  await fill('old', 1, 1_000);
  await fill('new', 60_000, 0.001);
  expect(await keys()).toHaveLength(6);

  vi.setSystemTime(Date.now() + 61_000);
  await fill('new', 60_000, 0.001);
  await vi.waitFor(async () => expect(await keys()).toEqual([{ key: 'new-1' }, { key: 'new-1' }, { key: 'new-1' }]));
  await db.close();
});
