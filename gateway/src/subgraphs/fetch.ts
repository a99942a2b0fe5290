import { childOf, type TraceContext } from '@emporium/platform/trace';
import type { RequestContext } from '../request-context.ts';
import { readAnswer } from './answer.ts';
import { fetchHead } from './fetch-head.ts';
import type { Break, Connection, Exchange } from './http/connection.ts';
import type { ResponseHead } from './http/response-head.ts';
import type { Recognise, SubgraphAnswer } from './subgraph-client.ts';
import { SubgraphFailure, type FailureReason } from './subgraph-failure.ts';

/** What a fetch needs of the client that made it. */
export interface FetchOwner {
  readonly name: string;
  /** See `fetchPrefix`. */
  readonly prefix: string;
  /** Sends it, now or when a connection is free. Called again for the retry. */
  dispatch(fetch: Fetch): void;
  /** It has ended, in one way or the other. */
  ended(fetch: Fetch, result: SubgraphAnswer | SubgraphFailure): void;
}

const REASONS: Readonly<Record<Break, FailureReason>> = {
  connection: 'connection',
  truncated: 'truncated',
  tooLarge: 'tooLarge',
  protocol: 'malformed',
};

type Resolve = (answer: SubgraphAnswer) => void;
type Reject = (failure: SubgraphFailure) => void;

/**
 * One fetch from its start to its answer, retry included; also its HTTP exchange and its entry in the list of fetches
 * in flight, so that a fetch is one object.
 */
export class Fetch implements Exchange {
  newer: Fetch | null = null;
  older: Fetch | null = null;
  connection: Connection | null = null;

  readonly startedAt = performance.now();
  /** How often it was sent. */
  attempts = 0;
  /** Of the answer, a bad one too; null when it has not come to one. */
  status: number | null = null;
  /** What the subgraph is told, the second time too. Kept only when the fetch will be recorded. */
  trace: TraceContext | null = null;
  #ended = false;
  #resolve!: Resolve;
  #reject!: Reject;
  #waiting: { readonly resolve: Resolve; readonly reject: Reject }[] | null = null;
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

  get cancelled(): boolean {
    return this.#ended;
  }

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

  head(): string {
    const { context } = this;
    const trace = this.trace ?? childOf(context.trace);
    if (context.spans !== null) this.trace = trace;
    return fetchHead(this.owner.prefix, context, trace, Math.max(1, this.deadlineAtMs - Date.now()));
  }

  answered({ status, contentType }: ResponseHead, text: string): void {
    this.status = status;
    const answer = readAnswer(status, contentType, text, this.recognise);
    if ('reason' in answer) this.#fail(answer.reason, answer.detail, { status });
    else this.#end(answer);
  }

  broke(how: Break, error: Error): void {
    if (how === 'connection' && this.isQuery && this.attempts === 1) this.#attempt();
    else this.#fail(REASONS[how], error.message, { cause: error });
  }

  #attempt(): void {
    this.attempts += 1;
    this.owner.dispatch(this);
  }

  #cancel(reason: FailureReason, detail: string): void {
    if (this.#ended) return;
    this.connection?.destroy();
    this.#fail(reason, detail, {});
  }

  #fail(reason: FailureReason, detail: string, options: { cause?: unknown; status?: number }): void {
    this.#end(new SubgraphFailure(this.owner.name, reason, detail, options));
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
function copyOf({ body }: SubgraphAnswer): SubgraphAnswer {
  const { data, errors } = JSON.parse(body) as SubgraphAnswer;
  return { body, data, errors: errors?.length ? errors : undefined, recognised: false };
}
