import { readConfig, variables } from '@emporium/platform/config';
import type { Subgraph, SubgraphDefinition, SubgraphDeps } from '@emporium/platform/subgraph';
import { startTicker, type Ticker } from '@emporium/platform/ticker';
import { z } from 'zod';
import { createOrders, type OrdersPorts } from './app/orders.ts';
import { cartClient } from './checkout/data/cart-client.ts';
import { inventoryClient } from './checkout/data/inventory-client.ts';
import { paymentsClient } from './checkout/data/payments-client.ts';
import { productsClient } from './checkout/data/products-client.ts';
import { promotionsClient } from './checkout/data/promotions-client.ts';
import { sellersClient } from './checkout/data/sellers-client.ts';
import { usersClient } from './checkout/data/users-client.ts';
import { migrations } from './data/migrations/index.ts';
import { postgresStores } from './data/stores.ts';
import { handlers } from './events/handlers.ts';
import { createContext } from './graphql/context.ts';
import { createSchema } from './graphql/schema.ts';
import { postgresOrderReads } from './orders/data/order-reads.ts';
import { seed } from './seed/index.ts';
import { postgresTrackingReads } from './shipping/data/tracking-reads.ts';
import { CARRIER_SIMULATION, simulatedCarrier } from './shipping/simulator/carrier.ts';
import { registerCarrierEvents } from './shipping/webhook/carrier-events.ts';

const COMPLETE_EVERY_MS = 500;

type RemotePorts = Omit<OrdersPorts, 'carrier'>;

const remotePorts = ({ services }: SubgraphDeps): RemotePorts => ({
  carts: cartClient(services('cart')),
  sellers: sellersClient(services('sellers')),
  products: productsClient(services('products')),
  promotions: promotionsClient(services('promotions')),
  inventory: inventoryClient(services('inventory')),
  payments: paymentsClient(services('payments')),
  users: usersClient(services('users')),
});

/** The subgraph on whatever stands for its neighbours: the real ones, or a test's. */
export const ordersDefinition = (portsFor: (deps: SubgraphDeps) => RemotePorts): SubgraphDefinition => ({
  name: 'orders',
  migrations,
  seed,
  create: (deps) => assemble(deps, portsFor(deps)),
});

export const definition: SubgraphDefinition = ordersDefinition(remotePorts);

function assemble(
  { db, streams, environment, secret, url, log, now, newId }: SubgraphDeps,
  ports: RemotePorts,
): Subgraph {
  const config = readConfig(
    {
      SIMULATORS: variables.flag(false),
      SIMULATION_STEP_MS: variables.count(1_500, { min: 10 }),
      CARRIER_WEBHOOK_SECRET: z.string().min(32).optional(),
    },
    environment,
  );
  const carrierSecret = config.CARRIER_WEBHOOK_SECRET ?? secret;
  const simulator = config.SIMULATORS
    ? simulatedCarrier({ stepMs: config.SIMULATION_STEP_MS, url, secret: carrierSecret, uow: db.uow, now })
    : null;
  // Real carriers learn of a parcel when they scan its label.
  const carrier = simulator?.carrier ?? { announce: () => {} };
  const stores = postgresStores({ db, newId });
  const orders = createOrders({ uow: db.uow, ...stores, ...ports, carrier, newId, now, log });
  const reads = postgresOrderReads(db);
  const tickers: Ticker[] = [];

  return {
    ...createSchema(orders, reads, now),
    context: createContext({
      orders: reads,
      tracking: postgresTrackingReads(db),
      checkouts: stores.checkouts,
      streams,
    }),
    handlers: handlers(orders),
    ...(simulator && { tasks: { [CARRIER_SIMULATION]: simulator.task }, jobPollMs: config.SIMULATION_STEP_MS }),
    routes: (server) =>
      registerCarrierEvents(server, { ingestTracking: orders.ingestTracking, secret: carrierSecret, now }),
    start() {
      tickers.push(
        startTicker({ name: 'checkout completer', everyMs: COMPLETE_EVERY_MS, work: orders.completeDue, log }),
      );
    },
    stop: async () => void (await Promise.all(tickers.map((ticker) => ticker.stop()))),
  };
}
