import { describe, expect, it } from 'vitest';
import { seededRandom } from '../testing/library-operations.ts';
import { readPlainAnswerHead } from './answer-head.ts';
import { HEAD_END } from './head.ts';
import { OtherAnswer } from './other-answer.ts';

const head = (fields: string, line = 'HTTP/1.1 200 OK') => `${line}\r\n${fields}`;
const JSON_OF_16 = 'Content-Type: application/json\r\ncontent-length:16\r\n';

describe('the head of a plain answer', () => {
  it('says how long the body is, and what', () => {
    expect(readPlainAnswerHead(head(`${JSON_OF_16}Date: today\r\nset-cookie: a\r\nset-cookie: b\r\n`))).toEqual({
      status: 200,
      contentType: 'application/json',
      length: 16,
      stays: true,
      keptForMs: null,
    });
    expect(readPlainAnswerHead(head('content-length: 0\r\n', 'HTTP/1.1 503'))).toMatchObject({
      status: 503,
      contentType: undefined,
      length: 0,
    });
  });

  it('says how long the connection is kept', () => {
    const stays = (fields: string) => {
      const { stays: kept, keptForMs } = readPlainAnswerHead(head(JSON_OF_16 + fields))!;
      return [kept, keptForMs];
    };
    expect(stays('Connection: Keep-Alive\r\nKeep-Alive: timeout=5\r\n')).toEqual([true, 5_000]);
    expect(stays('keep-alive: max=100, timeout=72\r\n')).toEqual([true, 72_000]);
    expect(stays('connection: close\r\n')).toEqual([false, null]);
  });

  it.each([
    ['HTTP/1.0', head(JSON_OF_16, 'HTTP/1.0 200 OK')],
    ['a status of two digits', head(JSON_OF_16, 'HTTP/1.1 20 OK')],
    ['an interim answer', head('', 'HTTP/1.1 103 Early Hints')],
    ['an answer without a body', head(JSON_OF_16, 'HTTP/1.1 204 No Content')],
    ['no length', head('content-type: application/json\r\n')],
    ['chunks', head(`${JSON_OF_16}transfer-encoding: chunked\r\n`)],
    ['two lengths', head(`${JSON_OF_16}content-length: 17\r\n`)],
    ['a length twice', head(`${JSON_OF_16}content-length: 16\r\n`)],
    ['a list of lengths', head('content-length: 16, 16\r\n')],
    ['a compressed body', head(`${JSON_OF_16}content-encoding: gzip\r\n`)],
    ['an upgrade', head(`${JSON_OF_16}connection: upgrade\r\n`)],
    ['a folded line', head(`${JSON_OF_16}x-a: b\r\n c\r\n`)],
    ['a lone line feed', head(`${JSON_OF_16}x-a: b\nx-b: c\r\n`)],
    ['no HTTP', 'hello\r\n'],
  ])('is not one with %s', (_, text) => expect(readPlainAnswerHead(text)).toBeNull());
});

describe('what Node makes of it', () => {
  it('is the same, to whatever bytes an answer is changed', async () => {
    const random = seededRandom(9_112);
    const pick = (most: number): number => Math.floor(random() * most);
    const spoilt = '\r\n: \t,;0123456789aAzZ_-+(){}"/\u0000\u007f\u00e9\u00ff';
    const whole = Buffer.from(`${head(JSON_OF_16)}X-Served-By: a\r\n\r\n{"data":{"a":1}}`);
    let plain = 0;
    for (let round = 0; round < 3_000; round += 1) {
      const changed = [...whole];
      for (let changes = pick(3); changes > 0; changes -= 1) {
        const byte = spoilt.charCodeAt(pick(spoilt.length));
        changed.splice(pick(changed.length), pick(3), ...(pick(2) === 0 ? [byte] : [byte, byte]));
      }
      const bytes = Buffer.from(changed);
      const headBytes = bytes.indexOf(HEAD_END);
      const read = headBytes < 0 ? null : readPlainAnswerHead(bytes.toString('latin1', 0, headBytes + 2));
      const bodyAt = headBytes + HEAD_END.length;
      if (read === null || bytes.length < bodyAt + read.length) continue;
      plain += 1;
      const { status, contentType, length } = read;
      const answer = bytes.subarray(0, bodyAt + length); // what is behind it is another's affair
      expect(await byNode(answer)).toEqual([status, contentType, answer.toString('utf8', bodyAt)]);
    }
    expect(plain).toBeGreaterThan(1_000);
  });
});

/** Status, content type and body as Node's client reads them. */
function byNode(bytes: Buffer): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const told: unknown[] = [];
    const asking = {
      body: '',
      headers: () => [],
      isOver: false,
      sent: () => {},
      begun: (...begun: unknown[]) => void told.push(...begun),
      answered: (body: Buffer) => resolve([...told, String(body)]),
      broke: reject,
    };
    const answer = new OtherAnswer(asking, 1_000, (error) => error && reject(error));
    answer.take(bytes);
    answer.end();
  });
}
