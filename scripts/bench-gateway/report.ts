import type { describeMachine } from '../bench/report.ts';
import { renderTable, type Column } from '../table.ts';
import { paint } from '../start/progress.ts';
import { OPERATIONS, type OperationName } from './bookshop/operations.ts';
import { GATEWAYS, type GatewayName } from './gateways.ts';
import type { Cell } from './speed.ts';

/** Everything that a run found out; `--json` writes it as it is. */
export interface SpeedReport {
  readonly measuredAt: string;
  readonly machine: ReturnType<typeof describeMachine>;
  /** The gateway has a core of its own. */
  readonly pinned: boolean;
  readonly secondsPerCell: number;
  readonly accounts: number;
  readonly cells: readonly Cell[];
  /** The others against `@apollo/gateway`, for each operation and number of connections. */
  readonly ratios: readonly Ratio[];
}

export interface Ratio {
  readonly gateway: GatewayName;
  readonly operation: OperationName;
  readonly connections: number;
  /** Processor time of a request: how many times less. */
  readonly cheaper: number;
  /** Requests per second: how many times more. */
  readonly faster: number;
  /** The slowest in a hundred against the middle one. */
  readonly p99OverP50: number;
}

/** How many times cheaper than `@apollo/gateway` a request is meant to be, and what else is promised. */
const TARGETS = {
  connections: 16,
  cheaper: { small: 10, big: 10, list: 11, mutation: 11 },
  p99OverP50: { connections: 64, most: 3 },
  rss: { connections: 64, mostBytes: 250 * 2 ** 20 },
} as const satisfies { cheaper: Record<OperationName, number>; [other: string]: unknown };

export function ratiosOf(cells: readonly Cell[]): Ratio[] {
  return cells.flatMap((cell): Ratio[] => {
    const reference = cells.find(
      ({ gateway, operation, connections }) =>
        gateway === 'apollo' && operation === cell.operation && connections === cell.connections,
    );
    if (reference === undefined || cell === reference) return [];
    return [
      {
        gateway: cell.gateway,
        operation: cell.operation,
        connections: cell.connections,
        cheaper: reference.cpuMs / cell.cpuMs,
        faster: cell.perSecond / reference.perSecond,
        p99OverP50: cell.p99Ms / cell.p50Ms,
      },
    ];
  });
}

const MIB = 2 ** 20;
const digits = (value: number): string => value.toFixed(value < 0.1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0);

export function renderSpeed(report: SpeedReport): string {
  const { machine, secondsPerCell, accounts, cells, ratios, pinned } = report;
  const ratioOf = (cell: Cell): Ratio | undefined =>
    ratios.find(
      ({ gateway, operation, connections }) =>
        gateway === cell.gateway && operation === cell.operation && connections === cell.connections,
    );
  const columns: readonly Column<Cell>[] = [
    {
      title: 'Operation',
      align: 'left',
      text: ({ operation }) => OPERATIONS.find(({ name }) => name === operation)!.title,
    },
    { title: 'at once', text: ({ connections }) => String(connections) },
    { title: 'Gateway', align: 'left', text: ({ gateway }) => GATEWAYS[gateway].title },
    { title: 'fetches', text: ({ fetches }) => String(fetches) },
    { title: 'per s', text: ({ perSecond }) => digits(perSecond) },
    { title: 'p50 ms', text: ({ p50Ms }) => digits(p50Ms) },
    { title: 'p95 ms', text: ({ p95Ms }) => digits(p95Ms) },
    { title: 'p99 ms', text: ({ p99Ms }) => digits(p99Ms) },
    { title: 'CPU ms', text: ({ cpuMs }) => digits(cpuMs) },
    { title: 'GC ms', text: ({ gcMs }) => digits(gcMs) },
    { title: 'MiB', text: ({ peakRssBytes }) => (peakRssBytes / MIB).toFixed(0) },
    { title: 'cheaper', text: (cell) => times(ratioOf(cell)?.cheaper) },
    { title: 'faster', text: (cell) => times(ratioOf(cell)?.faster) },
  ];
  const where = pinned
    ? 'The gateway has one core, its clients and subgraphs another.'
    : 'All processes share all cores.';
  return [
    `${machine.cores} × ${machine.processor}, ${machine.memoryGiB} GiB, Node ${machine.node}, load ${digits(machine.loadBefore)} before; ` +
      `${secondsPerCell} s a cell, ${accounts.toLocaleString('en')} customers. ${where}\n`,
    renderTable(columns, cells),
    `${verdicts(report).join('\n')}\n`,
  ].join('\n');
}

function verdicts({ cells, ratios }: SpeedReport): string[] {
  const lines: string[] = [];
  for (const { gateway, operation, connections, cheaper } of ratios) {
    if (gateway !== 'ours' || connections !== TARGETS.connections) continue;
    const target = TARGETS.cheaper[operation];
    lines.push(
      verdict(
        cheaper >= target,
        `${operation}: ${times(cheaper)} cheaper at ${connections} connections, at least ${target} × wanted`,
      ),
    );
  }
  const ours = cells.filter(({ gateway }) => gateway === 'ours');
  for (const { operation, connections, p99Ms, p50Ms } of ours) {
    if (connections !== TARGETS.p99OverP50.connections) continue;
    const { most } = TARGETS.p99OverP50;
    lines.push(
      verdict(
        p99Ms <= most * p50Ms,
        `${operation}: p99 is ${digits(p99Ms / p50Ms)} × p50 at ${connections} connections, at most ${most} × wanted`,
      ),
    );
  }
  const peaks = ours
    .filter(({ connections }) => connections === TARGETS.rss.connections)
    .map(({ peakRssBytes }) => peakRssBytes);
  if (peaks.length > 0) {
    const peak = Math.max(...peaks);
    const { mostBytes, connections } = TARGETS.rss;
    lines.push(
      verdict(
        peak < mostBytes,
        `${(peak / MIB).toFixed(0)} MiB at ${connections} connections, below ${mostBytes / MIB} wanted`,
      ),
    );
  }
  return lines;
}

const times = (ratio: number | undefined): string => (ratio === undefined ? '' : `${ratio.toFixed(1)} ×`);
const verdict = (met: boolean, text: string): string => paint(met ? 'green' : 'red', `${met ? '✓' : '✗'} ${text}`);
