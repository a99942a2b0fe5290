import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { testDatabase } from './index.ts';

const sql = async <Row extends object>(url: string, text: string): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
};

let prepared = 0;
const options = {
  template: 'testing-self',
  prepare: async (url: string) => {
    prepared += 1;
    await sql(url, `CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent; CREATE TABLE item (name text)`);
    await sql(url, `INSERT INTO item VALUES ('from the template')`);
  },
};

describe('testDatabase', () => {
  it('prepares once and gives each caller a copy of its own', async () => {
    const copies = await Promise.all([testDatabase(options), testDatabase(options), testDatabase(options)]);
    try {
      await sql(copies[0].url, `INSERT INTO item VALUES ('mine')`);
      const counts = await Promise.all(
        copies.map(async ({ url }) => (await sql<{ n: number }>(url, 'SELECT count(*)::int AS n FROM item'))[0]?.n),
      );
      expect(counts).toEqual([2, 1, 1]);
      expect(prepared).toBe(1);
    } finally {
      await Promise.all(copies.map((copy) => copy.drop()));
    }
  });

  it('is owned by an ordinary role', async () => {
    await using database = await testDatabase(options);
    const [row] = await sql(database.url, 'SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user');
    expect(row).toEqual({ rolsuper: false, rolcreatedb: false });
  });

  it('is gone after drop, even with a client connected', async () => {
    const database = await testDatabase(options);
    const client = new pg.Client({ connectionString: database.url });
    client.on('error', () => undefined);
    await client.connect();
    await database.drop();
    await expect(sql(database.url, 'SELECT 1')).rejects.toMatchObject({ code: '3D000' });
    await client.end();
  });

  it('leaves nothing behind when prepare fails, and prepares again', async () => {
    let attempts = 0;
    const failing = {
      template: 'testing-failing',
      prepare: async (url: string) => {
        attempts += 1;
        await sql(url, 'CREATE TABLE half_done ()');
        if (attempts === 1) throw new Error('prepare failed');
      },
    };
    await expect(testDatabase(failing)).rejects.toThrow('prepare failed');
    await using database = await testDatabase(failing);
    expect(await sql(database.url, 'SELECT * FROM half_done')).toEqual([]);
  });
});
