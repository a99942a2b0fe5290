import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

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
    });
    const { data, errors } = (await response.json()) as {
      data: unknown;
      errors?: { message: string; path?: unknown[] }[];
    };
    if (errors)
      throw new Error(errors.map((error) => `${error.message} (at ${error.path?.join('.') ?? '–'})`).join('\n'));
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
      ...(this.token && { connectionParams: { authorization: `Bearer ${this.token}` } }),
    });
    try {
      for await (const { data, errors } of socket.iterate({
        query: document,
        variables: variables as Record<string, unknown>,
      })) {
        if (errors) throw new Error(errors.map((error) => error.message).join('\n'));
        yield data;
      }
    } finally {
      await socket.dispose();
    }
  }
}
