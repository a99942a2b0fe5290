import { createHash, timingSafeEqual } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { registerChallenge } from './challenge-routes.ts';
import { faultSettings, type FaultStore } from './faults.ts';
import type { IntentStore } from './intent-store.ts';
import type { Answer, Operations } from './operations.ts';
import { BODIES } from './wire.ts';

export interface SimulatorRoutes {
  readonly operations: Operations;
  readonly intents: IntentStore;
  readonly faults: FaultStore;
  /** What callers show as bearer token. */
  readonly apiKey: string;
  /** How late an answer is that comes after everybody's deadline. */
  readonly lateAnswerMs: number;
}

type Handler = (request: FastifyRequest) => Promise<Answer>;

/** The simulated gateway as an HTTP server: `/v1` as Stripe's API, `/admin/faults`, and the bank's page. */
export function registerSimulator(server: FastifyInstance, options: SimulatorRoutes): void {
  const { operations, faults } = options;
  void server.register(
    async (scope) => {
      const closing = new AbortController();
      scope.addHook('preClose', async () => closing.abort());
      registerChallenge(scope, options);

      void scope.register(async (api) => {
        api.addHook('onRequest', async (request, reply) => {
          if (!isKey(request.headers.authorization, options.apiKey)) {
            return reply.code(401).send({ error: { type: 'authentication_error' } });
          }
        });
        api.get('/admin/faults', () => faults.read());
        api.put('/admin/faults', async (request, reply) => {
          const parsed = faultSettings.safeParse(request.body);
          if (!parsed.success) return reply.code(400).send({ error: parsed.error.issues });
          await faults.write(parsed.data);
          return parsed.data;
        });

        const faulty =
          (handler: Handler) =>
          async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
            const { latencyMs, unavailable, loseAnswers } = await faults.read();
            await pause(latencyMs, closing.signal);
            if (unavailable) return reply.code(503).send({ error: { type: 'api_error' } });
            const answer = await handler(request);
            if (loseAnswers || answer.isLate) await untilTooLate(request, options.lateAnswerMs, closing.signal);
            return reply.code(answer.status).send(answer.body);
          };
        api.post(
          '/v1/payment_methods',
          faulty((request) => operations.keepMethod(key(request), body('method', request))),
        );
        api.post(
          '/v1/payment_intents',
          faulty((request) => operations.authorize(key(request), body('intent', request))),
        );
        api.get(
          '/v1/payment_intents',
          faulty((request) => operations.lookUp(BODIES.lookup.parse(request.query))),
        );
        api.post(
          '/v1/payment_intents/:id/confirm',
          faulty((request) => operations.confirm(key(request), id(request), body('confirm', request))),
        );
        api.post(
          '/v1/payment_intents/:id/capture',
          faulty((request) => operations.capture(key(request), id(request), body('capture', request))),
        );
        api.post(
          '/v1/payment_intents/:id/cancel',
          faulty((request) => operations.cancel(key(request), id(request))),
        );
        api.post(
          '/v1/refunds',
          faulty((request) => operations.refund(key(request), body('refund', request))),
        );
      });
    },
    { prefix: '/simulator' },
  );
}

class BadRequest extends Error {
  readonly statusCode = 400;
}

function key(request: FastifyRequest): string {
  const given = request.headers['idempotency-key'];
  if (typeof given !== 'string' || given.length > 255) throw new BadRequest('send an Idempotency-Key');
  return given;
}

const id = (request: FastifyRequest): string => (request.params as { id: string }).id;

function body<Name extends keyof typeof BODIES>(name: Name, request: FastifyRequest): z.infer<(typeof BODIES)[Name]> {
  const parsed = BODIES[name].safeParse(request.body);
  if (!parsed.success) throw new BadRequest(parsed.error.message);
  return parsed.data as z.infer<(typeof BODIES)[Name]>;
}

const pause = (ms: number, signal: AbortSignal): Promise<unknown> =>
  ms === 0 ? Promise.resolve() : delay(ms, undefined, { signal }).catch(() => undefined);

/** Until the caller has hung up, or long enough; a server that stops does not wait. */
function untilTooLate(request: FastifyRequest, ms: number, stopping: AbortSignal): Promise<unknown> {
  const gone = new AbortController();
  request.raw.socket.once('close', () => gone.abort());
  return pause(ms, AbortSignal.any([stopping, gone.signal]));
}

function isKey(header: string | undefined, apiKey: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(header ?? ''), digest(`Bearer ${apiKey}`));
}
