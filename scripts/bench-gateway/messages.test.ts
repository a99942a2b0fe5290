import { expect, it } from 'vitest';
import { createMessageReader } from './messages.ts';

const message = (body: string) => `HTTP/1.1 200 OK\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

/** What the reader makes of the bytes when they come in pieces of this size. */
function read(text: string, pieceBytes: number): string[] {
  const bodies: string[] = [];
  const reader = createMessageReader((_head, body) => bodies.push(body.toString()));
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += pieceBytes) reader(bytes.subarray(at, at + pieceBytes));
  return bodies;
}

it.each([1, 2, 3, 7, 50, 1_000])('finds every message, however the bytes are cut: %i at a time', (pieceBytes) => {
  const bodies = ['{"a":1}', '', 'é\r\n\r\nContent-Length: 5\r\n\r\n', 'x'.repeat(300)];
  expect(read(bodies.map(message).join(''), pieceBytes)).toEqual(bodies);
});

it('refuses what it cannot read', () => {
  expect(() => read('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n', 1_000)).toThrow('without content-length');
});
