import type { IncomingMessage } from 'node:http';
import proxyAddr from 'proxy-addr';
import type { RequestHead } from './exchange.ts';

/** The address that a request came from. */
export type ClientIp = (request: RequestHead) => string;

/**
 * `X-Forwarded-For` is believed as far back as the addresses in it are those of `trustedProxies`: addresses, networks
 * such as `10.0.0.0/8`, or `loopback`, `linklocal`, `uniquelocal`. With none, it is ignored.
 *
 * @throws when one of them is no address
 */
export function createClientIp(trustedProxies: readonly string[]): ClientIp {
  const direct = (request: RequestHead): string => request.socket.remoteAddress ?? '';
  if (trustedProxies.length === 0) return direct;
  const isTrusted = proxyAddr.compile([...trustedProxies]);
  return (request) =>
    request.headers['x-forwarded-for'] === undefined
      ? direct(request)
      : proxyAddr(request as IncomingMessage, isTrusted);
}
