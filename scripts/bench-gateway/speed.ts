import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Load } from '../bench/load.ts';
import type { LoadOrder } from './load.ts';
import { OPERATIONS, type BenchOperation, type OperationName } from './bookshop/operations.ts';
import { GATEWAYS, type GatewayName } from './gateways.ts';
import type { RunningClients, RunningGateway } from './processes.ts';
import type { Checked, Stage } from './stage.ts';

/** What is measured of a gateway under load. */
interface Figures extends Load {
  readonly perSecond: number;
  /** Processor time of the gateway's process for one request, of it the garbage collector's. */
  readonly cpuMs: number;
  readonly gcMs: number;
  readonly peakRssBytes: number;
}

/** One gateway, one operation, one number of connections. */
export interface Cell extends Figures, Checked {
  readonly gateway: GatewayName;
  readonly operation: OperationName;
  readonly connections: number;
}

export interface SpeedOptions {
  readonly operations: readonly OperationName[];
  readonly connections: readonly number[];
  readonly seconds: number;
  /** A folder for profiles of `ours`. */
  readonly profile: string | null;
}

const SLICES = 5;
const WARM_UP_CONNECTIONS = 16;
const CHEAPEST = OPERATIONS.find(({ name }) => name === 'mutation')!;
/** Until hot code is compiled, in rounds: compilers run on threads of their own, whose time would count as the requests'. */
const WARM_UP = { seconds: 3, requests: 6_000, rounds: 4 };

/** Gateways take turns slice by slice of a cell's time, so that what else the machine does meets all of them. */
export async function measureSpeed(
  stage: Stage,
  gateways: ReadonlyMap<GatewayName, RunningGateway>,
  options: SpeedOptions,
  onCell: (cell: Cell) => void,
): Promise<void> {
  if (options.profile !== null) await mkdir(options.profile, { recursive: true });
  const { clients } = stage;
  for (const gateway of gateways.values()) {
    await clients.introduce(
      orderOf(stage, gateway, CHEAPEST, await stage.check(gateway, CHEAPEST), WARM_UP_CONNECTIONS),
    );
  }
  for (const operation of OPERATIONS.filter(({ name }) => options.operations.includes(name))) {
    const checked = new Map<GatewayName, Checked>();
    const contestants = [...gateways].filter(([name]) => GATEWAYS[name].answers(operation));
    for (const [name, gateway] of contestants) {
      const answer = await stage.check(gateway, operation);
      checked.set(name, answer);
      const order = { ...orderOf(stage, gateway, operation, answer, WARM_UP_CONNECTIONS), seconds: WARM_UP.seconds };
      for (let round = 0, requests = 0; round < WARM_UP.rounds && requests < WARM_UP.requests; round += 1) {
        requests += (await clients.drive(order)).operations;
      }
    }
    for (const connections of options.connections) {
      const slices = new Map<GatewayName, Cell[]>(contestants.map(([name]) => [name, []]));
      for (let slice = 0; slice < SLICES; slice += 1) {
        for (const [name, gateway] of contestants) {
          const answer = checked.get(name)!;
          const order = {
            ...orderOf(stage, gateway, operation, answer, connections),
            seconds: options.seconds / SLICES,
          };
          const profile =
            options.profile !== null && name === 'ours' && slice === 0
              ? path.join(options.profile, `${operation.name}-${connections}.cpuprofile`)
              : null;
          const figures = await measureSlice(clients, gateway, order, profile);
          slices.get(name)!.push({ gateway: name, operation: operation.name, connections, ...answer, ...figures });
        }
      }
      for (const cells of slices.values()) onCell(wholeOf(cells));
    }
  }
}

/** @param profile where a profile of it goes; null for none */
async function measureSlice(
  clients: RunningClients,
  gateway: RunningGateway,
  order: LoadOrder & { readonly seconds: number },
  profile: string | null,
): Promise<Figures> {
  const measure = async () => ({
    before: await gateway.usage(),
    load: await clients.drive(order),
    after: await gateway.usage(),
  });
  const { before, load, after } = profile === null ? await measure() : await gateway.profile(profile, measure);
  const { operationsInAll, ...measured } = load;
  return {
    ...measured,
    perSecond: measured.operations / measured.seconds,
    cpuMs: (after.cpuMs - before.cpuMs) / operationsInAll,
    gcMs: (after.gcMs - before.gcMs) / operationsInAll,
    peakRssBytes: after.peakRssBytes,
  };
}

/** The median of each figure: whatever else the machine did in one of the slices does not count. The peak is the peak. */
function wholeOf(slices: readonly Cell[]): Cell {
  const median = (figure: (cell: Cell) => number): number =>
    slices.map(figure).sort((one, other) => one - other)[Math.floor(slices.length / 2)]!;
  const sum = (figure: (cell: Cell) => number): number => slices.reduce((total, cell) => total + figure(cell), 0);
  return {
    ...slices[0]!,
    operations: sum(({ operations }) => operations),
    seconds: sum(({ seconds }) => seconds),
    perSecond: median(({ perSecond }) => perSecond),
    p50Ms: median(({ p50Ms }) => p50Ms),
    p95Ms: median(({ p95Ms }) => p95Ms),
    p99Ms: median(({ p99Ms }) => p99Ms),
    cpuMs: median(({ cpuMs }) => cpuMs),
    gcMs: median(({ gcMs }) => gcMs),
    peakRssBytes: Math.max(...slices.map(({ peakRssBytes }) => peakRssBytes)),
  };
}

/** What clients are told; for how long is added. */
export const orderOf = (
  { customers: { authorizations } }: Stage,
  { endpoint }: RunningGateway,
  { query, variables }: BenchOperation,
  { answerBytes }: Checked,
  connections: number,
): Omit<LoadOrder, 'seconds'> => ({
  url: endpoint,
  body: JSON.stringify({ query, variables }),
  authorizations,
  connections,
  answerBytes,
});
