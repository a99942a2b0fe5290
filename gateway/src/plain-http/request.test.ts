import { createServer, type IncomingHttpHeaders } from 'node:http';
import { Duplex } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../testing/library-operations.ts';
import { readPlainRequest } from './request.ts';

const BODY = '{"query":"{ ü }"}';
const FIELDS = {
  host: 'shop.example',
  'content-type': 'application/json',
  accept: 'application/json',
  authorization: 'Bearer a.b.c',
  'content-length': String(Buffer.byteLength(BODY)),
};
const LINE = 'POST /graphql HTTP/1.1';

const message = (fields: Record<string, string>, line = LINE, body = BODY): Buffer => {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${line}\r\n${lines.join('')}\r\n`, 'latin1'), Buffer.from(body)]);
};

describe('a plain request', () => {
  it('is read whole', () => {
    const request = readPlainRequest(message(FIELDS))!;
    expect(request.url).toBe('/graphql');
    expect(request.headers).toEqual(FIELDS);
    expect(request.body.toString()).toBe(BODY);
  });

  it('has names in lower case, and values without the blanks around them', () => {
    const { host, ...others } = FIELDS;
    const request = readPlainRequest(message({ HOST: ` \t${host} `, 'X-Empty': '  ', ...others }))!;
    expect(request.headers).toEqual({ ...FIELDS, 'x-empty': '' });
  });

  const { host: _host, ...homeless } = FIELDS;
  const { 'content-length': _length, ...endless } = FIELDS;
  it.each<[string, Buffer]>([
    ['a GET', message(FIELDS, 'GET /graphql HTTP/1.1')],
    ['HTTP/1.0', message(FIELDS, 'POST /graphql HTTP/1.0')],
    ['absolute form', message(FIELDS, 'POST http://shop.example/graphql HTTP/1.1')],
    ['two blanks', message(FIELDS, 'POST  /graphql HTTP/1.1')],
    ['a blank before a colon', message({ ...FIELDS, 'x-a ': 'b' })],
    ['a name that is no token', message({ ...FIELDS, 'x(a)': 'b' })],
    ['a control character', message({ ...FIELDS, 'x-a': 'a\u0001b' })],
    ['a lone line feed', message({ ...FIELDS, 'x-a': 'a\nx-b: c' })],
    ['a lone carriage return', message({ ...FIELDS, 'x-a': 'a\rb' })],
    ['a folded line', message({ ...FIELDS, 'x-a': 'a\r\n b' })],
    ['a line without a colon', message({ ...FIELDS, 'x-a': 'a\r\nx' })],
    ['a field twice', message({ ...FIELDS, Host: 'other.example' })],
    ['two lengths', message({ ...FIELDS, 'Content-Length': FIELDS['content-length'] })],
    ['a length that is no number', message({ ...FIELDS, 'content-length': '+18' })],
    ['a length in hexadecimal', message({ ...FIELDS, 'content-length': '0x12' })],
    ['no length', message(endless)],
    ['chunks', message({ ...endless, 'transfer-encoding': 'chunked' })],
    ['a length and chunks', message({ ...FIELDS, 'transfer-encoding': 'chunked' })],
    ['no host', message(homeless)],
    ['an upgrade', message({ ...FIELDS, upgrade: 'websocket' })],
    ['a client that waits to be told to continue', message({ ...FIELDS, expect: '100-continue' })],
    ['a connection that ends', message({ ...FIELDS, connection: 'close' })],
    ['a client that takes parts', message({ ...FIELDS, accept: 'multipart/mixed;deferSpec=20220824' })],
    ['a name that every object has', message({ ...FIELDS, constructor: 'x' })],
    ['a name that is no own property', message(JSON.parse(JSON.stringify(FIELDS).replace('{', '{"__proto__":"x",')))],
    ['a head that is too long', message({ ...FIELDS, 'x-a': 'a'.repeat(16 * 1024) })],
    ['more than one request', Buffer.concat([message(FIELDS), message(FIELDS)])],
    ['more than its body', Buffer.concat([message(FIELDS), Buffer.from('\r\n')])],
    ['nothing', Buffer.alloc(0)],
  ])('is not one with %s', (_, bytes) => {
    expect(readPlainRequest(bytes)).toBeNull();
  });

  it('is not one before its last byte has come', () => {
    const whole = message(FIELDS);
    for (let length = 0; length < whole.length; length += 1)
      expect(readPlainRequest(whole.subarray(0, length))).toBeNull();
  });
});

describe('what Node makes of it', () => {
  it('is the same, to whatever bytes a request is changed', async () => {
    const random = seededRandom(9_112);
    const pick = (most: number): number => Math.floor(random() * most);
    const spoilt = '\r\n: \t,;0123456789aAzZ_-+(){}"/\u0000\u007f\u00e9\u00ff';
    let plain = 0;
    for (let round = 0; round < 3_000; round += 1) {
      const bytes = [
        ...message(round % 2 === 0 ? FIELDS : { ...FIELDS, 'X-Forwarded-For': '10.0.0.1', Cookie: 'a=b' }),
      ];
      for (let changes = pick(3); changes > 0; changes -= 1) {
        const byte = spoilt.charCodeAt(pick(spoilt.length));
        bytes.splice(pick(bytes.length), pick(3), ...(pick(2) === 0 ? [byte] : [byte, byte]));
      }
      const request = readPlainRequest(Buffer.from(bytes));
      if (request === null) continue;
      plain += 1;
      const { url, headers, body } = request;
      expect(await byNode(Buffer.from(bytes))).toEqual([{ url, headers, body: body.toString('latin1') }]);
    }
    expect(plain).toBeGreaterThan(1_000);
  });
});

interface Read {
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The requests that Node's server reads from a connection which brings these bytes, and then one that ends it. */
function byNode(bytes: Buffer): Promise<Read[]> {
  return new Promise((resolve) => {
    const requests: Read[] = [];
    const connection = new Duplex({ read() {}, write: (_piece, _encoding, written) => written() });
    const end = (): void => {
      resolve(requests);
      connection.destroy();
    };
    createServer((request, response) => {
      if (request.url === '/end') return void setImmediate(end); // the body before it has been handed over by then
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        const { url, headers } = request;
        requests.push({ url, headers: { ...headers }, body: Buffer.concat(pieces).toString('latin1') });
        response.end();
      });
    })
      .on('clientError', end)
      .emit('connection', connection);
    connection.push(bytes);
    connection.push('GET /end HTTP/1.1\r\nhost: shop.example\r\n\r\n');
  });
}
