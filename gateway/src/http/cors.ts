import type { IncomingMessage, ServerResponse } from 'node:http';
import { HEADERS } from '@emporium/contracts/headers';

const NONE: readonly string[] = [];
const EXPOSED = `${HEADERS.requestId}, retry-after`;
const PREFLIGHT_LIFETIME_SECONDS = 86_400;

/** Which origins' pages may read answers, in raw headers: name, value, name, value … Cookies are never allowed. */
export interface Cors {
  /** Goes into each answer. */
  headersFor(origin: string | undefined): readonly string[];
  /** Answers the question that a browser asks before the real request. */
  preflight(request: IncomingMessage, response: ServerResponse): void;
  /**
   * Whether a WebSocket may be opened, about which browsers do not ask: by pages of the origins and of the host that they
   * open it to, and by what is no page.
   */
  allowsUpgrade(request: IncomingMessage): boolean;
}

/** `origins` may have `*`, for all. Every header that a page asks for is allowed. */
export function createCors(origins: readonly string[]): Cors {
  const known = new Map<string, readonly string[]>();
  const toOthers = origins.length === 0 ? NONE : ['vary', 'origin'];
  for (const origin of origins) {
    known.set(origin, [
      'access-control-allow-origin',
      origin,
      'access-control-expose-headers',
      EXPOSED,
      ...(origin === '*' ? NONE : ['vary', 'origin']),
    ]);
  }
  const toAll = known.get('*');
  const headersFor = (origin: string | undefined) =>
    toAll ?? (origin === undefined ? toOthers : (known.get(origin) ?? toOthers));

  return {
    headersFor,
    preflight({ headers }, response) {
      const asked = headers['access-control-request-headers'];
      response.writeHead(204, [
        ...headersFor(headers.origin),
        'access-control-allow-methods',
        'GET, POST',
        'access-control-max-age',
        String(PREFLIGHT_LIFETIME_SECONDS),
        ...(asked === undefined ? NONE : ['access-control-allow-headers', asked]),
      ]);
      response.end();
    },
    allowsUpgrade({ headers: { origin, host } }) {
      return origin === undefined || toAll !== undefined || known.has(origin) || URL.parse(origin)?.host === host;
    },
  };
}
