import type { ExecutionResult } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import { mapStream } from './result-stream.ts';

const result = (n: number): ExecutionResult => ({ data: { n } });

/** A source that gives what it is told, and waits for ever when it is told nothing. */
function sourceOf(...steps: (ExecutionResult | Error)[]) {
  const closed = vi.fn<() => Promise<IteratorReturnResult<undefined>>>(() =>
    Promise.resolve({ done: true, value: undefined }),
  );
  const source: AsyncIterableIterator<ExecutionResult> = {
    next() {
      const step = steps.shift();
      if (step === undefined) return new Promise(() => undefined);
      return step instanceof Error ? Promise.reject(step) : Promise.resolve({ done: false, value: step });
    },
    return: closed,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
  const onEnd = vi.fn<() => void>();
  const stream = mapStream(source, {
    map: ({ data }) => ({ data: { seen: data?.['n'] } }),
    onFailure: (error) => ({ data: { failure: String(error) } }),
    onEnd,
  });
  return { stream, closed, onEnd };
}
const DONE = { done: true, value: undefined };

describe('a stream of results', () => {
  it('shows each as it is presented', async () => {
    const { stream } = sourceOf(result(1), result(2));
    expect(await stream.next()).toEqual({ done: false, value: { data: { seen: 1 } } });
    expect(await stream.next()).toEqual({ done: false, value: { data: { seen: 2 } } });
  });

  it('ends while it waits, closes its source, and says so once', async () => {
    const { stream, closed, onEnd } = sourceOf();
    const waiting = stream.next();
    expect(await stream.return!()).toEqual(DONE);
    expect(await waiting).toEqual(DONE);
    await stream.return!();
    expect(await stream.next()).toEqual(DONE);
    expect([closed.mock.calls.length, onEnd.mock.calls.length]).toEqual([1, 1]);
  });

  it('of a source that breaks gives one last result', async () => {
    const { stream, onEnd } = sourceOf(result(1), new Error('broken'));
    await stream.next();
    expect((await stream.next()).value).toEqual({ data: { failure: 'Error: broken' } });
    expect(await stream.next()).toEqual(DONE);
    expect(onEnd).toHaveBeenCalledTimes(1);
  });

  it('does not mind a source that breaks while it is closed', async () => {
    const { stream, closed } = sourceOf();
    closed.mockRejectedValue(new Error('broken'));
    expect(await stream.return!()).toEqual(DONE);
  });
});
