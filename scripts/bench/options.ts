import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** How long each cell of the table is measured. */
  readonly seconds: number;
  /** Products in the marketplace that is measured. */
  readonly products: number;
  readonly clients: readonly number[];
  /** Sockets that follow the deals. */
  readonly sockets: number;
  readonly deals: number;
  /** Sockets that each follow an order of their own. */
  readonly orders: number;
  /** Names of what is measured; none means everything. */
  readonly only: readonly string[];
  /** Where the figures go as JSON, besides the table. */
  readonly json: string | null;
  readonly help: boolean;
}

export const HELP = (names: readonly string[]): string => `Measures a marketplace of its own on this machine.

  npm run bench
  npm run bench -- --seconds 10 --only search,add-to-cart

  --seconds 5          how long each cell of the table is measured
  --products 10000     products in the catalogue (SEED_PRODUCTS does the same)
  --clients 1,16,64    how many clients at once, each sending its next request when it has its answer
  --sockets 1000       sockets that follow the lightning deals
  --deals 24           how many deals each of them follows at most
  --orders 2000        sockets that each follow an order of their own, which is bought first
  --only NAMES         ${names.join(', ')}
  --json FILE          the figures as JSON too; "-" writes them to standard output instead of the table

Every answer is checked, and one that is not right ends the run with 1. A missed target does not.
`;

const DEFAULT_PRODUCTS = '10000';

/** @throws with what to write instead */
export function readOptions(
  argv: readonly string[],
  environment: NodeJS.ProcessEnv,
  names: readonly string[],
): BenchOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      seconds: { type: 'string', default: '5' },
      products: { type: 'string', default: environment['SEED_PRODUCTS'] || DEFAULT_PRODUCTS },
      clients: { type: 'string', default: '1,16,64' },
      sockets: { type: 'string', default: '1000' },
      deals: { type: 'string', default: '24' },
      orders: { type: 'string', default: '2000' },
      only: { type: 'string', default: '' },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const only = values.only.split(',').filter(Boolean);
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`--only knows ${names.join(', ')}; not ${unknown.join(', ')}.`);
  return {
    seconds: positive('--seconds', values.seconds),
    products: whole('--products', values.products),
    clients: values.clients.split(',').map((count) => whole('--clients', count)),
    sockets: whole('--sockets', values.sockets),
    deals: whole('--deals', values.deals),
    orders: whole('--orders', values.orders),
    only,
    json: values.json ?? null,
    help: values.help,
  };
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`${name} must be a number above 0, not "${text}".`);
  return value;
}

function whole(name: string, text: string): number {
  const value = positive(name, text);
  if (!Number.isInteger(value)) throw new Error(`${name} must be a whole number, not "${text}".`);
  return value;
}
