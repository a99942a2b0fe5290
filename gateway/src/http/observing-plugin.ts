import type { ApolloServerPlugin } from '@apollo/server';
import type { Log } from '@emporium/platform/log';
import type { GatewayMetrics } from '../metrics.ts';
import type { RequestContext } from '../request-context.ts';

/** Times every operation by name, and leaves a log line that its request id finds. */
export const observingPlugin = ({
  metrics,
  log,
}: {
  metrics: GatewayMetrics;
  log: Log;
}): ApolloServerPlugin<RequestContext> => ({
  async requestDidStart({ contextValue: { requestId, trace, transport } }) {
    const startedAtMs = performance.now();
    const stopTimer = metrics.operationStarted();
    return {
      async willSendResponse({ operationName, operation, response }) {
        const errors = response.body.kind === 'single' ? (response.body.singleResult.errors ?? []) : [];
        const type = operation?.operation ?? 'unknown';
        stopTimer({ name: operationName, type, transport, outcome: errors.length > 0 ? 'errors' : 'ok' });

        const durationMs = Math.round(performance.now() - startedAtMs);
        const line = { requestId, traceId: trace.traceId, operationName, type, transport, durationMs };
        if (errors.length === 0) log.debug(line, 'operation');
        else log.info({ ...line, codes: [...new Set(errors.map((error) => error.extensions?.['code']))] }, 'operation');
      },
    };
  },
});
