import { expect, it, vi } from 'vitest';
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
