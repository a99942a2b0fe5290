import type { SubgraphName } from '@emporium/contracts/topology';
import { Pool } from 'undici';
import { ServiceError, ServiceUnavailable, type RemoteError } from './errors.ts';

export interface Transport {
  /** The `data` of the answer. Whatever else comes back is thrown, typed. */
  send(request: { body: string; headers: Record<string, string>; signal: AbortSignal }): Promise<unknown>;
  close(): Promise<void>;
}

const MAX_RESPONSE_BYTES = 16 << 20;

/** One GraphQL endpoint over a pool of kept-alive connections. */
export function createTransport(target: SubgraphName, url: string, connections: number): Transport {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections, maxResponseSize: MAX_RESPONSE_BYTES, keepAliveTimeout: 10_000 });

  return {
    async send({ body, headers, signal }) {
      let status: number;
      let text: string;
      try {
        const response = await pool.request({ path: pathname, method: 'POST', headers, body, signal });
        status = response.statusCode;
        text = await response.body.text();
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        throw new ServiceUnavailable(target, 'the connection failed', { cause: error, mayPass: true });
      }
      return readAnswer(target, status, text);
    },
    close: () => pool.close(),
  };
}

const PASSING = new Set([502, 503, 504]);

function readAnswer(target: SubgraphName, status: number, text: string): unknown {
  const { data, errors } = parse(text);
  if (Array.isArray(errors) && errors.length > 0) throw new ServiceError(target, errors as RemoteError[]);
  if (status === 200 && typeof data === 'object' && data !== null) return data;
  throw new ServiceUnavailable(target, `it answered ${status} with neither data nor errors`, {
    mayPass: PASSING.has(status),
  });
}

function parse(text: string): { data?: unknown; errors?: unknown } {
  try {
    return Object(JSON.parse(text)) as object;
  } catch {
    return {};
  }
}
