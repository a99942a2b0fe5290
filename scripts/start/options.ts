import type { LogLevel } from '@emporium/platform/log';
import { readArguments } from '../arguments.ts';
import type { Environment } from './environment.ts';
import { readPorts, type Ports } from './ports.ts';

export interface StartOptions {
  /** A process for each server instead of one for all. */
  readonly processes: boolean;
  /** Products in a marketplace that is seeded now. */
  readonly products: number;
  readonly dataDir: string;
  readonly ports: Ports;
  readonly logLevel: LogLevel;
  readonly help: boolean;
}

export const HELP = `Starts the whole marketplace on this machine.

  npm start                     one process, gateway on port 4000, subgraphs on 4001–4009
  npm start -- --processes      the same with a process per server
  npm start -- --help           this text

Environment
  SEED_PRODUCTS=2000            how many products a new marketplace gets (up to a million)
  EMPORIUM_DATA=.emporium       where the database and the secrets live; delete it to begin anew
  GATEWAY_PORT, <SUBGRAPH>_PORT other ports, such as CART_PORT=5004
  <SUBGRAPH>_DATABASE_URL,      a PostgreSQL of your own instead of the embedded one
  BUS_DATABASE_URL              (all ten or none)
  SIMULATION_STEP_MS=1500       pace of the simulated warehouse and carrier
  LOG_LEVEL=warn                debug, info, warn, error or silent
  NO_COLOR=1                    no colours
`;

const DEFAULT_PRODUCTS = 2_000;
const MAX_PRODUCTS = 1_000_000;
const LOG_LEVELS: readonly string[] = ['debug', 'info', 'warn', 'error', 'silent'] satisfies readonly LogLevel[];

/** Throws when an argument or a variable is not what it should be; the message says what it should be. */
export function readOptions(argv: readonly string[], environment: Environment): StartOptions {
  const flags = readArguments('start', argv, {
    processes: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  });
  const products = Number(environment['SEED_PRODUCTS'] || DEFAULT_PRODUCTS);
  if (!Number.isInteger(products) || products < 1 || products > MAX_PRODUCTS) {
    throw new Error(`SEED_PRODUCTS must be a whole number from 1 to ${MAX_PRODUCTS.toLocaleString('en')}.`);
  }
  const logLevel = environment['LOG_LEVEL'] || 'warn';
  if (!LOG_LEVELS.includes(logLevel)) throw new Error(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}.`);
  return {
    ...flags,
    products,
    dataDir: environment['EMPORIUM_DATA'] || '.emporium',
    ports: readPorts(environment),
    logLevel: logLevel as LogLevel,
  };
}
