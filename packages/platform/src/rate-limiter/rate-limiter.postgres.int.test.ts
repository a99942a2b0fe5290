import { afterEach, expect, it, vi } from 'vitest';
import { migrate, openDatabase, platformTables } from '../db/index.ts';
import { silentLog as log, testDatabase } from '../testing/index.ts';
import { postgresRateLimiter } from './index.ts';
import { rateLimiterContract } from './rate-limiter.contract.ts';

const open = () => testDatabase({ template: 'platform', prepare: (url) => migrate(url, platformTables) });

rateLimiterContract('PostgreSQL', async () => {
  const database = await open();
  const one = openDatabase({ url: database.url, name: 'one', log });
  const two = openDatabase({ url: database.url, name: 'two', log });
  return {
    here: postgresRateLimiter({ db: one, log }),
    elsewhere: postgresRateLimiter({ db: two, log }),
    async close() {
      await Promise.all([one.close(), two.close()]);
      await database.drop();
    },
  };
});

afterEach(() => vi.useRealTimers());

it('takes full buckets away, and nothing else', async () => {
  await using database = await open();
  const db = openDatabase({ url: database.url, name: 'sweep', log });
  vi.useFakeTimers({ toFake: ['Date'] });
  const limiter = postgresRateLimiter({ db, log });
  const keys = () => db.query<{ key: string }>('SELECT key FROM rate_limit ORDER BY key');
  await limiter.take('full soon', { capacity: 1, refillPerSecond: 1_000 });
  await limiter.take('empty', { capacity: 1, refillPerSecond: 0.001 });
  expect(await keys()).toHaveLength(2);

  vi.setSystemTime(Date.now() + 61_000);
  await limiter.take('empty', { capacity: 1, refillPerSecond: 0.001 });
  await vi.waitFor(async () => expect(await keys()).toEqual([{ key: 'empty' }]));
  await db.close();
});
