import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { err, ok } from '../result/index.ts';
import { silentLog, testDatabase, type TestDatabase } from '../testing/index.ts';
import {
  IdempotencyConflict,
  migrate,
  openDatabase,
  platformTables,
  sqlMigration,
  StaleWrite,
  type Database,
  type Tx,
} from './index.ts';

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await testDatabase({
    template: 'platform-unit-of-work',
    prepare: (url) =>
      migrate(url, [
        ...platformTables,
        sqlMigration(1767225700000, 'Shelf', [
          'CREATE TABLE shelf (sku text PRIMARY KEY, units int NOT NULL CHECK (units >= 0), version int NOT NULL DEFAULT 1)',
        ]),
      ]),
  });
  db = openDatabase({ url: database.url, name: 'test', poolSize: 10, log: silentLog });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});
beforeEach(async () => {
  await db.query('TRUNCATE shelf, idempotency');
  await db.query(`INSERT INTO shelf SELECT 's' || n, 50 FROM generate_series(0, 9) n`);
});

const unitsOf = async (sku: string) =>
  (await db.one<{ units: number }>('SELECT units FROM shelf WHERE sku = $1', [sku]))!.units;

const take = (key: string, skus: readonly string[], quantity = 1, sneak: (tx: Tx) => void = () => {}) =>
  db.uow.once(key, { skus, quantity }, async (tx) => {
    const rows = await tx.query<{ sku: string; units: number }>(
      'SELECT sku, units FROM shelf WHERE sku = ANY($1) ORDER BY sku FOR UPDATE',
      [skus],
    );
    if (rows.some((row) => row.units < quantity)) return err({ code: 'SOLD_OUT' });
    tx.write('UPDATE shelf SET units = units - $2 WHERE sku = ANY($1)', [skus, quantity]);
    sneak(tx);
    return ok({ taken: quantity });
  });

describe('once', () => {
  it('does the work once and answers a replay from what it stored', async () => {
    const first = await take('k1', ['s0'], 3);
    expect(await take('k1', ['s0'], 3)).toEqual(first);
    expect(await unitsOf('s0')).toBe(47);
  });

  it('takes two round trips: one to open and lock, one to write and commit', async () => {
    await take('warm-up', ['s0']);
    const before = db.statements;
    await take('k2', ['s0']);
    expect(db.statements - before).toBe(5); // BEGIN, lock | update, key, COMMIT
  });

  it('refuses the same key for another command, and changes nothing', async () => {
    await take('k3', ['s0'], 1);
    await expect(take('k3', ['s0'], 2)).rejects.toBeInstanceOf(IdempotencyConflict);
    expect(await unitsOf('s0')).toBe(49);
  });

  it('does not mind the order of a command’s fields', async () => {
    const work = async (tx: Tx) => {
      tx.write(`UPDATE shelf SET units = units - 1 WHERE sku = 's0'`);
      return null;
    };
    await db.uow.once('k4', { a: 1, b: { c: 2, d: 3 } }, work);
    await db.uow.once('k4', { b: { d: 3, c: 2 }, a: 1 }, work);
    expect(await unitsOf('s0')).toBe(49);
  });

  it('leaves the key free after a failure', async () => {
    expect(await take('k5', ['s0'], 51)).toEqual(err({ code: 'SOLD_OUT' }));
    await db.query(`UPDATE shelf SET units = 60 WHERE sku = 's0'`);
    expect(await take('k5', ['s0'], 51)).toEqual(ok({ taken: 51 }));
  });

  it('answers concurrent duplicates alike, and works once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => take('k6', ['s1'])));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await unitsOf('s1')).toBe(49);
  });

  it('answers a duplicate from its twin, even when the twin’s success makes it fail', async () => {
    for (let round = 0; round < 10; round += 1) {
      await db.query(`UPDATE shelf SET units = 1 WHERE sku = 's3'`);
      const answers = await Promise.all(Array.from({ length: 8 }, () => take(`k-last-${round}`, ['s3'])));
      expect(answers).toEqual(answers.map(() => ok({ taken: 1 })));
    }
  });

  it('never sells more than there is', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => take(`k7-${n}`, ['s2'])));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(50);
    expect(await unitsOf('s2')).toBe(0);
  });

  it('does not deadlock when two commands name the same rows in opposite orders', async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) => take(`k8-${n}`, n % 2 ? ['s5', 's6', 's7'] : ['s7', 's6', 's5'])),
    );
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(await unitsOf('s6')).toBe(20);
  });

  it('undoes everything when the last write fails', async () => {
    await expect(
      take('k9', ['s0', 's1'], 1, (tx) => tx.write(`INSERT INTO shelf VALUES ('s0', 1)`)),
    ).rejects.toMatchObject({
      code: '23505',
    });
    expect(await unitsOf('s1')).toBe(50);
    expect(await take('k9', ['s0', 's1'])).toEqual(ok({ taken: 1 }));
  });

  it('hands the very object back to whoever took effect, and an equal one to others', async () => {
    const answers = [{ taken: 1 }, { taken: 1 }, { taken: 1 }];
    const outcomes = await Promise.all(answers.map((answer) => db.uow.once('k11', 'x', () => Promise.resolve(answer))));
    expect(outcomes).toEqual(answers);
    expect(outcomes.filter((outcome, index) => outcome === answers[index])).toHaveLength(1);
  });

  it('undoes the work of a replay, even when it reads nothing', async () => {
    const work = async (tx: Tx) => {
      tx.write(`UPDATE shelf SET units = units - 1 WHERE sku = 's0'`);
      return null;
    };
    await db.uow.once('k10', 'x', work);
    await db.uow.once('k10', 'x', work);
    expect(await unitsOf('s0')).toBe(49);
  });
});

