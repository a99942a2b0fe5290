import { randomUUID } from 'node:crypto';
import { createClient, type Client } from 'graphql-ws';
import { inject } from 'vitest';
import WebSocket from 'ws';

/** An answer as a client gets it; loosely typed on purpose. */
export interface Answer {
  // oxlint-disable-next-line no-explicit-any
  readonly data: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: { readonly code?: string; readonly requestId?: string; readonly service?: string };
  }[];
}

export interface Shopper {
  readonly token: string | null;
  query(document: string, variables?: object): Promise<Answer>;
  /** The data, after making sure that nothing went wrong. */
  // oxlint-disable-next-line no-explicit-any
  ask(document: string, variables?: object): Promise<any>;
  /** One payload of a mutation, after making sure that it was not refused. */
  // oxlint-disable-next-line no-explicit-any
  do(document: string, variables?: object): Promise<any>;
  subscribe(document: string, variables?: object): AsyncIterableIterator<Answer>;
}

/** A client that knows the public endpoint and a token, and nothing else. */
export function shopper(token: string | null = null, url = inject('marketplace').gateway): Shopper {
  const query = async (document: string, variables: object = {}): Promise<Answer> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token !== null && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query: document, variables }),
    });
    return (await response.json()) as Answer;
  };
  const ask = async (document: string, variables?: object): Promise<Answer['data']> => {
    const answer = await query(document, variables);
    if (answer.errors) throw new Error(`${document}\n${JSON.stringify(answer.errors, null, 2)}`);
    return answer.data;
  };
  let socket: Client | null = null;
  return {
    token,
    query,
    ask,
    async do(document, variables) {
      const data = (await ask(document, variables)) as Record<string, { userErrors: unknown[] } | null>;
      const [name, payload] = Object.entries(data)[0]!;
      if (payload === null) throw new Error(`${name} answered null`);
      if (payload.userErrors.length > 0) throw new Error(`${name} was refused: ${JSON.stringify(payload.userErrors)}`);
      return payload;
    },
    subscribe(document, variables = {}) {
      socket ??= createClient({
        url: `${url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        ...(token !== null && { connectionParams: { authorization: `Bearer ${token}` } }),
      });
      return socket.iterate({
        query: document,
        variables: variables as Record<string, unknown>,
      }) as AsyncIterableIterator<Answer>;
    },
  };
}

export const key = (): string => randomUUID();

export async function guest(): Promise<Shopper> {
  const { guestSessionCreate } = await shopper().ask('mutation { guestSessionCreate { token userErrors { code } } }');
  return shopper(guestSessionCreate.token as string);
}

export async function signIn(name: string, guestToken: string | null = null): Promise<Shopper> {
  const { tokens } = await shopper().do(
    `mutation ($input: SessionCreateInput!) { sessionCreate(input: $input) { tokens { accessToken } userErrors { code message } } }`,
    { input: { email: `${name}@emporium.example`, password: 'emporium-demo', guestToken } },
  );
  return shopper(tokens.accessToken as string);
}

/** Waits for the first event that `wanted` accepts, and leaves the stream. */
export async function until(
  stream: AsyncIterableIterator<Answer>,
  wanted: (data: Answer['data']) => boolean,
): Promise<Answer['data'][]> {
  const seen: Answer['data'][] = [];
  for await (const { data, errors } of stream) {
    if (errors) throw new Error(JSON.stringify(errors));
    seen.push(data);
    if (wanted(data)) break;
  }
  return seen;
}
