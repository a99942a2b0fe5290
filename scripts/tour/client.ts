import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

/** How long an answer or the next event may take. */
const PATIENCE_MS = 60_000;

/** A shopper's program: it knows the public endpoint and its own token, nothing else. */
export class TourClient {
  token: string | null = null;
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  // oxlint-disable-next-line no-explicit-any
  async ask(document: string, variables: object = {}): Promise<any> {
    const response = await fetch(`${this.#url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(this.token && { authorization: `Bearer ${this.token}` }) },
      body: JSON.stringify({ query: document, variables }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).catch((error: unknown) => this.#unreachable(error));
    if (!response.headers.get('content-type')?.includes('json')) {
      throw new Error(`${this.#url} answers ${response.status}, and not with GraphQL. Is it the gateway?`);
    }
    const { data, errors } = (await response.json()) as {
      data: unknown;
      errors?: { message: string; path?: unknown[] }[];
    };
    if (errors)
      throw new Error(
        errors.map(({ message, path }) => (path ? `${message} (at ${path.join('.')})` : message)).join('\n'),
      );
    return data;
  }

  /** A mutation's payload; a refusal ends the tour with what the shop said. */
  // oxlint-disable-next-line no-explicit-any
  async do(document: string, variables: object = {}): Promise<any> {
    const data = (await this.ask(document, variables)) as Record<
      string,
      { userErrors: { code: string; message: string }[] } | null
    >;
    const [name, payload] = Object.entries(data)[0]!;
    if (!payload) throw new Error(`${name} answered nothing`);
    const [refusal] = payload.userErrors;
    if (refusal) throw new Error(`${name} was refused: ${refusal.code}, ${refusal.message}`);
    return payload;
  }

  /** Live events over graphql-ws; leaving the loop ends the subscription and its socket. */
  // oxlint-disable-next-line no-explicit-any
  async *watch(document: string, variables: object = {}): AsyncGenerator<any> {
    const socket = createClient({
      url: `${this.#url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      ...(this.token && { connectionParams: { authorization: `Bearer ${this.token}` } }),
    });
    const events = socket.iterate({ query: document, variables: variables as Record<string, unknown> });
    try {
      for (;;) {
        const { value, done } = await soon(events.next()).catch((error: unknown) => this.#refused(error));
        if (done) return;
        if (value.errors) throw new Error(value.errors.map(({ message }) => message).join('\n'));
        yield value.data;
      }
    } finally {
      await socket.dispose();
    }
  }

  /** What ends a stream is a list of GraphQL errors, an error of ours, or how the socket was closed. */
  #refused(error: unknown): never {
    if (Array.isArray(error)) throw new Error(error.map(({ message }: Error) => message).join('\n'));
    if (error instanceof TooLate) throw error;
    return this.#unreachable(error);
  }

  #unreachable(cause: unknown): never {
    throw new Error(`nobody answers at ${this.#url}. Is the marketplace running there? "npm start" starts it.`, {
      cause,
    });
  }
}

class TooLate extends Error {}

async function soon<T>(answer: Promise<T>): Promise<T> {
  const answered = new AbortController();
  const late = delay(PATIENCE_MS, undefined, { signal: answered.signal }).then(() => {
    throw new TooLate(`nothing came over the socket for ${PATIENCE_MS / 1000} s`);
  });
  late.catch(() => {}); // it lost the race
  try {
    return await Promise.race([answer, late]);
  } finally {
    answered.abort();
  }
}