describe('run', () => {
  it('sees its own earlier writes', async () => {
    const seen = await db.uow.run(async (tx) => {
      tx.write(`UPDATE shelf SET units = 7 WHERE sku = 's0'`);
      return (await tx.query<{ units: number }>(`SELECT units FROM shelf WHERE sku = 's0'`))[0]!.units;
    });
    expect(seen).toBe(7);
  });

  it('rolls back when the work throws or answers a failure', async () => {
    const spoil = (tx: Tx) => tx.write(`UPDATE shelf SET units = 0 WHERE sku = 's0'`);
    await expect(
      db.uow.run(async (tx) => {
        await tx.query('SELECT 1');
        spoil(tx);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await db.uow.run(async (tx) => {
      spoil(tx);
      return err('no');
    });
    expect(await unitsOf('s0')).toBe(50);
  });

  it('refuses a guarded write that finds its row changed', async () => {
    const update = (version: number) =>
      db.uow.run(async (tx) =>
        tx.writeOne(`UPDATE shelf SET units = units - 1, version = version + 1 WHERE sku = 's0' AND version = $1`, [
          version,
        ]),
      );
    await update(1);
    await expect(update(1)).rejects.toBeInstanceOf(StaleWrite);
    expect(await unitsOf('s0')).toBe(49);
  });

  it('says so when the transaction outlives its work', async () => {
    let leaked: Tx | undefined;
    await db.uow.run(async (tx) => {
      leaked = tx;
      await tx.query('SELECT 1');
    });
    expect(() => leaked!.write('SELECT 1')).toThrow('has ended');
  });

  it('survives a backend that is killed in the middle, and never half-commits', async () => {
    await expect(
      db.uow.run(async (tx) => {
        await tx.query('SELECT 1');
        tx.write(`UPDATE shelf SET units = 1 WHERE sku = 's0'`);
        tx.write('SELECT pg_terminate_backend(pg_backend_pid())');
      }),
    ).rejects.toThrow();
    expect(await unitsOf('s0')).toBe(50);
    expect(await take('after', ['s0'])).toEqual(ok({ taken: 1 }));
  });
});
