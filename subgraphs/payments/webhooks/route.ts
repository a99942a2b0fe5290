import type { CaptureId, RefundId } from '@emporium/contracts/ids';
import { parseId } from '@emporium/platform/ids';
import type { Log } from '@emporium/platform/log';
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { GatewayIntent, GatewayMovement } from '../app/ports.ts';
import { toGatewayIntent, WIRE } from '../data/gateway-wire.ts';
import { SIGNATURE_HEADER, verifyWebhook } from './signature.ts';

export interface WebhookOptions {
  readonly secret: string;
  readonly recordReport: (intent: GatewayIntent) => Promise<unknown>;
  readonly recordCapture: (id: CaptureId, movement: GatewayMovement) => Promise<void>;
  readonly recordRefund: (id: RefundId, movement: GatewayMovement) => Promise<void>;
  readonly now: () => Date;
  readonly log: Log;
}

const BODY_LIMIT_BYTES = 64 << 10;

/**
 * What the gateway tells by itself. Believed only with its signature; answered with 200 when it was
 * taken in or means nothing here, so that it is not sent again. Deliveries come twice, late and out
 * of order: the functions behind this bear that.
 */
export function registerWebhooks(server: FastifyInstance, options: WebhookOptions): void {
  void server.register(async (scope) => {
    // The signature is over the bytes as they came.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'string', bodyLimit: BODY_LIMIT_BYTES },
      (_, body, done) => done(null, body),
    );
    scope.post<{ Body: string }>('/webhooks/gateway', async (request, reply) => {
      const header = request.headers[SIGNATURE_HEADER];
      const signature = typeof header === 'string' ? header : undefined;
      const verified = verifyWebhook(signature, request.body, options.secret, options.now());
      if (!verified.ok) {
        options.log.warn({ problem: verified.error }, 'a webhook without a valid signature was refused');
        return reply.code(400).send({ error: verified.error });
      }
      const event = WIRE.event.safeParse(parseJson(request.body));
      if (!event.success) return reply.code(400).send({ error: 'MALFORMED' });
      await take(event.data, options);
      return reply.send({ received: true });
    });
  });
}

async function take({ id, type, data }: z.infer<typeof WIRE.event>, options: WebhookOptions): Promise<void> {
  if (type.startsWith('payment_intent.')) {
    const payment = await options.recordReport(toGatewayIntent(WIRE.intent.parse(data.object), null));
    if (payment === null) options.log.warn({ eventId: id }, 'a webhook tells of a payment that is none of ours');
    return;
  }
  if (type !== 'capture.succeeded' && type !== 'refund.succeeded') return;
  const { id: reference, metadata } = WIRE.movement.parse(data.object);
  const movement = { ok: true, value: { gatewayReference: reference } } as const;
  const captureId = parseId('cap', metadata.id);
  const refundId = parseId('ref', metadata.id);
  if (type === 'capture.succeeded' && captureId !== null) await options.recordCapture(captureId, movement);
  if (type === 'refund.succeeded' && refundId !== null) await options.recordRefund(refundId, movement);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
