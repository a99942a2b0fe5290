import { expect, it } from 'vitest';
import { BoundedQueue } from './bounded-queue.ts';
import { nextMessages } from './next-messages.ts';

/** A socket that takes a message when the test says so. */
function slowSocket() {
  const sent: string[] = [];
  let taken = Promise.withResolvers<void>();
  return {
    sent,
    send(message: string): Promise<void> {
      sent.push(message);
      return taken.promise;
    },
    take() {
      taken.resolve();
      taken = Promise.withResolvers<void>();
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

it('puts each result, as the text that it is, into a message of the operation', async () => {
  const socket = slowSocket();
  const id = 'an "id"';
  const end = nextMessages(['{"data":{"n":1.0}}'].values(), id, socket.send).next();
  await settled();
  socket.take();
  expect(await end).toEqual({ done: true, value: undefined });
  expect(socket.sent).toEqual([`{"id":"an \\"id\\"","type":"next","payload":{"data":{"n":1.0}}}`]);
  expect(JSON.parse(socket.sent[0]!)).toEqual({ id, type: 'next', payload: { data: { n: 1 } } });
});

it('asks for the next result when the network has taken the last, and ends as the results do', async () => {
  const socket = slowSocket();
  const results = new BoundedQueue<string>(10);
  const end = nextMessages(results, '1', socket.send).next();
  results.push('1');
  results.push('2');
  results.fail(new Error('lost'));
  await settled();
  expect(socket.sent).toHaveLength(1);
  socket.take();
  await settled();
  expect(socket.sent).toHaveLength(2);
  socket.take();
  await expect(end).rejects.toThrow('lost');
});

it('lets go of the results when the client completes', async () => {
  const socket = slowSocket();
  let left = false;
  const results = new BoundedQueue<string>(10, () => (left = true));
  const messages = nextMessages(results, '1', socket.send);
  const end = messages.next();
  await messages.return!();
  results.push('1');
  expect(await end).toMatchObject({ done: true });
  expect([left, socket.sent]).toEqual([true, []]);
});
