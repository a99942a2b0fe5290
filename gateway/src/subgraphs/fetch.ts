import { childOf, type TraceContext } from '@emporium/platform/trace';
import { errors } from 'undici';
import type { RequestContext } from '../request-context.ts';
import { readAgain, readAnswer } from './answer.ts';
import { fetchHeaders } from './fetch-headers.ts';
import type { Recognise, SubgraphAnswer } from './subgraph-client.ts';
import { SubgraphFailure, type FailureReason } from './subgraph-failure.ts';
import type { Asking } from './transport.ts';

/** What a fetch needs of the client that made it. */
export interface FetchOwner {
  readonly name: string;
  /** Sends it, now or when a connection is free. Called again for the retry. */
  dispatch(fetch: Fetch): void;
  /** It has ended, in one way or the other. */
  ended(fetch: Fetch, result: SubgraphAnswer | SubgraphFailure): void;
}

/** What broke an exchange, by undici's errors; any other is the connection's. */
function reasonOf(error: Error, answerBegun: boolean): FailureReason {
  if (error instanceof errors.ResponseExceededMaxSizeError || error instanceof errors.HeadersOverflowError)
    return 'tooLarge';
  if (error instanceof errors.HTTPParserError || error instanceof errors.ResponseContentLengthMismatchError)
    return 'malformed';
  return answerBegun ? 'truncated' : 'connection';
}

type Resolve = (answer: SubgraphAnswer) => void;
type Reject = (failure: SubgraphFailure) => void;

/** Somebody else who asked the same. */
interface Waiting {
  readonly recognise: Recognise | undefined;
  readonly resolve: Resolve;
  readonly reject: Reject;
}

const NOBODY: readonly Waiting[] = [];

/**
 * One fetch from its start to its answer, retry included; also what is asked of a connection, and its entry in the list of
 * fetches in flight, so that a fetch is one object.
 */
export class Fetch implements Asking {
  newer: Fetch | null = null;
  older: Fetch | null = null;

  readonly startedAt = performance.now();
  /** How often it was sent. */
  attempts = 0;
  /** Of the answer, a bad one too; null when it has not come to one. */
  status: number | null = null;
  /** What the subgraph is told, the second time too. Kept only when the fetch will be recorded. */
  trace: TraceContext | null = null;
  #cut: ((reason: Error) => void) | null = null;
  #contentType: string | undefined = undefined;
  #ended = false;
  #resolve!: Resolve;
  #reject!: Reject;
  #waiting: readonly Waiting[] = NOBODY;
  #abandon: (() => void) | null = null;

  constructor(
    readonly owner: FetchOwner,
    readonly body: string,
    /** Queries may be sent twice, shared, and cut off. Mutations may not. */
    readonly isQuery: boolean,
    readonly context: RequestContext,
    /** In milliseconds since 1970. */
    readonly deadlineAtMs: number,
    readonly recognise: Recognise | undefined,
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
  join(recognise: Recognise | undefined): Promise<SubgraphAnswer> {
    return new Promise((resolve, reject) => (this.#waiting = [...this.#waiting, { recognise, resolve, reject }]));
  }

  expire(): void {
    this.#cancel('deadline', 'no answer before the deadline');
  }

  headers(): string[] {
    const { context } = this;
    const trace = this.trace ?? childOf(context.trace);
    if (context.spans !== null) this.trace = trace;
    return fetchHeaders(context, trace, Math.max(1, this.deadlineAtMs - Date.now()));
  }

  get isOver(): boolean {
    return this.#ended;
  }

  sent(cut: (reason: Error) => void): void {
    this.#cut = cut;
  }

  begun(status: number, contentType: string | undefined): void {
    this.status = status;
    this.#contentType = contentType;
  }

  answered(body: Buffer): void {
    if (this.#ended) return;
    const answer = readAnswer(this.status!, this.#contentType, body, this.recognise);
    if ('reason' in answer) this.#fail(answer.reason, answer.detail);
    else {
      this.#end(answer);
      this.#resolve(answer);
      for (const { recognise, resolve } of this.#waiting) resolve(readAgain(body, recognise));
    }
  }

  broke(error: Error): void {
    if (this.#ended) return;
    const reason = reasonOf(error, this.status !== null);
    if (reason === 'connection' && this.isQuery && this.attempts === 1) {
      queueMicrotask(() => this.#attempt()); // whoever carried it must first be done with the connection that broke
    } else {
      this.#fail(reason, error.message, error);
    }
  }

  #attempt(): void {
    if (this.#ended) return;
    this.attempts += 1;
    this.#cut = null;
    this.owner.dispatch(this);
  }

  #cancel(reason: FailureReason, detail: string): void {
    if (this.#ended) return;
    this.#fail(reason, detail);
    this.#cut?.(new Error(detail));
  }

  #fail(reason: FailureReason, detail: string, cause?: unknown): void {
    const status = this.status === null ? {} : { status: this.status };
    const failure = new SubgraphFailure(this.owner.name, reason, detail, { cause, ...status });
    this.#end(failure);
    this.#reject(failure);
    for (const { reject } of this.#waiting) reject(failure);
  }

  #end(result: SubgraphAnswer | SubgraphFailure): void {
    this.#ended = true;
    if (this.#abandon !== null) this.context.abandonment.remove(this.#abandon);
    this.owner.ended(this, result);
  }
}
