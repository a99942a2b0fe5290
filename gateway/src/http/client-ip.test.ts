import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { createClientIp } from './client-ip.ts';

const from = (remoteAddress: string, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage;

it('believes nobody by default', () => {
  expect(createClientIp([])(from('10.0.0.1', '203.0.113.9'))).toBe('10.0.0.1');
});

it.each([
  ['10.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['10.0.0.1', '198.51.100.1, 203.0.113.9, 10.0.0.2', '203.0.113.9'], // what the client wrote itself is not believed
  ['203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['10.0.0.1', undefined, '10.0.0.1'],
])('believes its proxies, as far back as they go: %s, %s', (remote, forwarded, client) => {
  expect(createClientIp(['10.0.0.0/8', 'loopback'])(from(remote, forwarded))).toBe(client);
});

it('refuses what is no address', () => {
  expect(() => createClientIp(['everybody'])).toThrow('everybody');
});
