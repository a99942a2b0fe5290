import { Writable } from 'node:stream';
import { createLog } from '@emporium/platform/log';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

let on: TestGateway;
const lines: Record<string, unknown>[] = [];
beforeAll(async () => {
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (const line of chunk.toString().split('\n').filter(Boolean)) lines.push(JSON.parse(line) as never);
      done();
    },
  });
  on = await startTestGateway({ log: createLog({ name: 'gateway', destination }) });
});
afterAll(() => on.stop());

it('passes a known code with its details and names the subgraph', async () => {
  const { errors } = await on.query('{ fail(code: "NOT_FOUND") }');
  expect(errors).toEqual([
    {
      message: 'the password of the database is hunter2',
      path: ['fail'],
      extensions: { code: 'NOT_FOUND', hint: 'kept', service: 'products' },
    },
  ]);
});

it.each(['{ fail }', '{ fail(code: "SQL_ERROR") }', '{ fail(code: "GRAPHQL_VALIDATION_FAILED") }'])(
  'masks what is unexpected, and the log has it under the request id: %s',
  async (query) => {
    const answer = await on.query(query);
    const requestId = answer.headers.get('x-request-id')!;
    expect(answer.errors).toEqual([
      {
        message: expect.stringContaining('report the request id'),
        path: ['fail'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', service: 'products', requestId },
      },
    ]);
    expect(JSON.stringify(answer)).not.toContain('hunter2');
    const found = lines.filter((line) => line['requestId'] === requestId);
    expect(JSON.stringify(found)).toContain('hunter2');
    expect(found.map(({ msg }) => msg)).toContain('operation failed unexpectedly');
  },
);

it('masks over WebSocket alike', async () => {
  const client = on.connect();
  const result = await client.iterate({ query: '{ fail }', extensions: { requestId: 'from-the-client-1' } }).next();
  expect(result.value?.errors).toMatchObject([
    { extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'from-the-client-1' } },
  ]);
  expect(JSON.stringify(result.value)).not.toContain('hunter2');
});

it('reports a value that the schema promises and a subgraph did not give', async () => {
  on.market.products.fault = (response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"product":{"title":null}}}');
  try {
    const { data, errors } = await on.query('{ product(id: "p1") { title } }');
    expect(data).toEqual({ product: null });
    expect(errors).toMatchObject([{ path: ['product', 'title'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
  } finally {
    on.market.products.fault = null;
  }
});

it('tells a client what is wrong with its own operation', async () => {
  expect((await on.query('{ nope }')).errors?.[0]?.extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
  expect((await on.query('{')).errors?.[0]?.extensions).toEqual({ code: 'GRAPHQL_PARSE_FAILED' });
  const wrong = await on.query('query ($id: ID!) { product(id: $id) { id } }', { variables: { id: {} } });
  expect([wrong.status, wrong.errors?.[0]?.extensions]).toEqual([400, { code: 'BAD_USER_INPUT' }]);
});
