import { mediaSvg } from '@emporium/world/product-image';
import type { FastifyInstance } from 'fastify';

const A_YEAR_SECONDS = 31_536_000;

/** Pictures of the demonstration catalogue. A picture never changes under its name, so it may be kept for ever. */
export function serveMedia(server: FastifyInstance): void {
  server.get<{ Params: { file: string } }>('/media/:file', (request, reply) => {
    const svg = mediaSvg(`/media/${request.params.file}`);
    if (svg === null) return reply.code(404).send({ message: 'There is no such picture.' });
    return reply
      .header('content-type', 'image/svg+xml; charset=utf-8')
      .header('cache-control', `public, max-age=${A_YEAR_SECONDS}, immutable`)
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      .header('access-control-allow-origin', '*')
      .send(svg);
  });
}
