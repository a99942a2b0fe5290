import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool, type Dispatcher } from 'undici';
import { OPERATIONS } from './bookshop/operations.ts';

// What no gateway on Node's HTTP server and undici can be cheaper than: it knows the requests beforehand, sends each as it
// is to the one subgraph that can answer it, and sends the answer's bytes back. It reads nothing.

const [file = ''] = process.argv.slice(2);
const supergraphSdl = await readFile(file, 'utf8');

function poolOf(subgraph: string): Pool {
  const url = new RegExp(`name: "${subgraph}", url: "([^"]+)"`).exec(supergraphSdl)![1]!;
  return new Pool(new URL(url).origin, { connections: 128, pipelining: 1 });
}

const pools = new Map(
  OPERATIONS.flatMap(({ query, variables, answeredBy }): [string, Pool][] =>
    answeredBy === null ? [] : [[JSON.stringify({ query, variables }), poolOf(answeredBy)]],
  ),
);

class Passing implements Dispatcher.DispatchHandler {
  readonly #response: ServerResponse;
  readonly #pieces: Buffer[] = [];

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  onRequestStart(): void {}

  onResponseStart(): void {}

  onResponseData(_: Dispatcher.DispatchController, piece: Buffer): void {
    this.#pieces.push(piece);
  }

  onResponseEnd(): void {
    const body = this.#pieces.length === 1 ? this.#pieces[0]! : Buffer.concat(this.#pieces);
    this.#response
      .writeHead(200, ['content-type', 'application/json', 'content-length', String(body.length)])
      .end(body);
  }

  onResponseError(_: Dispatcher.DispatchController | null, error: Error): void {
    this.#response.writeHead(502).end(error.message);
  }
}

const server = createServer((request, response) => {
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => {
    const body = Buffer.concat(pieces).toString();
    const headers = ['content-type', 'application/json', 'authorization', request.headers.authorization!];
    pools.get(body)!.dispatch({ path: '/graphql', method: 'POST', headers, body }, new Passing(response));
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
});
process.once('disconnect', () => process.exit(0));
