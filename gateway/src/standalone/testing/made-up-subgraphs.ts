import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Supergraph } from '@apollo/federation-internals';
import { execute, parse } from 'graphql';
import { withoutSecurityMarks } from '../../supergraph/prepare.ts';
import { madeUpField, madeUpType } from './made-up.ts';

export interface MadeUpSubgraphs {
  readonly urls: Readonly<Record<string, string>>;
  /** Every fetch, in the order in which they came. */
  readonly fetches: { readonly subgraph: string; readonly query: string; readonly headers: IncomingHttpHeaders }[];
  stop(): Promise<void>;
}

/** Serves all subgraphs that a supergraph was composed of, with made-up data. */
export async function serveMadeUp(supergraphSdl: string): Promise<MadeUpSubgraphs> {
  const fetches: MadeUpSubgraphs['fetches'] = [];
  const urls: Record<string, string> = {};
  const servers: Server[] = [];
  for (const subgraph of Supergraph.build(withoutSecurityMarks(supergraphSdl)).subgraphs()) {
    const schema = subgraph.schema.toGraphQLJSSchema();
    const server = createServer((request, response) => {
      void (async () => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        const { query, variables } = JSON.parse(Buffer.concat(chunks).toString()) as {
          query: string;
          variables?: Record<string, unknown>;
        };
        fetches.push({ subgraph: subgraph.name, query, headers: request.headers });
        const result = await execute({
          schema,
          document: parse(query),
          variableValues: variables ?? {},
          fieldResolver: madeUpField,
          typeResolver: madeUpType,
        });
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
      })();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    servers.push(server);
    urls[subgraph.name] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  }
  return {
    urls,
    fetches,
    async stop() {
      await Promise.all(
        servers.map((server) => {
          server.closeAllConnections();
          return new Promise((resolve) => server.close(resolve));
        }),
      );
    },
  };
}
