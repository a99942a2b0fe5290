import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AnswerPart } from '../operations/operation.ts';
import type { Exchange } from './exchange.ts';
import { writeParts } from './multipart.ts';
import { readBody } from './read-body.ts';

/** An exchange on Node's own server. */
export class NodeExchange implements Exchange {
  readonly request: IncomingMessage;
  readonly #response: ServerResponse;

  constructor(request: IncomingMessage, response: ServerResponse) {
    this.request = request;
    this.#response = response;
  }

  readBody(limitBytes: number, done: (text: string | null) => void): void {
    readBody(this.request, limitBytes, done);
  }

  get isOver(): boolean {
    return this.#response.destroyed;
  }

  onGone(listener: () => void): void {
    const response = this.#response;
    response.on('close', () => {
      if (!response.writableFinished) listener();
    });
  }

  get isAnswered(): boolean {
    return this.#response.headersSent;
  }

  answer(status: number, headers: readonly string[], content: string | Buffer, bytes: number): void {
    const response = this.#response;
    response.writeHead(status, [...headers, 'content-length', String(bytes)]);
    if (typeof content === 'string' && content.length === bytes) response.end(content, 'latin1');
    else response.end(content);
  }

  answerInParts(status: number, headers: readonly string[], first: string, rest: AsyncIterable<AnswerPart>): void {
    this.#response.writeHead(status, [...headers]);
    writeParts(this.#response, first, rest).catch(() => this.#response.destroy());
  }
}
