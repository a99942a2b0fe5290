import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { definition } from '@emporium/inventory';
import { createReservationBench } from '@emporium/inventory/bench';
import { openDatabase } from '@emporium/platform/db';
import { createLog } from '@emporium/platform/log';
import { migrateSubgraph } from '@emporium/platform/subgraph';
import { drive, type Load } from './bench/load.ts';
import { openDatabases, readSecret } from './start/environment.ts';
import { createProgress, paint } from './start/progress.ts';
import { renderTable } from './table.ts';

// `npm run bench:inventory`: reservations on a PostgreSQL of their own, without HTTP or GraphQL.
const HELP = `Measures reservations of stock: the use case, its transaction and PostgreSQL.

  npm run bench:inventory -- --seconds 5 --json

  --seconds 3   how long each line of the table is measured
  --json        JSON instead of the table

"apart": every client reserves units of an offer of its own. "one offer": all want the same one, whose row is locked by
one after the other. After each line, the units reserved must be those that were promised.
`;

const CLIENTS = [1, 16, 64];
const POOL = 16;
const LANES = ['apart', 'one offer'] as const;

interface Cell extends Load {
  readonly lane: (typeof LANES)[number];
  readonly clients: number;
  readonly statements: number;
}

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) process.stdout.write(HELP);
else {
  try {
    await bench(Number(values.seconds), values.json);
  } catch (error) {
    process.stderr.write(`\n${paint('red', error instanceof Error ? error.message : String(error))}\n`);
    process.exitCode = 1;
  }
}

async function bench(seconds: number, json: boolean): Promise<void> {
  if (!(seconds > 0)) throw new Error('--seconds should be a number above zero.');
  const progress = createProgress(process.stderr);
  const dataDir = await mkdtemp(path.join(tmpdir(), 'emporium-bench-inventory-'));
  const log = createLog({ name: 'bench', level: 'error' });
  const secret = await readSecret(dataDir);
  const databases = await progress.step('PostgreSQL', () => openDatabases({}, { dataDir, secret, onLaunch() {}, log }));
  try {
    const url = databases.environment['INVENTORY_DATABASE_URL']!;
    await migrateSubgraph(definition, url);
    const db = openDatabase({ url, name: 'bench', poolSize: POOL, log });
    const reservations = await createReservationBench(db, Math.max(...CLIENTS));
    const cells: Cell[] = [];
    for (const lane of LANES) {
      for (const clients of CLIENTS) {
        const before = db.statements;
        const run = (client: number) => reservations.reserve(lane === 'apart' ? client : 0);
        const load = await progress.step(`${lane}, ${clients} at once`, () => drive({ run }, clients, seconds));
        cells.push({ ...load, lane, clients, statements: (db.statements - before) / load.operations });
        await reservations.check();
      }
    }
    await db.close();
    process.stdout.write(json ? `${JSON.stringify(cells, null, 2)}\n` : `\n${table(cells)}\n`);
  } finally {
    await databases.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function table(cells: readonly Cell[]): string {
  const ms = (value: number): string => value.toPrecision(3);
  return renderTable<Cell>(
    [
      { title: 'Reservations', align: 'left', text: ({ lane }) => lane },
      { title: 'at once', text: ({ clients }) => String(clients) },
      { title: 'per s', text: ({ operations, seconds }) => (operations / seconds).toFixed(0) },
      { title: 'p50 ms', text: ({ p50Ms }) => ms(p50Ms) },
      { title: 'p95 ms', text: ({ p95Ms }) => ms(p95Ms) },
      { title: 'p99 ms', text: ({ p99Ms }) => ms(p99Ms) },
      { title: 'SQL', text: ({ statements }) => statements.toFixed(1) },
    ],
    cells,
  );
}
