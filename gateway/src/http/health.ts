import type { FastifyInstance } from 'fastify';
import type { GatewayMetrics } from '../metrics.ts';

/**
 * `/livez` says the process answers. `/readyz` says it takes traffic; a lost subgraph does not make it unready, for
 * the rest of every page still answers. `/metrics` is for Prometheus.
 */
export function healthRoutes(
  app: FastifyInstance,
  { isReady, metrics }: { isReady: () => boolean; metrics: GatewayMetrics },
): void {
  app.get('/livez', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) =>
    isReady() ? { status: 'ok' } : reply.code(503).send({ status: 'draining' }),
  );
  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
}
