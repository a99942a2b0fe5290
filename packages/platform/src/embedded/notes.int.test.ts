import { afterEach, expect, inject, it } from 'vitest';
import pg from 'pg';
import { ensureDatabases, readNotes, writeNotes, type DatabaseSpec } from './index.ts';

const { adminUrl } = inject('testServer');
const spec = (database: string): DatabaseSpec => ({ database, role: database, password: 'one' });
const SPECS = [spec('noted-one'), spec("noted 'two'")];
const NAMES = SPECS.map(({ database }) => database);

async function drop({ database }: DatabaseSpec): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(database)} WITH (FORCE)`);
  await admin.query(`DROP ROLE IF EXISTS ${pg.escapeIdentifier(database)}`);
  await admin.end();
}

afterEach(() => Promise.all(SPECS.map(drop)));

it('keeps a note for as long as the database is there', async () => {
  await ensureDatabases(adminUrl, SPECS);
  expect(await readNotes(adminUrl, NAMES)).toEqual(new Map());
  await writeNotes(adminUrl, NAMES, 'first');
  await writeNotes(adminUrl, NAMES, `it's second`);
  expect(await readNotes(adminUrl, NAMES)).toEqual(new Map(NAMES.map((name) => [name, `it's second`])));

  await drop(SPECS[0]!);
  await ensureDatabases(adminUrl, SPECS);
  expect(await readNotes(adminUrl, NAMES)).toEqual(new Map([[NAMES[1], `it's second`]]));
});
