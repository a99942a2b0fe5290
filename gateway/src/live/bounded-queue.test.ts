import { describe, expect, it, vi } from 'vitest';
import { BoundedQueue } from './bounded-queue.ts';

it('gives values in order, then the end', async () => {
  const queue = new BoundedQueue<number>(3);
  queue.push(1);
  queue.push(2);
  queue.finish();
  const got: number[] = [];
  for await (const value of queue) got.push(value);
  expect(got).toEqual([1, 2]);
  expect(await queue.next()).toEqual({ done: true, value: undefined });
});

it('gives what is queued before an error, and the error once', async () => {
  const queue = new BoundedQueue<number>(3);
  queue.push(1);
  queue.fail(new Error('lost'));
  expect(await queue.next()).toEqual({ done: false, value: 1 });
  await expect(queue.next()).rejects.toThrow('lost');
  expect(await queue.next()).toEqual({ done: true, value: undefined });
});

it('says when it is full, and takes values again after one is read', async () => {
  const queue = new BoundedQueue<number>(1);
  expect([queue.push(1), queue.push(2)]).toEqual([true, false]);
  await queue.next();
  expect(queue.push(3)).toBe(true);
});

it('ends a waiting reader at once when it returns, and tells the feeder once', async () => {
  const onReturn = vi.fn();
  const queue = new BoundedQueue<number>(1, onReturn);
  const waiting = queue.next();
  await queue.return();
  await queue.return();
  expect(await waiting).toEqual({ done: true, value: undefined });
  expect(onReturn).toHaveBeenCalledTimes(1);
});

it('tells nobody when the feeder had ended it first', async () => {
  const onReturn = vi.fn();
  const queue = new BoundedQueue<number>(1, onReturn);
  queue.finish();
  await queue.return();
  expect(onReturn).not.toHaveBeenCalled();
});

describe('values with a subject', () => {
  const drained = async (queue: BoundedQueue<string>): Promise<string[]> => {
    queue.finish();
    const got: string[] = [];
    for await (const value of queue) got.push(value);
    return got;
  };

  it('are all kept while there is room', async () => {
    const queue = new BoundedQueue<string>(3);
    for (const value of ['a1', 'a2', 'b1']) queue.push(value, value[0]!);
    expect(await drained(queue)).toEqual(['a1', 'a2', 'b1']);
  });

  it('make room for newer ones, in order; others are never dropped', async () => {
    const queue = new BoundedQueue<string>(4);
    queue.push('a1', 'a');
    queue.push('fact');
    queue.push('b1', 'b');
    queue.push('a2', 'a');
    expect(queue.push('b2', 'b')).toBe(true);
    expect(await drained(queue)).toEqual(['fact', 'a2', 'b2']);
  });

  it('overflow when there are more subjects than room', () => {
    const queue = new BoundedQueue<string>(2);
    expect(['a', 'b', 'c'].map((subject) => queue.push(subject, subject))).toEqual([true, true, false]);
  });
});
