import type { Dispatcher } from 'undici';
import type { RequestContext } from '../request-context.ts';
import { readAnswer } from './answer.ts';
import type { SubgraphAnswer } from './subgraph-client.ts';
import { SubgraphFailure, type FailureReason } from './subgraph-failure.ts';

/** What a fetch needs of the client that made it. */
export interface FetchOwner {
  readonly name: string;
  /** Sends it, now or when a connection is free. Called again for the retry. */
  dispatch(fetch: Fetch): void;
  /** It has ended, in one way or the other. */
  ended(fetch: Fetch, result: SubgraphAnswer | SubgraphFailure): void;
}

/** The connection broke before an answer began, so nothing is known to have run. */
const CONNECTION_FAILURES = new Set([
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
]);

type Resolve = (answer: SubgraphAnswer) => void;
type Reject = (failure: SubgraphFailure) => void;

/**
 * One fetch from its start to its answer, retry included; also the handler of its HTTP exchange and its entry in the
 * list of fetches in flight, so that a fetch is one object.
 */
export class Fetch implements Dispatcher.DispatchHandler {
  newer: Fetch | null = null;
  older: Fetch | null = null;

  readonly startedAt = performance.now();
  #controller: Dispatcher.DispatchController | null = null;
  #attempts = 0;
  #ended = false;
  #status = 0;
  #contentType: string | undefined = undefined;
  #first: Buffer | null = null;
  #others: Buffer[] | null = null;
  #resolve!: Resolve;
  #reject!: Reject;
  #waiting: { resolve: Resolve; reject: Reject }[] | null = null;
  #abandon: (() => void) | null = null;

  constructor(
    readonly owner: FetchOwner,
    readonly body: string,
    /** Queries may be sent twice, shared, and cut off. Mutations may not. */
    readonly isQuery: boolean,
    readonly context: RequestContext,
    /** In milliseconds since 1970. */
    readonly deadlineAtMs: number,
  ) {}

  start(): Promise<SubgraphAnswer> {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      if (this.isQuery) this.context.abandonment.add((this.#abandon = () => this.#cancel('abandoned', 'nobody waits')));
      this.#attempt();
    });
  }

  /** The same answer once more, with objects of its own. */
  join(): Promise<SubgraphAnswer> {
    return new Promise((resolve, reject) => (this.#waiting ??= []).push({ resolve, reject }));
  }

  expire(): void {
    this.#cancel('deadline', 'no answer before the deadline');
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#ended) controller.abort(new Error('the fetch has ended'));
    else this.#controller = controller;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    const contentType = headers['content-type'];
    this.#status = status;
    this.#contentType = Array.isArray(contentType) ? contentType[0] : contentType;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#first === null) this.#first = chunk;
    else (this.#others ??= [this.#first]).push(chunk);
  }

  onResponseEnd(): void {
    if (this.#ended) return;
    const bytes = this.#others === null ? this.#first : Buffer.concat(this.#others);
    const answer = readAnswer(this.#status, this.#contentType, bytes === null ? '' : bytes.toString('utf8'));
    if ('reason' in answer) this.#fail(answer.reason, answer.detail);
    else this.#end(answer);
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error & { code?: string }): void {
    if (this.#ended) return;
    if (error.code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return this.#fail('tooLarge', 'the answer is too large', error);
    if (this.#status !== 0) return this.#fail('truncated', 'the connection broke within the answer', error);
    if (this.isQuery && this.#attempts === 1 && CONNECTION_FAILURES.has(error.code ?? '')) {
      queueMicrotask(() => this.#attempt()); // the pool must first be done with the connection that broke
      return;
    }
    this.#fail('connection', error.message, error);
  }

  #attempt(): void {
    if (this.#ended) return;
    this.#attempts += 1;
    this.#controller = null;
    this.owner.dispatch(this);
  }

  #cancel(reason: FailureReason, detail: string): void {
    if (this.#ended) return;
    this.#fail(reason, detail);
    this.#controller?.abort(new Error(detail));
  }

  #fail(reason: FailureReason, detail: string, cause?: unknown): void {
    const status = this.#status === 0 ? {} : { status: this.#status };
    this.#end(new SubgraphFailure(this.owner.name, reason, detail, { cause, ...status }));
  }

  #end(result: SubgraphAnswer | SubgraphFailure): void {
    this.#ended = true;
    if (this.#abandon !== null) this.context.abandonment.remove(this.#abandon);
    this.owner.ended(this, result);
    if (result instanceof SubgraphFailure) {
      this.#reject(result);
      if (this.#waiting !== null) for (const { reject } of this.#waiting) reject(result);
    } else {
      this.#resolve(result);
      if (this.#waiting !== null) for (const { resolve } of this.#waiting) resolve(copyOf(result));
    }
  }
}

/** Executors merge later fetches into the objects of an answer, so nobody shares them. */
const copyOf = ({ body }: SubgraphAnswer): SubgraphAnswer => {
  const { data, errors } = JSON.parse(body) as SubgraphAnswer;
  return { body, data, errors: errors?.length ? errors : undefined };
};
