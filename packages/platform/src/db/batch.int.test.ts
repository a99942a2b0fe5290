import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../testing/index.ts';
import { sendBatch } from './batch.ts';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await testDatabase({ template: 'platform-batch', prepare: async () => {} });
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await send('CREATE TABLE shelf (sku text PRIMARY KEY, units bigint, seen_at timestamptz)');
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const of = (text: string, ...values: unknown[]) => ({ text, values });
const send = async (text: string, ...values: unknown[]) => (await sendBatch(client, [of(text, ...values)]))[0]!;
const PUT = 'INSERT INTO shelf (sku, units) VALUES ($1, $2)';
const UNITS = 'SELECT sku, units FROM shelf WHERE sku = ANY($1) ORDER BY sku';

describe('sendBatch', () => {
  it('answers each statement in its turn, and sees what those before it did', async () => {
    const results = await sendBatch(client, [
      of('BEGIN'),
      of(PUT, 'a', 1n),
      of(UNITS, ['a', 'b']),
      of(PUT, 'b', null),
      of(UNITS, ['a', 'b']),
      of('COMMIT'),
    ]);
    expect(results.map(({ tag }) => tag)).toEqual([
      'BEGIN',
      'INSERT 0 1',
      'SELECT 1',
      'INSERT 0 1',
      'SELECT 2',
      'COMMIT',
    ]);
    expect(results[4]!.rows).toEqual([
      { sku: 'a', units: 1n },
      { sku: 'b', units: null },
    ]);
  });

  it('fails with the first that fails, and runs none behind it', async () => {
    await expect(sendBatch(client, [of(PUT, 'a', 2), of(PUT, 'never', 1)])).rejects.toMatchObject({ code: '23505' });
    expect((await send(UNITS, ['never'])).rows).toEqual([]);
  });

  it('can send a statement again that failed when it was new, in its text or in its work', async () => {
    const insert = `INSERT INTO shelf (sku) VALUES ($1) RETURNING sku`;
    await expect(send(insert, 'a')).rejects.toMatchObject({ code: '23505' });
    expect((await send(insert, 'c')).rows).toEqual([{ sku: 'c' }]);

    const select = 'SELECT aisle FROM shelf WHERE sku = $1';
    await expect(send(select, 'a')).rejects.toMatchObject({ code: '42703' });
    await send('ALTER TABLE shelf ADD COLUMN aisle int DEFAULT 7');
    expect((await send(select, 'a')).rows).toEqual([{ aisle: 7 }]);
  });

  it('asks for the columns of a statement once for each connection', async () => {
    const described: unknown[] = [];
    const { connection } = client as unknown as { connection: NodeJS.EventEmitter };
    connection.on('rowDescription', (message) => described.push(message));
    const at = new Date('2026-03-01T12:00:00.5Z');
    const once = () => send('SELECT $1::timestamptz AS at, $2::int[] AS list, $3::jsonb AS json', at, [1, 2], { a: 1 });
    const rows = [{ at, list: [1, 2], json: { a: 1 } }];
    expect((await once()).rows).toEqual(rows);
    expect((await once()).rows).toEqual(rows);
    expect(described).toHaveLength(1);
  });

  it('says who asked', async () => {
    const asker = async () => void (await send('SELECT 1 / $1::int', 0));
    await expect(asker()).rejects.toMatchObject({ stack: expect.stringContaining('asker') as string });
  });

  it('fails when the connection does', async () => {
    const other = new pg.Client({ connectionString: database.url });
    other.on('error', () => {});
    await other.connect();
    const failing = sendBatch(other, [of('SELECT pg_terminate_backend(pg_backend_pid())'), of('SELECT 1')]);
    await expect(failing).rejects.toThrow('terminating connection');
    await expect(sendBatch(other, [of('SELECT 1')])).rejects.toThrow();
    await other.end();
  });
});
