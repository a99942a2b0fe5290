import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a client is told where an answer ends. */
export type Framing = 'length' | 'chunks';

/** What a scripted server does with a request once its body is there. */
export type Script = (response: ServerResponse, body: string) => void;

export interface ScriptedServer {
  readonly url: string;
  readonly server: Server;
  /** Every whole request so far. */
  readonly requests: { readonly headers: IncomingHttpHeaders; readonly body: string }[];
  /** Connections accepted so far. */
  readonly connections: number;
  /** For every request from now on. */
  script: Script;
  /** The next request and its answer, which is up to the test. */
  held(): Promise<ServerResponse>;
  stop(): Promise<void>;
}

/** An answer in one piece, whose length stands in its head unless it is to come in chunks. */
export const json =
  (status: number, body: string, type = 'application/json', framing: Framing = 'length'): Script =>
  (response) => {
    const length = framing === 'length' ? { 'content-length': Buffer.byteLength(body) } : {};
    response.writeHead(status, { 'content-type': type, ...length }).end(body);
  };

/** An HTTP server that answers as it is told, `{"data":{"ok":true}}` by default. */
export async function startScriptedServer(server: Server = createServer()): Promise<ScriptedServer> {
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  let connections = 0;
  const scripted: ScriptedServer = {
    url: `${'setSecureContext' in server ? 'https' : 'http'}://localhost:${port}/graphql`,
    server,
    requests: [],
    get connections() {
      return connections;
    },
    script: json(200, '{"data":{"ok":true}}'),
    held: () => new Promise<ServerResponse>((resolve) => (scripted.script = resolve)),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  server.on('connection', () => (connections += 1));
  server.on('request', (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      scripted.requests.push({ headers: request.headers, body });
      scripted.script(response, body);
    });
  });
  return scripted;
}
