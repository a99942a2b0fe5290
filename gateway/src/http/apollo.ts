import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Log } from '@emporium/platform/log';
import type { Engine } from '../engine/engine.ts';
import { LIMITS } from '../limits.ts';
import type { GatewayMetrics } from '../metrics.ts';
import { limitRules } from '../operations/limit-rules.ts';
import type { RequestContext } from '../request-context.ts';
import { maskingPlugin } from './masking-plugin.ts';
import { noSubscriptionsPlugin } from './no-subscriptions-plugin.ts';
import { observingPlugin } from './observing-plugin.ts';

/**
 * Apollo Server over the engine: parses, validates, limits and caches documents, accepts automatic persisted queries,
 * refuses requests that a browser would send across sites without asking (CSRF). Nothing is reported to Apollo.
 */
export function createApollo(options: {
  engine: Engine;
  introspection: boolean;
  metrics: GatewayMetrics;
  log: Log;
}): ApolloServer<RequestContext> {
  const { engine, introspection, metrics, log } = options;
  return new ApolloServer<RequestContext>({
    gateway: engine.gateway,
    introspection,
    parseOptions: { maxTokens: LIMITS.tokens },
    validationRules: [...limitRules(LIMITS)],
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: log,
    plugins: [
      noSubscriptionsPlugin,
      maskingPlugin(log),
      observingPlugin({ metrics, log }),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}
