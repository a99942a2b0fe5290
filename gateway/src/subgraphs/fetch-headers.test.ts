import { childOf } from '@emporium/platform/trace';
import { describe, expect, it } from 'vitest';
import { testContext } from '../testing/request-context.ts';
import { fetchHeaders } from './fetch-headers.ts';

const fields = (passedOn: string[] | null, identity: string | null = null): [string, string][] => {
  const context = testContext({ passedOn, identity: () => identity });
  const flat = fetchHeaders(context, childOf(context.trace), 1_234.5);
  return Array.from({ length: flat.length / 2 }, (_, at) => [flat[2 * at]!, flat[2 * at + 1]!]);
};

describe('the header fields of a fetch', () => {
  it('say how long the caller waits, which request it is, and a span of its own', () => {
    expect(fields(null)).toEqual([
      ['content-type', 'application/json'],
      ['accept', 'application/graphql-response+json, application/json;q=0.9'],
      ['x-emporium-deadline-ms', '1235'],
      ['x-request-id', 'request-1'],
      [
        'traceparent',
        expect.stringMatching(/^00-4bf92f3577b34da6a3ce929d0e0e4736-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$/),
      ],
    ]);
  });

  it('carry the signed identity', () => {
    expect(fields(null, 'a.b.c')).toContainEqual(['x-emporium-identity', 'a.b.c']);
  });

  it('pass on what they are told to', () => {
    expect(fields(['Authorization', 'Bearer x', 'x-tenant', 'Müller']).slice(5)).toEqual([
      ['authorization', 'Bearer x'],
      ['x-tenant', 'Müller'],
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
  ])('never pass on %s: %j', (name, value) => {
    expect(fields([name, value]).slice(5)).toEqual([]);
  });
});
