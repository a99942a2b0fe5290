import { describe, expect, it } from 'vitest';
import { ProtocolError } from './response-head.ts';
import { ResponseReader, TooLarge } from './response-reader.ts';

const LIMIT = 100;
const TEXT = '{"title":"Jalapeño 🌶️ – naïve"}';
const withLength = (text: string) => `HTTP/1.1 200 OK\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;

/** Cuts inside characters too: chunk borders know nothing of them. */
function chunked(text: string, size: number, extension = '', trailers = ''): Buffer {
  const bytes = Buffer.from(text);
  const parts: Buffer[] = [Buffer.from('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n')];
  for (let at = 0; at < bytes.length; at += size) {
    const part = bytes.subarray(at, at + size);
    parts.push(Buffer.from(`${part.length.toString(16)}${extension}\r\n`), part, Buffer.from('\r\n'));
  }
  return Buffer.concat([...parts, Buffer.from(`0\r\n${trailers}\r\n`)]);
}

/** Reads it in the pieces that the socket's one buffer would hold one after the other. */
function readInPieces(reader: ResponseReader, pieces: readonly Buffer[]): boolean {
  const buffer = Buffer.alloc(4096, '\r\n\r\n'); // what was there before must not be taken for the answer
  let whole = false;
  for (const piece of pieces) {
    piece.copy(buffer);
    whole = reader.read(buffer, piece.length);
    buffer.fill('\r\n0\r\n\r\n');
  }
  return whole;
}

const MESSAGES: readonly (readonly [string, Buffer])[] = [
  ['with a length', Buffer.from(withLength(TEXT))],
  ['in one chunk', chunked(TEXT, 1_000)],
  ['in chunks of three bytes', chunked(TEXT, 3)],
  ['in chunks with extensions and trailers', chunked(TEXT, 16, ' ; name="value"', 'digest: x\r\nother: y\r\n')],
  ['behind interim answers', Buffer.from(`HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n${withLength(TEXT)}`)],
];

describe.each(MESSAGES)('an answer %s', (_, message) => {
  it('is whole at its last byte, wherever it is cut', () => {
    for (let cut = 0; cut <= message.length; cut += 1) {
      const reader = new ResponseReader(LIMIT);
      const pieces = [message.subarray(0, cut), message.subarray(cut)].filter((piece) => piece.length > 0);
      if (pieces.length === 2) {
        expect(readInPieces(reader, pieces.slice(0, 1)), `cut at ${cut}`).toBe(false);
        expect(reader.begun).toBe(true);
        reader.reset();
      }
      expect(readInPieces(reader, pieces), `cut at ${cut}`).toBe(true);
      expect(reader.text).toBe(TEXT);
      expect(reader.overrun).toBe(false);
    }
  });

  it('arrives byte by byte', () => {
    const reader = new ResponseReader(LIMIT);
    expect(
      readInPieces(
        reader,
        Array.from(message, (byte) => Buffer.of(byte)),
      ),
    ).toBe(true);
    expect(reader.text).toBe(TEXT);
  });

  it('is read again after another, by the same reader', () => {
    const reader = new ResponseReader(LIMIT);
    for (let i = 0; i < 3; i += 1) {
      reader.reset();
      expect(reader.begun).toBe(false);
      expect(readInPieces(reader, [message])).toBe(true);
      expect(reader.text).toBe(TEXT);
    }
  });

  it('is seen to have bytes behind it', () => {
    const reader = new ResponseReader(LIMIT);
    expect(readInPieces(reader, [Buffer.concat([message, Buffer.from('H')])])).toBe(true);
    expect(reader).toMatchObject({ text: TEXT, overrun: true });
  });
});

describe('an answer without a length', () => {
  const message = Buffer.from(`HTTP/1.1 200 OK\r\n\r\n${TEXT}`);

  it('ends with the connection', () => {
    const reader = new ResponseReader(LIMIT);
    expect(readInPieces(reader, [message.subarray(0, 40), message.subarray(40)])).toBe(false);
    expect(reader.end()).toBe(true);
    expect(reader.text).toBe(TEXT);
  });
});

describe('an answer that ends too early', () => {
  it.each(MESSAGES)('%s is not whole', (_, message) => {
    const reader = new ResponseReader(LIMIT);
    readInPieces(reader, [message.subarray(0, -1)]);
    expect(reader.end()).toBe(false);
  });
});

describe('the limit', () => {
  const over = 'x'.repeat(LIMIT + 1);
  it.each([
    ['announced', Buffer.from(`HTTP/1.1 200 OK\r\ncontent-length: ${LIMIT + 1}\r\n\r\n`)],
    ['in chunks', chunked(over, 30)],
    ['without a length', Buffer.from(`HTTP/1.1 200 OK\r\n\r\n${over}`)],
  ])('holds for a body %s', (_, message) => {
    expect(() => readInPieces(new ResponseReader(LIMIT), [message])).toThrow(TooLarge);
  });

  it('lets a body through that just reaches it', () => {
    const reader = new ResponseReader(LIMIT);
    expect(readInPieces(reader, [chunked('x'.repeat(LIMIT), 30)])).toBe(true);
    reader.reset();
    expect(readInPieces(reader, [Buffer.from(withLength('x'.repeat(LIMIT)))])).toBe(true);
  });

  it('holds for the header fields', () => {
    const reader = new ResponseReader(LIMIT);
    const endless = Buffer.from(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(2_000)}`);
    const more = Array.from({ length: 20 }, () => Buffer.from('y'.repeat(2_000)));
    expect(() => readInPieces(reader, [endless, ...more])).toThrow(ProtocolError);
  });
});

describe('what is no HTTP', () => {
  const chunks = (body: string) => Buffer.from(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${body}`);
  it.each([
    ['garbage', Buffer.from('SSH-2.0-OpenSSH_9.6\r\n\r\n')],
    ['an upgrade', Buffer.from('HTTP/1.1 101 Switching Protocols\r\n\r\n')],
    ['a chunk without a size', chunks('\r\nabc\r\n')],
    ['a chunk with a negative size', chunks('-1\r\nabc\r\n')],
    ['a chunk that is longer than it says', chunks('2\r\nabc\r\n0\r\n\r\n')],
    ['a bare line feed behind a size', chunks('3\nabc\r\n')],
    ['an endless line', chunks(`3;${'x'.repeat(3_000)}`)],
  ])('%s is refused', (_, message) => {
    const reader = new ResponseReader(LIMIT);
    expect(() => readInPieces(reader, [message, message])).toThrow(ProtocolError);
  });
});
