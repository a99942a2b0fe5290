import pg from 'pg';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { databaseUrl, ensureDatabases, type DatabaseSpec } from './index.ts';

const { adminUrl } = inject('testServer');

const specs: DatabaseSpec[] = [
  { database: 'shop-one', role: 'shop-one', password: 'one' },
  { database: 'shop-two', role: 'shop-two', password: 'two/@:' },
];

async function sql<Row extends object>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

afterEach(async () => {
  for (const { database, role } of specs) {
    await sql(adminUrl, `DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
    await sql(adminUrl, `DROP ROLE IF EXISTS "${role}"`);
  }
});

describe('ensureDatabases', () => {
  it('gives each role a database that it owns and nobody else enters', async () => {
    await ensureDatabases(adminUrl, specs);
    for (const spec of specs) {
      const url = databaseUrl(adminUrl, spec);
      await sql(url, 'CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent; CREATE SCHEMA own; CREATE TABLE own.t ()');
      const [role] = await sql(url, 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user');
      expect(role).toEqual({ rolsuper: false });
    }
    for (const foreign of ['shop-two', 'postgres', 'template1']) {
      const url = databaseUrl(adminUrl, { ...specs[0]!, database: foreign });
      await expect(sql(url, 'SELECT 1'), foreign).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('changes nothing and keeps the data when all is there', async () => {
    await ensureDatabases(adminUrl, specs);
    const url = databaseUrl(adminUrl, specs[0]!);
    await sql(url, 'CREATE TABLE kept ()');
    const before = await sql(adminUrl, 'SELECT rolname, rolpassword FROM pg_authid ORDER BY 1');
    await ensureDatabases(adminUrl, specs);
    expect(await sql(adminUrl, 'SELECT rolname, rolpassword FROM pg_authid ORDER BY 1')).toEqual(before);
    expect(await sql(url, 'SELECT * FROM kept')).toEqual([]);
  });

  it('brings a password in line', async () => {
    await ensureDatabases(adminUrl, specs);
    const changed = { ...specs[0]!, password: 'changed' };
    await ensureDatabases(adminUrl, [changed]);
    expect(await sql(databaseUrl(adminUrl, changed), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await expect(sql(databaseUrl(adminUrl, specs[0]!), 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('may be called by several processes at once', async () => {
    await Promise.all([1, 2, 3, 4].map(() => ensureDatabases(adminUrl, specs)));
    expect(await sql(databaseUrl(adminUrl, specs[1]!), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});
