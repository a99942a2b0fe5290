import type { GatewayConfig } from '../create-gateway.ts';
import type { Standalone } from './standalone.ts';
import { tokenRulesOf } from './token-rules.ts';

/** A standalone gateway in the gateway's own terms: nobody's identity is signed, tokens are verified if `jwks` says how. */
export function gatewayConfigOf({ settings, supergraphFile }: Standalone): Omit<GatewayConfig, 'log'> {
  const { jwks, timeouts } = settings;
  return {
    port: settings.port,
    host: settings.host,
    supergraph: { file: supergraphFile },
    subgraphUrls: Object.fromEntries(Object.entries(settings.subgraphs).map(([name, { url }]) => [name, url])),
    jwksUrl: jwks?.url ?? null,
    ...(jwks ? { tokenRules: tokenRulesOf(jwks) } : {}),
    identitySecret: null,
    corsOrigins: settings.cors.origins,
    introspection: settings.introspection,
    graphiql: settings.graphiql,
    operationTimeoutMs: timeouts.operationMs,
    fetchTimeoutMs: timeouts.fetchMs,
  };
}
