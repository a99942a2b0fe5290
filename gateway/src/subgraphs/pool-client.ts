import type { Log } from '@emporium/platform/log';
import type { FetchOutcome, GatewayMetrics, SubgraphMeter } from '../metrics.ts';
import type { RequestContext } from '../request-context.ts';
import { LinkPool } from '../plain-http/link-pool.ts';
import { recordFetch } from '../telemetry/record.ts';
import { Circuit, type CircuitRules } from './circuit.ts';
import { Fetch, type FetchOwner } from './fetch.ts';
import type { InFlight } from './in-flight.ts';
import type { Recognise, SubgraphAnswer, SubgraphClient } from './subgraph-client.ts';
import { SubgraphFailure } from './subgraph-failure.ts';
import type { Transport } from './transport.ts';
import { UndiciPool } from './undici-pool.ts';

export interface PoolClientOptions {
  readonly name: string;
  /** http or https. */
  readonly url: string;
  /** Milliseconds that one fetch may take, retry included; less when the operation's own deadline is nearer. */
  readonly fetchTimeoutMs: number;
  /** The largest answer taken. */
  readonly answerBytes: number;
  /** When it is left alone; `CIRCUIT_RULES` unless it says otherwise. */
  readonly circuit?: CircuitRules;
  /** Shared by the clients of one gateway. */
  readonly inFlight: InFlight;
  readonly metrics: GatewayMetrics;
  readonly log: Log;
}

/** Below the server-side limits of Node and Fastify, so that the gateway never writes to a connection being closed. */
const KEEP_ALIVE_MS = 4_000;
const CONNECTIONS = 128;

/**
 * One subgraph over a pool of kept-alive HTTP/1.1 connections.
 *
 * - A query is sent once more when the connection failed before an answer began. A mutation never is.
 * - A query is given up when its client goes away. A mutation runs to its end: the client has a key to ask again.
 * - Equal queries of one operation that are in flight together are sent once; each gets objects of its own.
 * - Whatever fails is a `SubgraphFailure`; one that is not the client's doing is logged.
 */
export class PoolClient implements SubgraphClient, FetchOwner {
  readonly name: string;
  readonly url: string;
  readonly #parsed: URL;
  readonly #options: PoolClientOptions;
  readonly #inFlight: InFlight;
  readonly #meter: SubgraphMeter;
  readonly #circuit: Circuit;
  /** Its answers have a length and come as they are, as far as is known. */
  #isPlain: boolean;
  #transport: Transport | null = null;
  #closed = false;

