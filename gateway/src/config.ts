import { defaultPort, GATEWAY_PORT, SUBGRAPHS, type SubgraphName } from '@emporium/contracts/topology';
import { readConfig, variables } from '@emporium/platform/config';
import type { LogLevel } from '@emporium/platform/log';
import { z } from 'zod';
import type { GatewayConfig } from './create-gateway.ts';
import { THROTTLED_FIELDS } from './demand/throttled-fields.ts';
import { MARKETPLACE_PAGE } from './http/marketplace-page.ts';
import { SAMPLED_SHARE, SERVICE_NAME } from './telemetry/tracing.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The gateway's configuration from the environment; the README lists every variable. */
export function gatewayConfig(environment: Environment): Omit<GatewayConfig, 'log'> & { readonly logLevel: LogLevel } {
  const production = environment['NODE_ENV'] === 'production';
  const subgraphs = readSubgraphUrls(environment);
  const read = readConfig(
    {
      GATEWAY_PORT: variables.port(GATEWAY_PORT),
      LISTEN_HOST: z.string().default('127.0.0.1'),
      SUPERGRAPH_FILE: z.string().default('schema/supergraph.graphql'),
      PARTNERS: variables.flag(true),
      PARTNER_SUPERGRAPH_FILE: z.string().default('schema/partner/supergraph.graphql'),
      JWKS_URL: variables.url().default(new URL('/.well-known/jwks.json', subgraphs.users).href),
      IDENTITY_SECRET: variables.secret('the same to the gateway and every subgraph'),
      EXECUTOR: z.enum(['compiled', 'apollo']).default('compiled'),
      CORS_ORIGINS: z.string().default(''),
      TRUSTED_PROXIES: z.string().default(''),
      SHOW_PLANS: variables.flag(!production),
      COMPRESS_ABOVE_BYTES: variables.count(0),
      INTROSPECTION: variables.flag(!production),
      GRAPHIQL: variables.flag(!production),
      COST_CAPACITY: variables.count(10_000, { min: 1 }),
      COST_RESTORE_PER_SECOND: variables.count(1_000, { min: 1 }),
      THROTTLE: variables.flag(true),
      TRUSTED_DOCUMENTS: z.string().default(''),
      TRUSTED_DOCUMENTS_MODE: z.enum(['enforce', 'log']).default('enforce'),
      OPERATION_TIMEOUT_MS: variables.count(15_000, { min: 100 }),
      FETCH_TIMEOUT_MS: variables.count(10_000, { min: 100 }),
      OTEL_EXPORTER_OTLP_ENDPOINT: z
        .url({ protocol: /^https?$/, error: 'should be a URL such as http://127.0.0.1:4318' })
        .optional(),
      OTEL_SERVICE_NAME: z.string().default(SERVICE_NAME),
      OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(SAMPLED_SHARE),
      LOG_LEVEL: variables.logLevel(),
    },
    environment,
  );
  const subgraphUrls = Object.fromEntries(
    Object.entries(subgraphs).map(([name, base]) => [name, new URL('/graphql', base).href]),
  ) as Record<SubgraphName, string>;
  return {
    port: read.GATEWAY_PORT,
    host: read.LISTEN_HOST,
    supergraph: { file: read.SUPERGRAPH_FILE },
    subgraphUrls,
    ...(read.PARTNERS
      ? {
          partner: {
            supergraph: { file: read.PARTNER_SUPERGRAPH_FILE },
            usersUrl: subgraphUrls.users,
            identitySecret: read.IDENTITY_SECRET,
          },
        }
      : {}),
    jwksUrl: read.JWKS_URL,
    identitySecret: read.IDENTITY_SECRET,
    executor: read.EXECUTOR,
    corsOrigins: listIn(read.CORS_ORIGINS),
    trustedProxies: listIn(read.TRUSTED_PROXIES),
    plansForAll: read.SHOW_PLANS,
    ...(read.COMPRESS_ABOVE_BYTES > 0 ? { compressAboveBytes: read.COMPRESS_ABOVE_BYTES } : {}),
    introspection: read.INTROSPECTION,
    graphiql: read.GRAPHIQL && MARKETPLACE_PAGE,
    cost: { capacity: read.COST_CAPACITY, restorePerSecond: read.COST_RESTORE_PER_SECOND },
    throttled: read.THROTTLE ? THROTTLED_FIELDS : {},
    ...(read.TRUSTED_DOCUMENTS === ''
      ? {}
      : {
          trustedDocuments: {
            file: read.TRUSTED_DOCUMENTS,
            unlisted: read.TRUSTED_DOCUMENTS_MODE === 'log' ? ('log' as const) : ('refuse' as const),
          },
        }),
    operationTimeoutMs: read.OPERATION_TIMEOUT_MS,
    fetchTimeoutMs: read.FETCH_TIMEOUT_MS,
    ...(read.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
      ? {}
      : {
          tracing: {
            endpoint: read.OTEL_EXPORTER_OTLP_ENDPOINT,
            service: read.OTEL_SERVICE_NAME,
            sampledShare: read.OTEL_TRACES_SAMPLER_ARG,
          },
        }),
    logLevel: read.LOG_LEVEL,
  };
}

/** Where the subgraphs are: `<NAME>_URL`, else `<NAME>_PORT` or the usual port on this machine. */
function readSubgraphUrls(environment: Environment): Readonly<Record<SubgraphName, string>> {
  const variable = (name: SubgraphName) => `${name.toUpperCase()}_URL`;
  const shape = Object.fromEntries(
    SUBGRAPHS.map((name) => {
      const port = environment[`${name.toUpperCase()}_PORT`] || String(defaultPort(name));
      return [variable(name), variables.url().default(`http://127.0.0.1:${port}`)];
    }),
  );
  const read = readConfig(shape, environment);
  return Object.fromEntries(SUBGRAPHS.map((name) => [name, read[variable(name)]])) as Record<SubgraphName, string>;
}

/** Values with commas between. */
const listIn = (text: string): string[] =>
  text
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
