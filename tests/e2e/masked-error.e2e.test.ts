import { createGraphqlHost } from '@emporium/platform/graphql/host';
import { createLog } from '@emporium/platform/log';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { Gateway } from '@emporium/gateway';
import { shopper } from './support/client.ts';
import { gatewayOfOurOwn } from './support/gateway.ts';

const SECRET = 'password authentication failed for user "sellers_owner" at 10.0.0.7';

const lines: string[] = [];
let sellers: Awaited<ReturnType<typeof createGraphqlHost>>;
let gateway: Gateway;
beforeAll(async () => {
  const schema = buildSchema(
    'type Query { seller(id: ID, slug: String): Seller } type Seller { displayName: String! }',
  );
  schema.getQueryType()!.getFields()['seller']!.resolve = () => {
    throw new TypeError(SECRET);
  };
  sellers = await createGraphqlHost({
    schema,
    context: (request) => request,
    identitySecret: inject('marketplace').secret,
    log: createLog({ name: 'sellers', destination: { write: (line) => void lines.push(line) } }),
  });
  const url = await sellers.listen({ host: '127.0.0.1', port: 0 });
  gateway = await gatewayOfOurOwn({ sellers: `${url}/graphql` });
});
afterAll(async () => {
  await gateway.stop();
  await sellers.close();
});

it('a bug in a subgraph is masked, and its request id finds the log line that says what it was', async () => {
  const answer = await shopper(null, gateway.url).query('{ seller(slug: "any") { displayName } }');
  expect(answer.data).toEqual({ seller: null });
  expect(JSON.stringify(answer)).not.toContain('sellers_owner');
  expect(answer.errors).toHaveLength(1);
  const { path, extensions } = answer.errors![0]!;
  expect(path).toEqual(['seller']);
  expect(extensions?.code).toBe('INTERNAL_SERVER_ERROR');

  const found = lines
    .map((line) => JSON.parse(line) as Line)
    .filter((line) => line.requestId === extensions!.requestId);
  expect(found).toEqual([
    expect.objectContaining({ service: 'sellers', level: 'error', path: 'seller', err: expect.anything() }),
  ]);
  expect(found[0]!.err).toMatchObject({ type: 'TypeError', message: SECRET });
  expect(found[0]!.err.stack).toContain('masked-error.e2e.test.ts');
});

interface Line {
  readonly requestId?: string;
  readonly err: { readonly type: string; readonly message: string; readonly stack: string };
}
