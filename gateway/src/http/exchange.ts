import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { AnswerPart } from '../operations/operation.ts';

/** What is looked at of a request besides its body. Node's own requests have it. */
export interface RequestHead {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly socket: Pick<IncomingMessage['socket'], 'remoteAddress'>;
}

/** A request, and the one way to answer it. Header fields are raw: name, value, name, value … */
export interface Exchange {
  readonly request: RequestHead;
  /** Hands the body over as text, or null when it is larger; not at all when the client leaves before its end. */
  readBody(limitBytes: number, done: (text: string | null) => void): void;
  /** The client has gone, and nobody would read an answer. */
  readonly isOver: boolean;
  /** Calls back when the client goes before it has the whole answer. */
  onGone(listener: () => void): void;
  /** An answer has begun, so that there cannot be another. */
  readonly isAnswered: boolean;
  /** The whole answer; `bytes` is how many `content` has. */
  answer(status: number, headers: readonly string[], content: string | Buffer, bytes: number): void;
  /** An answer that comes in parts, to a client that accepts them. Ends `rest` when the client has gone. */
  answerInParts(status: number, headers: readonly string[], first: string, rest: AsyncIterable<AnswerPart>): void;
}

/** Answers an exchange, now or later. */
export type ExchangeHandler = (exchange: Exchange) => void;
