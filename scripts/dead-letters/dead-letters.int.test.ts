import { openDatabase, type Database } from '@emporium/platform/db';
import { silentLog } from '@emporium/platform/log';
import { migrateSubgraph } from '@emporium/platform/subgraph';
import { testDatabase, type TestDatabase } from '@emporium/platform/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { definitionOf } from '../start/subgraphs.ts';
import { findPlaces } from './places.ts';
import { replayParked, type ReplayedIn } from './replay.ts';
import { survey } from './survey.ts';

let database: TestDatabase;
let db: Database;
let environment: Readonly<Record<string, string>>;

beforeAll(async () => {
  database = await testDatabase({
    template: 'reviews',
    prepare: (url) => migrateSubgraph(definitionOf('reviews'), url),
  });
  db = openDatabase({ url: database.url, name: 'test', poolSize: 1, log: silentLog });
  environment = {
    REVIEWS_DATABASE_URL: database.url,
    BUS_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/bus',
    IDENTITY_SECRET: 'a secret of the tests, 32 characters long',
  };
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

async function replayAll(): Promise<Pick<ReplayedIn, 'subgraph' | 'outcome'>[]> {
  const places = await findPlaces(environment);
  const outcomes = [];
  for await (const { subgraph, outcome } of replayParked(await survey(places, silentLog), places, silentLog)) {
    outcomes.push({ subgraph, outcome });
  }
  return outcomes;
}

it('replays through the handlers of the subgraph that has parked the event, once they work', async () => {
  const envelope = {
    id: 'evt_1',
    topic: 'users',
    key: 'gst_1',
    occurredAt: '2026-01-01T00:00:00.000Z',
    event: { type: 'users.guest-merged.v1', guestId: 'gst_1', userId: 'usr_1' },
  };
  await db.query(
    `INSERT INTO dead_letter (consumer, event_id, envelope, error, attempts) VALUES ('reviews', $1, $2, 'lost', 5)`,
    [envelope.id, JSON.stringify(envelope)],
  );
  await db.query('ALTER TABLE merged_guest RENAME TO merged_guest_away');
  expect(await replayAll()).toMatchObject([
    { subgraph: 'reviews', outcome: { ok: false, error: { code: 'STILL_FAILING' } } },
  ]);
  const [parked] = await survey(await findPlaces(environment), silentLog);
  expect(parked).toMatchObject({ subgraph: 'reviews', letter: { eventId: 'evt_1', attempts: 6 } });
  expect(parked!.letter.error).toContain('"merged_guest" does not exist');

  await db.query('ALTER TABLE merged_guest_away RENAME TO merged_guest');
  expect(await replayAll()).toEqual([{ subgraph: 'reviews', outcome: { ok: true, value: null } }]);
  expect(await db.query('SELECT * FROM merged_guest')).toEqual([{ guest_id: 'gst_1', user_id: 'usr_1' }]);
  expect(await replayAll()).toEqual([]);
});

it('looks only into the databases that are named', async () => {
  expect((await findPlaces(environment)).subgraphs).toEqual(['reviews']);
});

it('says what to do when nothing runs, and keeps passwords to itself', async () => {
  const nowhere = { EMPORIUM_DATA: '/nowhere/at/all' };
  await expect(findPlaces(nowhere)).rejects.toThrow('No marketplace runs on the data in /nowhere/at/all');
  await expect(findPlaces(nowhere)).rejects.toThrow('Start it with "npm start"');

  const dead = { ...nowhere, CART_DATABASE_URL: 'postgres://cart:hush@127.0.0.1:1/cart' };
  const refused = survey(await findPlaces(dead), silentLog);
  await expect(refused).rejects.toThrow('The database of cart does not answer at 127.0.0.1:1');
  await expect(refused).rejects.not.toThrow('hush');
});

it('tells a database without tables from one without dead letters', async () => {
  await using empty = await testDatabase({ template: 'empty', prepare: async () => {} });
  const places = await findPlaces({ CART_DATABASE_URL: empty.url });
  await expect(survey(places, silentLog)).rejects.toThrow('The database of cart has no tables yet.');
});
