import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Fetch } from './fetches.ts';

/** What a stand-in sends back, byte by byte. */
export interface HttpAnswer {
  readonly status?: number;
  readonly contentType?: string;
  /** Text as it is; anything else as JSON. */
  readonly body: unknown;
  /** Closes the connection after this many characters of the body. */
  readonly cutAfter?: number;
  /** Closes the connection in place of an answer. */
  readonly hangUp?: boolean;
}

export type Answering = (query: string, variables: Record<string, unknown>) => HttpAnswer | Promise<HttpAnswer>;

export interface StandIns {
  /** Makes a subgraph answer, at a URL of its own. A second call with the same name replaces it. */
  serve(name: string, answering: Answering): string;
  /** Forgets what was received, and begins again at step 1. */
  reset(): void;
  readonly received: readonly Fetch[];
  stop(): Promise<void>;
}

interface GraphQLBody {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

interface Waiting extends Omit<Fetch, 'step'> {
  readonly response: ServerResponse;
}

/**
 * Turns of the event loop without a new request after which the gateway waits for answers and nothing else. Gateway
 * and stand-ins share one thread, so that a request which is on its way needs turns, not time.
 */
const QUIET_TURNS = 40;

/**
 * Many subgraphs behind one real HTTP server, a path each. They hold their answers until the gateway has sent all it
 * can send, so that the fetches of an operation fall into steps that do not depend on how fast anything is.
 */
export async function startStandIns(): Promise<StandIns> {
  const subgraphs = new Map<string, Answering>();
  let received: Fetch[] = [];
  let waiting: Waiting[] = [];
  let arrivals = 0;
  let step = 0;
  let watching = false;

  const releaseWhenQuiet = async (): Promise<void> => {
    watching = true;
    for (let quiet = 0, seen = arrivals; quiet < QUIET_TURNS; quiet = seen === arrivals ? quiet + 1 : 0) {
      seen = arrivals;
      await nextTurn();
    }
    watching = false;
    step += 1;
    const released = waiting;
    waiting = [];
    for (const { service, query, variables } of released) received.push({ step, service, query, variables });
    for (const { response, service, query, variables } of released) {
      try {
        send(response, await subgraphs.get(service)!(query, variables));
      } catch (error) {
        send(response, { status: 500, contentType: 'text/plain', body: String(error) });
      }
    }
  };

  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { query, variables } = JSON.parse(Buffer.concat(chunks).toString()) as GraphQLBody;
    arrivals += 1;
    waiting.push({ service: decodeURIComponent(request.url!.slice(1)), query, variables: variables ?? {}, response });
    if (!watching) await releaseWhenQuiet();
  };
  const server = createServer((request, response) => void receive(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    serve(name, answering) {
      subgraphs.set(name, answering);
      return `http://127.0.0.1:${port}/${encodeURIComponent(name)}`;
    },
    reset() {
      received = [];
      step = 0;
    },
    get received() {
      return received;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(response: ServerResponse, answer: HttpAnswer): void {
  const { status = 200, contentType = 'application/json', body, cutAfter, hangUp } = answer;
  if (hangUp) {
    response.destroy();
    return;
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(text) });
  if (cutAfter === undefined) response.end(text);
  else response.write(text.slice(0, cutAfter), () => response.destroy());
}
