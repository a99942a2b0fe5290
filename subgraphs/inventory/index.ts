import { readConfig, variables } from '@emporium/platform/config';
import type { SubgraphDefinition } from '@emporium/platform/subgraph';
import { startTicker, type Ticker } from '@emporium/platform/ticker';
import { postgresReads } from './data/reads.ts';
import { postgresStores } from './data/stores.ts';
import { createInventory } from './app/inventory.ts';
import { migrations } from './data/migrations/index.ts';
import { handlers } from './events/handlers.ts';
import { createContext } from './graphql/context.ts';
import { createSchema } from './graphql/schema.ts';
import { seed } from './seed/index.ts';
import { simulateWarehouse } from './simulator.ts';

const SWEEP_EVERY_MS = 5_000;

export const definition: SubgraphDefinition = {
  name: 'inventory',
  migrations,
  seed,

  create({ db, streams, environment, log, now, newId }) {
    const config = readConfig(
      { SIMULATORS: variables.flag(false), SIMULATION_STEP_MS: variables.count(1_500, { min: 10 }) },
      environment,
    );
    const stores = postgresStores({ db, newId, now });
    const inventory = createInventory({ uow: db.uow, newId, now, ...stores });
    const reads = postgresReads(db);
    const tickers: Ticker[] = [];

    return {
      ...createSchema(inventory, reads, now),
      context: createContext(reads, stores.warehouses, streams),
      handlers: handlers(inventory),
      start() {
        tickers.push(
          startTicker({
            name: 'reservation sweep',
            everyMs: SWEEP_EVERY_MS,
            work: () => inventory.expireReservations(null),
            log,
          }),
        );
        if (config.SIMULATORS) tickers.push(simulateWarehouse(inventory, { stepMs: config.SIMULATION_STEP_MS, log }));
      },
      stop: async () => void (await Promise.all(tickers.map((ticker) => ticker.stop()))),
    };
  },
};
