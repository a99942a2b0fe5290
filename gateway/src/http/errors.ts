import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '@emporium/platform/log';
import { MASKED_MESSAGE } from '../errors/mask.ts';

/** What fails beside GraphQL is answered in GraphQL's shape all the same. */
export const errorHandler =
  (log: Log) =>
  (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ requestId: request.id, err: error }, 'request failed unexpectedly');
    const [code, message] =
      status >= 500 ? ['INTERNAL_SERVER_ERROR', MASKED_MESSAGE] : ['BAD_REQUEST', 'The request cannot be read.'];
    return reply.code(status).send({ errors: [{ message, extensions: { code, requestId: request.id } }] });
  };

export const notFoundHandler = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  reply.code(404).send({
    errors: [
      {
        message: 'Nothing is served here. GraphQL is at /graphql.',
        extensions: { code: 'NOT_FOUND', requestId: request.id },
      },
    ],
  });
