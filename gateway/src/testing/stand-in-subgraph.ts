import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse, subscribe, type GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

type Resolver = (source: never, args: never, context: StandInContext) => unknown;
export type Resolvers = Record<string, Record<string, Resolver | { subscribe: Resolver; resolve?: Resolver }>>;

/** What a stand-in learned about one operation. */
export interface StandInContext {
  readonly headers: IncomingHttpHeaders;
  readonly extensions: Record<string, unknown>;
}

interface Operation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly operationName?: string;
}

/** Answers everything over HTTP in place of GraphQL. */
export type Fault = (response: ServerResponse, body: string) => void;

export interface StandInSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly url: string;
  /** Every operation received over HTTP. */
  readonly requests: { headers: IncomingHttpHeaders; query: string; variables: Record<string, unknown> }[];
  /** Every operation received over WebSocket. */
  readonly subscribed: { query: string; variables: Record<string, unknown>; extensions: Record<string, unknown> }[];
  fault: Fault | null;
  /** Gateway sockets open now. */
  readonly sockets: number;
  /** Closes the gateway's sockets with a code, or cuts them without one. */
  endSockets(code?: number): void;
  stop(): Promise<void>;
}

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@inaccessible", "@authenticated", "@requiresScopes"])';

/** A subgraph in a few lines: real HTTP, real graphql-ws, a port of its own. */
export async function startStandIn(name: string, types: string, resolvers: Resolvers): Promise<StandInSubgraph> {
  const sdl = `${LINK}\n${types}`;
  const schema: GraphQLSchema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
  const requests: StandInSubgraph['requests'] = [];
  const subscribed: StandInSubgraph['subscribed'] = [];
  let fault: Fault | null = null;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const { query, variables, operationName } = JSON.parse(body) as Operation;
    requests.push({ headers: request.headers, query, variables });
    if (fault) return fault(response, body);
    const result = await execute({
      schema,
      document: parse(query),
      variableValues: variables,
      operationName,
      contextValue: { headers: request.headers, extensions: {} },
    });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
  };
  const server = createServer((request, response) => void answer(request, response));
  const webSockets = new WebSocketServer({ server, path: '/graphql' });
  useServer(
    {
      onSubscribe: (_context, _id, payload) => {
        const { query, operationName } = payload;
        const variables = payload.variables ?? {};
        const extensions = payload.extensions ?? {};
        subscribed.push({ query, variables, extensions });
        const contextValue: StandInContext = { headers: {}, extensions };
        return { schema, document: parse(query), variableValues: variables, operationName, contextValue } as never;
      },
      subscribe,
    },
    webSockets,
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    name,
    sdl,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    requests,
    subscribed,
    get fault() {
      return fault;
    },
    set fault(next) {
      fault = next;
    },
    get sockets() {
      return webSockets.clients.size;
    },
    endSockets(code) {
      for (const socket of webSockets.clients) {
        if (code === undefined) socket.terminate();
        else socket.close(code);
      }
    },
    async stop() {
      for (const socket of webSockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
