import { seededClock, testSubgraph, type TestSubgraph } from '@emporium/platform/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { definition } from '../index.ts';
import { clientOf } from '../testing/client.ts';
import { pruneOutdated } from './prune.ts';

const clock = seededClock('2026-03-02T12:00:00Z');
let test: TestSubgraph;
beforeAll(async () => {
  test = await testSubgraph(definition, { now: clock.now });
});
afterAll(() => test[Symbol.asyncDispose]());

const TABLES = [
  'session',
  'refresh_token',
  'mail_token',
  'sign_in_attempt',
  'security_event',
  'notification',
  'guest_merge',
  'account',
];
const counts = async () =>
  Object.fromEntries(
    await Promise.all(
      TABLES.map(async (table) => {
        const row = await test.db.one<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
        return [table, row!.n] as const;
      }),
    ),
  );

it('takes away what says nothing any more, and the account stays', async () => {
  const client = clientOf(test);
  await client.register({ email: 'ada@example.com', guestToken: await client.guest() });
  await client.signIn({ email: 'ada@example.com', password: 'wrong' });
  const before = await counts();
  expect(Object.values(before)).toEqual([1, 1, 1, 1, 2, 1, 1, 1]);
  await pruneOutdated(test.db, clock.now());
  expect(await counts()).toEqual(before);
  clock.advance(400 * 86_400_000);
  await pruneOutdated(test.db, clock.now());
  expect(Object.values(await counts())).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
});
