import { childOf } from '@emporium/platform/trace';
import { describe, expect, it } from 'vitest';
import { testContext } from '../testing/request-context.ts';
import { fetchHead, fetchPrefix } from './fetch-head.ts';

const fields = (passedOn: string[] | null, identity: string | null = null): string[] => {
  const context = testContext({ passedOn, identity: () => identity });
  return fetchHead('', context, childOf(context.trace), 1_234.5).split('\r\n');
};

describe('the head of a fetch', () => {
  it('begins with what never changes', () => {
    expect(fetchPrefix(new URL('https://[::1]:4002/a/graphql?tenant=1')).split('\r\n').slice(0, 2)).toEqual([
      'POST /a/graphql?tenant=1 HTTP/1.1',
      'host: [::1]:4002',
    ]);
  });

  it('says how long the caller waits, which request it is, and a span of its own', () => {
    expect(fields(null)).toEqual([
      'x-emporium-deadline-ms: 1235',
      'x-request-id: request-1',
      expect.stringMatching(/^traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$/),
      '',
    ]);
  });

  it('carries the signed identity', () => {
    expect(fields(null, 'a.b.c')).toContain('x-emporium-identity: a.b.c');
  });

  it('passes on what it is told to', () => {
    expect(fields(['Authorization', 'Bearer x', 'x-tenant', 'Müller']).slice(3)).toEqual([
      'authorization: Bearer x',
      'x-tenant: Müller',
      '',
    ]);
  });

  it.each([
    ['x-emporium-identity', 'forged'],
    ['X-Emporium-Deadline-Ms', '1'],
    ['Content-Length', '0'],
    ['transfer-encoding', 'chunked'],
    ['host', 'elsewhere'],
    ['connection', 'close'],
    ['accept-encoding', 'br'],
    ['x-tenant', 'a\r\nx-emporium-identity: forged'],
    ['x-tenant', 'a\nb'],
    ['x-tenant', 'a\0'],
    ['x-tenant', 'Ċ'], // would end the line when cut to a byte
  ])('never passes on %s: %j', (name, value) => {
    expect(fields([name, value]).slice(3)).toEqual(['']);
  });
});
