import type { Database } from '../db/index.ts';

/** What is dropped, and what brings it back. */
interface Definition {
  readonly drop: string;
  readonly restore: string;
}

/** Primary keys and unique constraints stay, and with them every index that a foreign key points to. */
const DEFINITIONS = `
  SELECT format('DROP INDEX %s', i.indexrelid::regclass) AS drop, pg_get_indexdef(i.indexrelid) AS restore, 1 AS position
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
   WHERE c.relnamespace = 'public'::regnamespace
     AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)
  UNION ALL
  SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
         format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)), 2
    FROM pg_constraint
   WHERE contype = 'f' AND connamespace = 'public'::regnamespace
   ORDER BY position`;

/**
 * Drops the indexes and foreign keys of a database that is about to be filled: made once over all rows
 * they cost a fraction of what they cost row by row. They are remembered in the database itself, so a
 * process that dies in between leaves enough behind for `putBack`.
 */
export async function setAside(db: Database): Promise<void> {
  await db.uow.run(async (tx) => {
    tx.write(`CREATE TABLE IF NOT EXISTS set_aside (position int GENERATED ALWAYS AS IDENTITY, restore text NOT NULL)`);
    for (const { drop, restore } of await tx.query<Definition>(DEFINITIONS)) {
      tx.write('INSERT INTO set_aside (restore) VALUES ($1)', [restore]);
      tx.write(drop);
    }
  });
}

/** Makes them again, all or none. Does nothing when nothing was set aside. */
export async function putBack(db: Database): Promise<void> {
  if ((await db.one(`SELECT WHERE to_regclass('set_aside') IS NOT NULL`)) === null) return;
  await db.uow.run(async (tx) => {
    for (const { restore } of await tx.query<Pick<Definition, 'restore'>>(
      'SELECT restore FROM set_aside ORDER BY position',
    ))
      tx.write(restore);
    tx.write('DROP TABLE set_aside');
  });
}
