import type { SubgraphDefinition } from '@emporium/platform/subgraph';
import { createPayments } from './app/payments.ts';
import { readPaymentsConfig } from './config.ts';
import { httpGateway } from './data/gateway-client.ts';
import { createGatewayTransport } from './data/gateway-transport.ts';
import { postgresLedgerReads } from './data/ledger-reads.ts';
import { migrations } from './data/migrations/index.ts';
import { pruneRefusedOrders } from './data/prune.ts';
import { postgresReads } from './data/reads.ts';
import { postgresStores } from './data/stores.ts';
import { handlers } from './events/handlers.ts';
import { schedule, tasks } from './events/tasks.ts';
import { createContext } from './graphql/context.ts';
import { createSchema } from './graphql/schema.ts';
import { seed } from './seed/index.ts';
import { createSimulator } from './simulator/index.ts';
import { registerWebhooks } from './webhooks/route.ts';

export const definition: SubgraphDefinition = {
  name: 'payments',
  migrations,
  seed,

  create({ db, streams, environment, secret, url, log, now, newId }) {
    const config = readPaymentsConfig(environment, { url, secret });
    const gateway = httpGateway(config.gateway.name, createGatewayTransport({ ...config.gateway, log }));
    const payments = createPayments({ uow: db.uow, ...postgresStores({ db, newId }), gateway, newId, now, log });
    const reads = { payments: postgresReads(db), ledger: postgresLedgerReads(db) };
    const simulator = config.simulator
      ? createSimulator({
          db,
          apiKey: config.gateway.apiKey,
          webhookSecret: config.gateway.webhookSecret,
          baseUrl: config.simulatorUrl,
          webhookUrl: config.webhookUrl,
          lateAnswerMs: config.lateAnswerMs,
          now,
        })
      : null;

    return {
      ...createSchema({ payments, reads, gatewayName: gateway.name, now }),
      context: createContext(reads, streams),
      handlers: handlers(payments),
      tasks: {
        ...tasks(payments),
        ...simulator?.tasks,
        'payments.prune': () => pruneRefusedOrders(db),
      },
      cron: [...schedule, { task: 'payments.prune', cron: '31 3 * * *' }],
      routes(server) {
        registerWebhooks(server, { ...payments, secret: config.gateway.webhookSecret, now, log });
        simulator?.routes(server);
      },
    };
  },
};
