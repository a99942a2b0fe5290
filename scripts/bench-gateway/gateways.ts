import type { BenchOperation } from './bookshop/operations.ts';
import type { Customers } from './customers.ts';
import { startGateway, type RunningGateway } from './processes.ts';

export type GatewayName = 'apollo' | 'ours' | 'passThrough';

interface Contestant {
  readonly title: string;
  answers(operation: BenchOperation): boolean;
  start(supergraphFile: string, customers: Customers): Promise<RunningGateway>;
}

/** What is measured, each as the process that one would run. */
export const GATEWAYS: Readonly<Record<GatewayName, Contestant>> = {
  apollo: {
    title: '@apollo/gateway',
    answers: () => true,
    start: (supergraphFile) => startGateway('scripts/bench-gateway/reference.ts', [supergraphFile], {}),
  },
  /** The marketplace's gateway with all that it does by default: identity, limits, cost, headers, metrics. */
  ours: {
    title: 'ours',
    answers: () => true,
    start: (supergraphFile, { jwksUrl }) =>
      startGateway('gateway/dist/main.js', [], {
        GATEWAY_PORT: '0',
        SUPERGRAPH_FILE: supergraphFile,
        JWKS_URL: jwksUrl,
        IDENTITY_SECRET: 'the secret of a gateway that lives for minutes',
        LOG_LEVEL: 'info',
        NODE_OPTIONS: '--max-old-space-size=512 --max-semi-space-size=8 --v8-pool-size=1', // as docker-compose.yml has it
        // Every request is paid for, and nobody runs out.
        COST_CAPACITY: '1000000000',
        COST_RESTORE_PER_SECOND: '1000000000',
      }),
  },
  /** The floor: Node's HTTP server and undici, and no GraphQL between them. */
  passThrough: {
    title: 'bare proxy',
    answers: ({ answeredBy }) => answeredBy !== null,
    start: (supergraphFile) => startGateway('scripts/bench-gateway/pass-through.ts', [supergraphFile], {}),
  },
};
