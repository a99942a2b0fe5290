import { describe, expect, it } from 'vitest';
import { childOf, formatTraceparent, parseTraceparent } from './index.ts';

const header = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

describe('traceparent', () => {
  it('keeps the trace and makes a span of its own', () => {
    const parent = parseTraceparent(header)!;
    expect(formatTraceparent(parent)).toBe(header);
    const child = childOf(parent);
    expect(child).toMatchObject({ traceId: parent.traceId, sampled: true });
    expect(child.spanId).not.toBe(parent.spanId);
  });

  it.each([
    undefined,
    '',
    'rubbish',
    header.toUpperCase(),
    header.replace('00-4b', 'ff-4b'),
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
  ])('starts anew for %j', (broken) => {
    expect(parseTraceparent(broken)).toBeNull();
  });
});
