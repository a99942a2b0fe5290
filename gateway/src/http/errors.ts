import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '@emporium/platform/log';
import { MASKED_MESSAGE } from '../errors/mask.ts';

const REFUSALS: Readonly<Record<number, { code: string; message: string }>> = {
  400: { code: 'BAD_REQUEST', message: 'The body is not valid JSON.' },
  413: { code: 'PAYLOAD_TOO_LARGE', message: 'The body is larger than 256 KB. Send less, or split the operation.' },
  415: { code: 'UNSUPPORTED_MEDIA_TYPE', message: 'Send the operation as application/json.' },
};

/** What fails before GraphQL is reached is answered in GraphQL's shape all the same. */
export const errorHandler =
  (log: Log) =>
  (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const known = REFUSALS[error.statusCode ?? 500];
    if (known === undefined) log.error({ requestId: request.id, err: error }, 'request failed unexpectedly');
    const { code, message } = known ?? { code: 'INTERNAL_SERVER_ERROR', message: MASKED_MESSAGE };
    const status = known ? error.statusCode! : 500;
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
