import path from 'node:path';
import type { Log } from '@emporium/platform/log';
import type { GatewayConfig } from '../create-gateway.ts';
import { PLAIN_PAGE } from '../http/graphiql.ts';
import { createPassOn } from './pass-on.ts';
import type { Settings } from './settings.ts';
import type { Standalone } from './standalone.ts';
import { tokenRulesOf } from './token-rules.ts';

/**
 * A standalone gateway in the gateway's own terms: nobody's identity is signed, what the configuration names is passed
 * on, and tokens are verified if `jwks` says how.
 */
export function gatewayConfigOf({ settings, supergraphFile, folder }: Standalone, log: Log): GatewayConfig {
  const { jwks, timeouts, headers, trustedDocuments: trusted, cost, compressAboveBytes, tracing } = settings;
  return {
    port: settings.port,
    host: settings.host,
    executor: settings.executor,
    planner: settings.planner,
    overrideLabels: settings.overrideLabels,
    supergraph: { file: supergraphFile },
    subgraphUrls: configured(settings, 'url'),
    subgraphSocketUrls: configured(settings, 'webSocketUrl'),
    jwksUrl: jwks?.url ?? null,
    ...(jwks ? { tokenRules: tokenRulesOf(jwks) } : {}),
    identitySecret: null,
    ...(headers.passOn.length > 0 ? { passOn: createPassOn(headers.passOn) } : {}),
    passedErrors: { codes: settings.errors.codes, subgraphs: settings.errors.passFrom },
    corsOrigins: settings.cors.origins,
    introspection: settings.introspection,
    graphiql: settings.graphiql && PLAIN_PAGE,
    plansForAll: settings.showPlans,
    limits: settings.limits,
    ...(cost ? { cost } : {}),
    listLength: settings.listLength,
    throttled: settings.throttled,
    ...(trusted
      ? {
          trustedDocuments: { file: path.resolve(folder, trusted.file), unlisted: trusted.unlisted },
        }
      : {}),
    trustedProxies: settings.trustedProxies,
    ...(compressAboveBytes === undefined ? {} : { compressAboveBytes }),
    ...(tracing ? { tracing } : {}),
    operationTimeoutMs: timeouts.operationMs,
    fetchTimeoutMs: timeouts.fetchMs,
    circuit: settings.circuitBreaker,
    log,
  };
}

/** One kind of URL, by subgraph, where the configuration has it. */
const configured = ({ subgraphs }: Settings, kind: 'url' | 'webSocketUrl'): Record<string, string> =>
  Object.fromEntries(
    Object.entries(subgraphs).flatMap(([name, { [kind]: url }]) => (url === undefined ? [] : [[name, url]])),
  );
