import type { ServerResponse } from 'node:http';
import type { AnswerPart } from '../operations/operation.ts';
import { drained } from './drained.ts';

/** The incremental delivery that Apollo's clients and Router speak: the draft of 24 August 2022. */
export const PARTS_CONTENT_TYPE = 'multipart/mixed;boundary="-";deferSpec=20220824';

const ACCEPTED = /multipart\/mixed[^,]*;\s*deferSpec\s*=\s*"?20220824"?\s*(?:[;,]|$)/i;

/** Whether a client takes answers in parts: it must name the draft, for others look otherwise. */
export const acceptsParts = (accept: string | undefined): boolean =>
  accept !== undefined && accept.includes('multipart/mixed') && ACCEPTED.test(accept);

/**
 * Writes an answer part by part, each with the line that ends it, so that a client can read it before there is another; no
 * faster than the client takes them. Ends `rest` when the client has gone.
 */
export async function writeParts(
  response: ServerResponse,
  first: string,
  rest: AsyncIterable<AnswerPart>,
): Promise<void> {
  response.write(`\r\n---\r\n${partText({ body: first, hasNext: true })}`);
  for await (const part of rest) {
    if (response.destroyed) break;
    if (!response.write(partText(part))) await drained(response);
  }
  response.end();
}

const partText = ({ body, hasNext }: AnswerPart): string =>
  `content-type: application/json; charset=utf-8\r\n\r\n${body}\r\n---${hasNext ? '' : '--'}\r\n`;
