import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate, openDatabase, platformTables, type Database } from '../db/index.ts';
import { silentLog as log, testDatabase, type TestDatabase } from '../testing/index.ts';
import { cacheContract } from './contract/cache.ts';
import { counterContract } from './contract/counter.ts';
import { pubSubContract } from './contract/pub-sub.ts';
import { rateLimiterContract } from './contract/rate-limiter.ts';
import { postgresCache, postgresCounter, postgresPubSub, postgresRateLimiter } from './index.ts';

let test: TestDatabase;
let one: Database;
let two: Database;

beforeAll(async () => {
  test = await testDatabase({ template: 'platform', prepare: (url) => migrate(url, platformTables) });
  one = openDatabase({ url: test.url, name: 'one', log });
  two = openDatabase({ url: test.url, name: 'two', log });
});

afterAll(async () => {
  await Promise.all([one.close(), two.close()]);
  await test.drop();
});

const close = () => Promise.resolve();
const leaseMs = 500;

cacheContract('PostgreSQL', () =>
  Promise.resolve({
    here: postgresCache({ db: one, log, leaseMs }),
    elsewhere: postgresCache({ db: two, log, leaseMs }),
    close,
  }),
);

counterContract('PostgreSQL', () =>
  Promise.resolve({ here: postgresCounter({ db: one, log }), elsewhere: postgresCounter({ db: two, log }), close }),
);

rateLimiterContract('PostgreSQL', () =>
  Promise.resolve({
    here: postgresRateLimiter({ db: one, log }),
    elsewhere: postgresRateLimiter({ db: two, log }),
    close,
  }),
);

pubSubContract(
  'PostgreSQL',
  () => {
    const here = postgresPubSub({ db: one, name: 'pub-sub-test', log });
    const elsewhere = postgresPubSub({ db: two, name: 'pub-sub-test', log });
    return Promise.resolve({
      here,
      elsewhere,
      close: async () => void (await Promise.all([here.close(), elsewhere.close()])),
    });
  },
  async () => {
    await one.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'pub-sub-test'`);
  },
);

describe('a cache whose store fails', () => {
  it('still gives what produce gives', async () => {
    const broken = { query: () => Promise.reject(new Error('down')), one: () => Promise.reject(new Error('down')) };
    const cache = postgresCache({ db: broken, log });
    expect(await cache.remember('k', 1_000, () => Promise.resolve('answer'))).toBe('answer');
  });
});
