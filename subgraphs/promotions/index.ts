import { readConfig, variables } from '@emporium/platform/config';
import type { SubgraphDefinition } from '@emporium/platform/subgraph';
import { startTicker, type Ticker } from '@emporium/platform/ticker';
import { createPromotions } from './app/promotions.ts';
import { RELEASE_DEAL_STOCK, type ReleaseDealStock } from './app/release-deal-stock.ts';
import { inventoryClient } from './data/inventory-client.ts';
import { migrations } from './data/migrations/index.ts';
import { productsClient } from './data/products-client.ts';
import { pruneEndedOrders } from './data/prune.ts';
import { postgresReads } from './data/reads.ts';
import { sellersClient } from './data/sellers-client.ts';
import { postgresStores } from './data/stores.ts';
import { handlers } from './events/handlers.ts';
import { createContext } from './graphql/context.ts';
import { createSchema } from './graphql/schema.ts';
import { worldDeals } from './seed/deals.ts';
import { seed } from './seed/index.ts';
import { simulateSellers, simulateShoppers } from './simulator.ts';

/** How long a deal's change may go untold. */
const PUBLISH_EVERY_MS = 1_000;
const SWEEP_EVERY_MS = 2_000;

export const definition: SubgraphDefinition = {
  name: 'promotions',
  migrations,
  seed,

  create({ db, streams, services, environment, log, now, newId }) {
    const config = readConfig(
      { SIMULATORS: variables.flag(false), SIMULATION_STEP_MS: variables.count(1_500, { min: 10 }) },
      environment,
    );
    const reads = postgresReads(db);
    const promotions = createPromotions({
      uow: db.uow,
      reads,
      ...postgresStores(),
      dealStock: inventoryClient(services('inventory')),
      offers: sellersClient(services('sellers')),
      products: productsClient(services('products')),
      newId,
      now,
      log,
    });
    /** Empty where nothing was seeded. */
    const schedule = async () => {
      const seeded = await db.one<{ products: number }>('SELECT products FROM seed');
      return seeded === null ? [] : worldDeals(now(), seeded.products);
    };
    const tickers: Ticker[] = [];

    return {
      ...createSchema(promotions, reads, now),
      context: createContext(reads, streams, now),
      handlers: handlers(promotions),
      tasks: {
        [RELEASE_DEAL_STOCK]: (payload) => promotions.releaseDealStock(payload as ReleaseDealStock),
        'promotions.prune': () => pruneEndedOrders(db),
      },
      cron: [{ task: 'promotions.prune', cron: '31 3 * * *' }],
      start() {
        tickers.push(
          startTicker({ name: 'deal ticks', everyMs: PUBLISH_EVERY_MS, work: promotions.publishDeals, log }),
          startTicker({
            name: 'claim sweep',
            everyMs: SWEEP_EVERY_MS,
            work: () => promotions.expireClaims(null),
            log,
          }),
        );
        if (!config.SIMULATORS) return;
        tickers.push(
          simulateShoppers({ promotions, reads, now, newId, log, stepMs: config.SIMULATION_STEP_MS }),
          simulateSellers({ promotions, schedule, now, log }),
        );
      },
      stop: async () => void (await Promise.all(tickers.map((ticker) => ticker.stop()))),
    };
  },
};
