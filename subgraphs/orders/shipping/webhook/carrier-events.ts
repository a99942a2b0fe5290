import { InvalidInput } from '@emporium/platform/graphql';
import type { FastifyInstance } from 'fastify';
import type { Orders } from '../../app/orders.ts';
import { parseReport } from '../graphql/parse-report.ts';
import { isSignedBy, SIGNATURE_HEADER } from './signature.ts';

export const CARRIER_EVENTS_PATH = '/carrier/events';
const MAX_BODY_BYTES = 16 * 1024;

/**
 * Where carriers report, one event a request: the body is `TrackingIngestInput` as JSON. 200 means
 * recorded (now or before), so a carrier repeats whatever it did not get a 200 for; 4xx will not get better.
 */
export function registerCarrierEvents(
  server: FastifyInstance,
  deps: { readonly ingestTracking: Orders['ingestTracking']; readonly secret: string; readonly now: () => Date },
): void {
  void server.register((scope, _options, done) => {
    // As it was signed: parsed and printed again, it might be another text.
    scope.removeContentTypeParser('application/json');
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'string', bodyLimit: MAX_BODY_BYTES },
      (_request, body, parsed) => parsed(null, body),
    );
    scope.post(CARRIER_EVENTS_PATH, async (request, reply) => {
      const body = typeof request.body === 'string' ? request.body : '';
      const signature = request.headers[SIGNATURE_HEADER];
      if (!isSignedBy(typeof signature === 'string' ? signature : undefined, body, deps.secret, deps.now())) {
        return reply.code(401).send({ error: 'The signature does not fit.' });
      }
      try {
        const result = await deps.ingestTracking(parseReport(readJson(body), deps.now()));
        if (result.ok) return await reply.send({ shipmentId: result.value });
        return await reply.code(404).send({ error: 'No parcel has this tracking number.' });
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error;
        return reply.code(400).send({ error: error.message, problems: error.details['problems'] });
      }
    });
    done();
  });
}

/** The input's shape, with its time as a Date; whatever else is wrong with it the parser says. */
function readJson(body: string): object {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return {};
  }
  if (typeof value !== 'object' || value === null) return {};
  const { occurredAt } = value as { occurredAt?: unknown };
  const at = typeof occurredAt === 'string' ? new Date(occurredAt) : null;
  return { ...value, occurredAt: at === null || Number.isNaN(at.getTime()) ? null : at };
}