  constructor(options: PoolClientOptions) {
    const { name, url, inFlight, metrics, log } = options;
    const parsed = URL.parse(url);
    if (parsed?.protocol !== 'http:' && parsed?.protocol !== 'https:') {
      throw new Error(`the subgraph "${name}" must be reached over http or https, not at ${url}`);
    }
    this.name = name;
    this.url = url;
    this.#parsed = parsed;
    this.#isPlain = parsed.protocol === 'http:';
    this.#options = options;
    this.#inFlight = inFlight;
    this.#meter = metrics.subgraph(name);
    this.#meter.circuit('closed');
    this.#circuit = new Circuit((state) => {
      this.#meter.circuit(state);
      if (state === 'open') log.warn({ service: name }, 'circuit open: the subgraph is left alone for a moment');
      else
        log.info({ service: name }, state === 'closed' ? 'circuit closed: the subgraph is back' : 'circuit half open');
    }, options.circuit);
  }

  send(
    body: string,
    kind: 'query' | 'mutation',
    context: RequestContext,
    recognise?: Recognise,
  ): Promise<SubgraphAnswer> {
    const isQuery = kind === 'query';
    if (isQuery) {
      const twin = this.#inFlight.twinOf(this, body, context);
      if (twin !== null) return twin.join(recognise);
    }
    const now = Date.now();
    const deadlineAtMs = Math.min(now + this.#options.fetchTimeoutMs, context.deadlineAtMs);
    const fetch = new Fetch(this, body, isQuery, context, deadlineAtMs, recognise);
    if (deadlineAtMs <= now) return this.#refuse(fetch, 'deadline', 'the operation has no time left');
    if (isQuery && context.abandonment.happened) return this.#refuse(fetch, 'abandoned', 'nobody waits');
    if (this.#circuit.closed) return this.#start(fetch);
    return this.#try(fetch);
  }

  dispatch(fetch: Fetch): void {
    const transport = (this.#transport ??= this.#open());
    transport.dispatch(fetch);
    if (this.#closed) void this.close();
  }

  ended(fetch: Fetch, result: SubgraphAnswer | SubgraphFailure): void {
    this.#inFlight.remove(fetch);
    if (result instanceof SubgraphFailure) {
      this.#circuit.failed(result);
      this.#report(fetch, result);
    } else {
      if (this.#circuit.closed) this.#circuit.answered();
      if (result.errors === undefined) this.#observe(fetch, 'ok', null);
      else this.#observe(fetch, 'errors', 'the answer has errors');
    }
  }

  /**
   * Lets go of the connections when what was sent has been answered, which the promise waits for. An operation planned
   * before may still send afterwards, over a connection of its own.
   */
  async close(): Promise<void> {
    this.#closed = true;
    const transport = this.#transport;
    this.#transport = null;
    await transport?.close();
  }

  #start(fetch: Fetch): Promise<SubgraphAnswer> {
    this.#inFlight.add(fetch);
    return fetch.start();
  }

  async #try(fetch: Fetch): Promise<SubgraphAnswer> {
    const tried = await this.#circuit.attempt(() => this.#start(fetch));
    if ('answer' in tried) return tried.answer;
    return this.#refuse(fetch, 'circuitOpen', 'the subgraph failed too often just now');
  }

  #refuse(fetch: Fetch, reason: 'deadline' | 'abandoned' | 'circuitOpen', detail: string): Promise<SubgraphAnswer> {
    const failure = new SubgraphFailure(this.name, reason, detail);
    this.#report(fetch, failure);
    return Promise.reject(failure);
  }

  #report(fetch: Fetch, failure: SubgraphFailure): void {
    const { reason } = failure;
    const named = reason === 'deadline' || reason === 'abandoned' || reason === 'circuitOpen';
    this.#observe(fetch, named ? reason : 'failed', `${reason}: ${(failure.cause as Error).message}`);
    if (reason === 'abandoned' || reason === 'circuitOpen') return; // the client's doing; logged when it opened
    const { requestId } = fetch.context;
    this.#options.log.warn({ requestId, service: this.name, reason, err: failure }, 'subgraph fetch failed');
  }

  #observe(fetch: Fetch, outcome: FetchOutcome, error: string | null): void {
    const { startedAt: startedAtMs, context, trace, attempts, status } = fetch;
    const endedAtMs = performance.now();
    this.#meter.fetched(outcome, (endedAtMs - startedAtMs) / 1_000);
    if (context.spans === null) return;
    const about = { service: this.name, url: this.url, context, trace, attempts, status };
    recordFetch(context.spans, { ...about, startedAtMs, endedAtMs, outcome, error });
  }

  #open(): Transport {
    const options = {
      url: this.#parsed,
      connections: CONNECTIONS,
      keepAliveMs: KEEP_ALIVE_MS,
      answerBytes: this.#options.answerBytes,
    };
    if (!this.#isPlain) return new UndiciPool(options);
    const links = new LinkPool({ ...options, metOther: () => this.#leave(links) });
    return links;
  }

  /** From now on undici reads the answers. */
  #leave(links: LinkPool): void {
    this.#isPlain = false;
    if (this.#transport !== links) return;
    this.#transport = this.#open();
    for (const asking of links.takeWaiting()) this.#transport.dispatch(asking);
    void links.close();
  }
}
