import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answeredPage, challengePage } from './challenge-page.ts';
import type { Intent } from './intent.ts';
import type { IntentStore } from './intent-store.ts';
import type { Operations } from './operations.ts';
import { CHALLENGE_CODE } from './test-cards.ts';

const REFUSED = 'refused';

/** The page that a buyer is sent to. Its address holds the intent's secret, which only the buyer was given. */
export function registerChallenge(
  scope: FastifyInstance,
  { intents, operations }: { readonly intents: IntentStore; readonly operations: Operations },
): void {
  scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  const intentOf = async (request: FastifyRequest): Promise<Intent | null> => {
    const { id } = request.params as { id: string };
    const { secret } = request.query as { secret?: string };
    const intent = await intents.find(id);
    return intent?.clientSecret === secret ? intent : null;
  };

  scope.get('/challenge/:id', async (request, reply) => {
    const intent = await intentOf(request);
    return intent === null ? reply.code(404).send('There is no such payment.') : html(reply, challengePage(intent));
  });
  scope.post('/challenge/:id', async (request, reply) => {
    const intent = await intentOf(request);
    if (intent === null) return reply.code(404).send('There is no such payment.');
    const isYes = (request.body as { answer?: string }).answer === 'yes';
    const proof = isYes ? CHALLENGE_CODE : REFUSED;
    const { status } = await operations.confirm(`challenge:${intent.id}:${proof}`, intent.id, { proof });
    return html(reply, answeredPage(status === 200));
  });
}

const html = (reply: FastifyReply, text: string): FastifyReply =>
  reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'")
    .header('referrer-policy', 'no-referrer')
    .send(text);
