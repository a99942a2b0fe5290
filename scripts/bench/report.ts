import os from 'node:os';
import { paint } from '../start/progress.ts';
import type { Cell } from './cells.ts';
import type { TickDelivery } from './deal-ticks.ts';
import type { Use } from './meter.ts';
import { STATEMENT_BUDGET, TARGETS, VENDURE, VENDURE_CLIENTS } from './references.ts';
import type { StatementCount } from './statement-budget.ts';
import type { StreamFigures } from './stream-figures.ts';
import { renderTable, type Column } from '../table.ts';

/** Everything that a run found out; `--json` writes it as it is. */
export interface Report {
  readonly measuredAt: string;
  readonly machine: Machine;
  readonly products: number;
  readonly secondsPerCell: number;
  readonly idlePerSecond: Use;
  readonly cells: readonly Cell[];
  readonly productPageStatements: readonly StatementCount[];
  readonly dealTicks: TickDelivery | null;
  readonly orderUpdates: StreamFigures | null;
  readonly failures: readonly Failure[];
}

/** What could not be measured, because an answer was not what it should have been. */
export interface Failure {
  readonly name: string;
  readonly message: string;
}

interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  /** Processes that wanted a core in the minute before, as the system counts them. */
  readonly loadBefore: number;
}

export function describeMachine(): Machine {
  const cores = os.cpus();
  return {
    processor: cores[0]?.model.trim() ?? 'unknown',
    cores: cores.length,
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    node: process.versions.node,
    loadBefore: os.loadavg()[0]!,
  };
}

const UNKNOWN = '–';
const digits = (value: number): string => value.toFixed(value < 10 ? 1 : 0);
const figure = (value: number | null | undefined): string =>
  value === null || value === undefined ? UNKNOWN : digits(value);
const verdict = (met: boolean, text: string): string => paint(met ? 'green' : 'red', `${met ? '✓' : '✗'} ${text}`);

const COLUMNS: readonly Column<Cell>[] = [
  { title: 'Operation', align: 'left', text: ({ title }) => title },
  { title: 'clients', text: ({ clients }) => String(clients) },
  { title: 'per s', text: ({ perSecond }) => paint('bold', digits(perSecond)) },
  { title: 'p50 ms', text: ({ p50Ms }) => digits(p50Ms) },
  { title: 'p95 ms', text: ({ p95Ms }) => digits(p95Ms) },
  { title: 'p99 ms', text: ({ p99Ms }) => digits(p99Ms) },
  { title: 'CPU ms', text: ({ serverMs }) => figure(serverMs) },
  { title: 'DB ms', text: ({ databaseMs }) => figure(databaseMs) },
  { title: 'SQL', text: ({ statements }) => digits(statements) },
  { title: 'target', align: 'left', text: targetOf },
  { title: 'Vendure per s (SQL)', align: 'left', text: vendureOf },
];

interface Stream extends StreamFigures {
  readonly title: string;
}

const BYTES_PER_KB = 1024;

const STREAM_COLUMNS: readonly Column<Stream>[] = [
  { title: 'Stream', align: 'left', text: ({ title }) => title },
  { title: 'sockets', text: ({ sockets }) => sockets.toLocaleString('en') },
  { title: 'deliveries per s', text: ({ perSecond }) => paint('bold', digits(perSecond)) },
  { title: 'p50 ms', text: ({ p50Ms }) => digits(p50Ms) },
  { title: 'p95 ms', text: ({ p95Ms }) => digits(p95Ms) },
  { title: 'p99 ms', text: ({ p99Ms }) => digits(p99Ms) },
  { title: 'CPU ms per 1,000', text: ({ serverMsPerThousand }) => figure(serverMsPerThousand) },
  {
    title: 'KB a socket',
    text: ({ bytesPerSocket }) => figure(bytesPerSocket === null ? null : bytesPerSocket / BYTES_PER_KB),
  },
];

function targetOf({ scenario, clients, p95Ms }: Cell): string {
  const target = TARGETS[scenario];
  return target?.clients === clients ? verdict(p95Ms < target.p95Ms, `p95 < ${target.p95Ms} ms`) : '';
}

function vendureOf({ scenario, clients }: Cell): string {
  const other = VENDURE[scenario];
  if (!other || clients !== VENDURE_CLIENTS) return '';
  return paint('gray', `${other.perSecond}${other.statements === undefined ? '' : ` (${other.statements})`}`);
}

export function renderReport(report: Report): string {
  const { machine, products, secondsPerCell, cells, productPageStatements, dealTicks, orderUpdates } = report;
  const parts = [
    `${machine.cores} × ${machine.processor}, ${machine.memoryGiB} GiB, Node ${machine.node}, load ${digits(machine.loadBefore)} before; ` +
      `${products.toLocaleString('en')} products, ${secondsPerCell} s a cell. ` +
      'Clients, server and database share the machine.\n',
  ];
  if (cells.length > 0) parts.push(renderTable(COLUMNS, cells));
  if (productPageStatements.length > 0) {
    const counts = productPageStatements.map(({ products: count, statements }) => {
      return verdict(statements <= STATEMENT_BUDGET, `${statements} for ${counted(count, 'product')}`);
    });
    parts.push(`SQL statements for a product page, at most ${STATEMENT_BUDGET}:  ${counts.join('   ')}\n`);
  }
  const streams = [
    ...(dealTicks === null ? [] : [{ ...dealTicks, title: `Ticks of ${counted(dealTicks.deals, 'deal')}, shared` }]),
    ...(orderUpdates === null ? [] : [{ ...orderUpdates, title: 'Updates, each of an own order' }]),
  ];
  if (streams.length > 0) parts.push(renderTable(STREAM_COLUMNS, streams));
  return parts.join('\n');
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
