import { MessageType } from 'graphql-ws';

/**
 * What graphql-ws is given as an operation's results: an iterator that writes each result to the socket itself, asks for
 * the next one when the network has taken the last, and ends or fails without ever handing over a value.
 *
 * A result is JSON text already, and of a shared stream the same text for every socket; only the envelope is a socket's
 * own. Given to graphql-ws as values, each result would be parsed, and written again for every socket.
 */
export function nextMessages(
  results: Iterator<string> | AsyncIterator<string>,
  id: string,
  send: (message: string) => Promise<void>,
): AsyncIterableIterator<never> {
  const envelope = `{"id":${JSON.stringify(id)},"type":"${MessageType.Next}","payload":`;
  return {
    async next() {
      for (;;) {
        const { done, value } = await results.next();
        if (done) return { done, value: undefined };
        await send(`${envelope}${value}}`);
      }
    },
    async return() {
      await results.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
