import { defaultPort, GATEWAY_PORT, SUBGRAPHS, type SubgraphName } from '@emporium/contracts/topology';
import { readConfig, variables } from '@emporium/platform/config';
import { z } from 'zod';
import type { GatewayConfig } from './create-gateway.ts';

const SUBGRAPH_URLS = Object.fromEntries(
  SUBGRAPHS.map((name) => [
    `${name.toUpperCase()}_URL`,
    variables.url().default(`http://127.0.0.1:${defaultPort(name)}/graphql`),
  ]),
) as Record<`${Uppercase<SubgraphName>}_URL`, z.ZodDefault<z.ZodURL>>;

/** The gateway's configuration from the environment; the README lists every variable. */
export function gatewayConfig(
  environment: Readonly<Record<string, string | undefined>>,
): Omit<GatewayConfig, 'log'> & { logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent' } {
  const production = environment['NODE_ENV'] === 'production';
  const read = readConfig(
    {
      PORT: variables.port(GATEWAY_PORT),
      HOST: z.string().default('0.0.0.0'),
      SUPERGRAPH_FILE: z.string().default('schema/supergraph.graphql'),
      ...SUBGRAPH_URLS,
      JWKS_URL: variables.url().optional(),
      IDENTITY_SECRET: z.string().min(32, 'it must have at least 32 characters'),
      CORS_ORIGINS: z.string().default(''),
      INTROSPECTION: variables.flag(!production),
      GRAPHIQL: variables.flag(!production),
      OPERATION_TIMEOUT_MS: variables.count(15_000, { min: 100 }),
      FETCH_TIMEOUT_MS: variables.count(10_000, { min: 100 }),
      LOG_LEVEL: variables.logLevel(),
    },
    environment,
  );
  const subgraphUrls = Object.fromEntries(
    SUBGRAPHS.map((name) => [name, read[`${name.toUpperCase() as Uppercase<typeof name>}_URL`]]),
  );
  return {
    port: read.PORT,
    host: read.HOST,
    supergraph: { file: read.SUPERGRAPH_FILE },
    subgraphUrls,
    jwksUrl: read.JWKS_URL ?? new URL('/.well-known/jwks.json', read.USERS_URL).href,
    identitySecret: read.IDENTITY_SECRET,
    corsOrigins: read.CORS_ORIGINS.split(',')
      .map((origin) => origin.trim())
      .filter(Boolean),
    introspection: read.INTROSPECTION,
    graphiql: read.GRAPHIQL,
    operationTimeoutMs: read.OPERATION_TIMEOUT_MS,
    fetchTimeoutMs: read.FETCH_TIMEOUT_MS,
    logLevel: read.LOG_LEVEL,
  };
}
