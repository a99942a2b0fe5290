import type { FastifyInstance } from 'fastify';
import type { SigningKeys } from '../data/signing-keys.ts';

/** Where verifiers find the keys (RFC 7517); they may keep them for five minutes. */
export function jwksRoute(server: FastifyInstance, keys: Pick<SigningKeys, 'published'>): void {
  server.get('/.well-known/jwks.json', async (_request, reply) =>
    reply
      .header('content-type', 'application/jwk-set+json')
      .header('cache-control', 'public, max-age=300')
      .send(JSON.stringify({ keys: await keys.published() })),
  );
}
