import type { SubgraphDefinition } from '@emporium/platform/subgraph';
import { startTicker, type Ticker } from '@emporium/platform/ticker';
import { createCarts } from './app/carts.ts';
import { migrations } from './data/migrations/index.ts';
import { remotePorts } from './data/ports.ts';
import { postgresReads } from './data/reads.ts';
import { postgresStores } from './data/stores.ts';
import { handlers } from './events/handlers.ts';
import { createContext } from './graphql/context.ts';
import { createSchema } from './graphql/schema.ts';
import { seed } from './seed.ts';

const SWEEP_EVERY_MS = 60_000;

export const definition: SubgraphDefinition = {
  name: 'cart',
  migrations,
  seed,

  create({ db, streams, services, log, now, newId }) {
    const reads = postgresReads(db);
    const ports = remotePorts(services, log);
    const carts = createCarts({ uow: db.uow, newId, now, reads, ...postgresStores(), ...ports });
    let sweep: Ticker | null = null;

    return {
      ...createSchema(carts, reads, now),
      context: createContext(reads, ports.promotions, streams, now),
      handlers: handlers(carts),
      start() {
        sweep = startTicker({ name: 'cart expiry', everyMs: SWEEP_EVERY_MS, work: () => carts.expireCarts(), log });
      },
      stop: async () => sweep?.stop(),
    };
  },
};
