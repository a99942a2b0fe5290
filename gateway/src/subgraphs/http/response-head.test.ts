import { describe, expect, it } from 'vitest';
import { parseHead, ProtocolError } from './response-head.ts';

const head = (...lines: string[]) => parseHead(lines.join('\r\n'));

describe('the head of an answer', () => {
  it('says status, content type, length, and how long the connection lives', () => {
    expect(
      head(
        'HTTP/1.1 200 OK',
        'Content-Type: application/json; charset=utf-8',
        'Content-Length: 17',
        'Date: Sat, 21 Nov 2026 15:00:00 GMT',
        'Connection: keep-alive',
        'Keep-Alive: timeout=5, max=100',
      ),
    ).toEqual({
      status: 200,
      contentType: 'application/json; charset=utf-8',
      body: 17,
      keepAlive: true,
      keepAliveSeconds: 5,
    });
  });

  it('needs neither a reason nor a space in front of a value', () => {
    expect(head('HTTP/1.1 404', 'content-length:0')).toMatchObject({ status: 404, body: 0, contentType: undefined });
  });

  it.each([
    [['HTTP/1.1 200 OK', 'transfer-encoding: Chunked'], 'chunked', true],
    [['HTTP/1.1 200 OK'], 'untilClose', false],
    [['HTTP/1.1 204 No Content', 'content-length: 5'], 0, true],
    [['HTTP/1.1 304 Not Modified'], 0, true],
    [['HTTP/1.1 100 Continue'], 0, true],
    [['HTTP/1.1 200 OK', 'content-length: 1', 'connection: Close'], 1, false],
    [['HTTP/1.1 200 OK', 'content-length: 1', 'connection: x, close'], 1, false],
    [['HTTP/1.0 200 OK', 'content-length: 1'], 1, false],
    [['HTTP/1.0 200 OK', 'content-length: 1', 'connection: keep-alive'], 1, true],
    [['HTTP/1.1 200 OK', 'content-length: 2', 'content-length: 2'], 2, true],
  ] as const)('%j has a body of %j, kept alive: %j', (lines, body, keepAlive) => {
    expect(head(...lines)).toMatchObject({ body, keepAlive });
  });

  it.each([
    [['HTTP/2 200']],
    [['HTTP/1.1 20 OK']],
    [['200 OK']],
    [['HTTP/1.1 200 OK', 'no colon']],
    [['HTTP/1.1 200 OK', 'name : value']],
    [['HTTP/1.1 200 OK', 'a: b', ' folded']],
    [['HTTP/1.1 200 OK', ': nameless']],
    [['HTTP/1.1 200 OK', 'content-length: 1', 'content-length: 2']],
    [['HTTP/1.1 200 OK', 'content-length: 1, 1']],
    [['HTTP/1.1 200 OK', 'content-length: -1']],
    [['HTTP/1.1 200 OK', 'content-length: 0x10']],
    [['HTTP/1.1 200 OK', 'content-length: ']],
    [['HTTP/1.1 200 OK', 'content-length: 5', 'transfer-encoding: chunked']],
    [['HTTP/1.1 200 OK', 'transfer-encoding: gzip, chunked']],
    [['HTTP/1.1 200 OK', 'transfer-encoding: chunked', 'transfer-encoding: chunked']],
  ])('is refused when its end could be mistaken: %j', (lines) => {
    expect(() => head(...lines)).toThrow(ProtocolError);
  });
});
