import { HEADERS } from '@emporium/contracts/headers';
import { GRAPHQL_RESPONSE, responseMediaType } from '@emporium/platform/graphql-over-http';
import type { Answer } from '../operations/operation.ts';
import { acceptedEncoding, compress } from './compression.ts';
import type { Cors } from './cors.ts';
import type { Exchange } from './exchange.ts';
import { PARTS_CONTENT_TYPE } from './multipart.ts';

export interface RespondOptions {
  readonly cors: Cors;
  /** Answers from this many bytes on are compressed for clients that accept it; null for never. */
  readonly compressAboveBytes: number | null;
  /** False while the gateway drains: kept-alive connections are closed then, for they would hold up the stop. */
  readonly isReady: () => boolean;
}

/** How strictly an answer's status is taken: see `Respond`. */
export type StatusRule = 'operation' | 'request';

/**
 * Writes an answer. An operation that is refused with 400 gets 200 from `application/json` clients, as the specification
 * keeps it for them (https://graphql.github.io/graphql-over-http/draft/#sec-application-json); every other status is as it is.
 */
export type Respond = (exchange: Exchange, requestId: string, answer: Answer, rule: StatusRule) => void;

const CONTENT_TYPE = {
  'application/json': 'application/json; charset=utf-8',
  [GRAPHQL_RESPONSE]: `${GRAPHQL_RESPONSE}; charset=utf-8`,
};

export function createRespond({ cors, compressAboveBytes, isReady }: RespondOptions): Respond {
  const vary = compressAboveBytes === null ? 'accept, authorization' : 'accept, accept-encoding, authorization';

  return (exchange, requestId, answer, rule) => {
    const { body, rest } = answer;
    if (exchange.isOver && rest === undefined) return;
    const asked = exchange.request.headers;
    const mediaType = responseMediaType(asked.accept);
    const status =
      answer.status === 400 && rule === 'operation' && mediaType !== GRAPHQL_RESPONSE ? 200 : answer.status;
    const contentType = rest === undefined ? CONTENT_TYPE[mediaType] : PARTS_CONTENT_TYPE;
    const headers = ['content-type', contentType, HEADERS.requestId, requestId];
    const further = answer.headers;
    if (further !== null) for (const name in further) headers.push(name, further[name]!);
    if (further?.['cache-control'] === undefined) headers.push('cache-control', 'no-store');
    else headers.push('vary', vary);
    if (!isReady()) headers.push('connection', 'close');
    for (const part of cors.headersFor(asked.origin)) headers.push(part);

    if (rest !== undefined) return exchange.answerInParts(status, headers, String(body), rest);
    const bytes = Buffer.byteLength(body);
    const encoding =
      compressAboveBytes === null || bytes < compressAboveBytes ? null : acceptedEncoding(asked['accept-encoding']);
    if (encoding === null) return exchange.answer(status, headers, body, bytes);
    compress(body, encoding).then(
      (compressed) =>
        exchange.answer(status, [...headers, 'content-encoding', encoding], compressed, compressed.length),
      () => exchange.answer(status, headers, body, bytes),
    );
  };
}
