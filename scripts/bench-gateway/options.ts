import { parseArgs } from 'node:util';
import { OPERATIONS, type OperationName } from './bookshop/operations.ts';
import { GATEWAYS, type GatewayName } from './gateways.ts';

export interface GatewayBenchOptions {
  /** `speed` fills the table; `memory` watches the memory of one gateway over minutes. */
  readonly mode: 'speed' | 'memory';
  readonly seconds: number;
  readonly minutes: number;
  readonly operations: readonly OperationName[];
  readonly connections: readonly number[];
  readonly gateways: readonly GatewayName[];
  /** Customers who are signed in; each request is another one's than the requests before it. */
  readonly accounts: number;
  readonly json: string | null;
  /** A folder for processor profiles of `ours`. */
  readonly profile: string | null;
  readonly help: boolean;
}

const OPERATION_NAMES = OPERATIONS.map(({ name }) => name);
const GATEWAY_NAMES = Object.keys(GATEWAYS) as GatewayName[];

export const HELP = `Measures the gateway beside @apollo/gateway, on one supergraph whose subgraphs answer from memory.

  npm run bench:gateway
  npm run bench:gateway -- --seconds 10 --operations small,list --only ours
  npm run bench:gateway -- memory --minutes 10

  --seconds 5               how long each cell of the table is measured
  --operations NAMES        ${OPERATION_NAMES.join(', ')}
  --connections 1,16,64     how many at once, each sending its next request when it has its answer
  --only NAME               one gateway: ${GATEWAY_NAMES.join(' or ')}
  --accounts 2000           signed-in customers; requests take their Authorization in turn
  --json FILE               the figures as JSON too; "-" writes them to standard output instead of the table
  --profile DIR             a processor profile of ours for each cell (it adds a little to the figures)
  memory                    64 connections, all operations in turn, memory every ten seconds: flat or not
  --minutes 10              how long that goes on

Every answer is compared with what graphql-js makes of the whole world at once, before anything is timed. The gateway
has one core and its load another, where taskset is at hand. EXECUTOR and the gateway's other variables apply to ours.
`;

/** @throws with what to write instead */
export function readOptions(argv: readonly string[]): GatewayBenchOptions {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      seconds: { type: 'string', default: '5' },
      minutes: { type: 'string', default: '10' },
      operations: { type: 'string', default: OPERATION_NAMES.join() },
      connections: { type: 'string', default: '1,16,64' },
      only: { type: 'string', default: '' },
      accounts: { type: 'string', default: '2000' },
      json: { type: 'string' },
      profile: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [mode = 'speed', ...more] = positionals;
  if ((mode !== 'speed' && mode !== 'memory') || more.length > 0) {
    throw new Error(`"memory" is the only word that stands alone, not "${positionals.join(' ')}".`);
  }
  return {
    mode,
    seconds: positive('--seconds', values.seconds),
    minutes: positive('--minutes', values.minutes),
    operations: known('--operations', values.operations, OPERATION_NAMES),
    connections: values.connections.split(',').map((count) => whole('--connections', count)),
    gateways: values.only === '' ? GATEWAY_NAMES : known('--only', values.only, GATEWAY_NAMES),
    accounts: whole('--accounts', values.accounts),
    json: values.json ?? null,
    profile: values.profile ?? null,
    help: values.help,
  };
}

function known<Name extends string>(option: string, text: string, names: readonly Name[]): Name[] {
  return text.split(',').map((asked) => {
    const name = names.find((candidate) => candidate === asked);
    if (name === undefined) throw new Error(`${option} knows ${names.join(', ')}; not "${asked}".`);
    return name;
  });
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`${option} must be a number above 0, not "${text}".`);
  return value;
}

function whole(option: string, text: string): number {
  const value = positive(option, text);
  if (!Number.isInteger(value)) throw new Error(`${option} must be a whole number, not "${text}".`);
  return value;
}
