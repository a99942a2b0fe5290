import type { FastifyInstance } from 'fastify';
import type { Log } from '../log/index.ts';

/** Resolves when the dependency can be used; rejects, or takes longer than a second, when not. */
export type Check = () => Promise<unknown>;

export interface HealthOptions {
  readonly checks: Readonly<Record<string, Check>>;
  readonly log: Log;
  /** Default 1,000. */
  readonly timeoutMs?: number;
}

export interface Health {
  /** Answers 503 on /readyz from now on, so that nobody sends new requests. */
  leave(): void;
}

/**
 * `/livez`: the process answers at all; failing it gets the process restarted, so it asks nobody else.
 * `/readyz`: requests can be served now; failing it takes the process out of the balancer. It names what fails, not why.
 */
export function registerHealth(app: FastifyInstance, { checks, log, timeoutMs = 1_000 }: HealthOptions): Health {
  let isLeaving = false;

  const run = async ([name, check]: readonly [string, Check]): Promise<[string, 'ok' | 'failed']> => {
    try {
      await Promise.race([check(), rejectAfter(timeoutMs)]);
      return [name, 'ok'];
    } catch (error) {
      log.warn({ err: error, check: name }, 'a readiness check failed');
      return [name, 'failed'];
    }
  };

  app.get('/livez', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    if (isLeaving) return reply.code(503).send({ status: 'leaving' });
    const results = Object.fromEntries(await Promise.all(Object.entries(checks).map(run)));
    const isReady = Object.values(results).every((result) => result === 'ok');
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ok' : 'failed', checks: results });
  });

  return {
    leave() {
      isLeaving = true;
    },
  };
}

function rejectAfter(ms: number): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms).unref();
  });
}
