import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Nothing may load from, or talk to, any other host; the editor works without a network. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' blob:",
  'worker-src blob:',
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  'font-src data:',
  "connect-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What the page is called and begins with. */
export interface GraphiQLOptions {
  readonly title: string;
  /** The document that stands in the editor at first. */
  readonly operations: string;
}

/** The page of a gateway about whose schema nothing is known. */
export const PLAIN_PAGE: GraphiQLOptions = {
  title: 'GraphQL',
  operations: `# Ctrl-Space completes, and the book explains.
# What stands under Headers goes with requests and
# with the sockets of subscriptions.

query Hello {
  __typename
}
`,
};

export interface GraphiQLPage {
  /** True for a browser that opens the page, false for a client that sends an operation. */
  wanted(request: IncomingMessage): boolean;
  send(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>;
}

/** GraphiQL in one HTML file: headers pane, schema explorer, subscriptions over WebSocket. Built when first asked for. */
export function createGraphiQLPage(options: GraphiQLOptions): GraphiQLPage {
  let built: Promise<{ html: Buffer; zipped: Buffer; etag: string }> | undefined;

  return {
    wanted(request) {
      const accepts = request.headers.accept ?? '';
      return (
        request.method === 'GET' &&
        accepts.includes('text/html') &&
        !new URLSearchParams(request.url?.split('?')[1]).has('query')
      );
    },
    async send(request, reply) {
      built ??= build(options);
      const { html, zipped, etag } = await built;
      reply
        .header('content-security-policy', CONTENT_SECURITY_POLICY)
        .header('cache-control', 'no-cache')
        .header('vary', 'accept, accept-encoding')
        .header('etag', etag);
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      const zips = request.headers['accept-encoding']?.includes('gzip') ?? false;
      if (zips) reply.header('content-encoding', 'gzip');
      return reply.type('text/html; charset=utf-8').send(zips ? zipped : html);
    },
  };
}

async function build({ title, operations }: GraphiQLOptions) {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql'); // 9 MB, so only when somebody looks
  const page = renderGraphiQL({
    title,
    endpoint: '/graphql',
    subscriptionsProtocol: 'WS',
    defaultQuery: operations,
  });
  const html = Buffer.from(withHeadersOnSockets(page));
  const etag = `"${createHash('sha256').update(html).digest('base64url')}"`;
  return { html, zipped: await promisify(gzip)(html), etag };
}

/** The page gives what stands under Headers to HTTP requests only; a socket's `connection_init` needs it too. */
const withHeadersOnSockets = (page: string): string =>
  page.replace(
    /extensions:\{headers:(\w+)\?\.headers\}/,
    'extensions:{headers:$1?.headers,connectionParams:$1?.headers}',
  );
