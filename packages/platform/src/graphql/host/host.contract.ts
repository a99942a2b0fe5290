import { HEADERS } from '@emporium/contracts/headers';
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signIdentity } from '../../identity/index.ts';
import { identity, SECRET, signedIn, startVault, viewerWith, type VaultHost } from './fixtures/vault-host.ts';

/** What every host answers over HTTP, whoever speaks HTTP in it. */
export function describeHost(server: 'own' | 'apollo'): void {
  let host: VaultHost;
  beforeAll(async () => {
    host = await startVault(server);
  });
  afterAll(() => host.app.close());
  beforeEach(() => {
    host.ran.length = 0;
    host.logged.length = 0;
    host.observed.length = 0;
  });

  describe('GraphQL over HTTP', () => {
    for (const audit of serverAudits({ url: () => host.url, fetchFn: fetch })) {
      it(audit.name, async () => {
        const result = await audit.fn();
        expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
      });
    }

    it('refuses a mutation sent with GET by 405, and does not run it', async () => {
      const response = await fetch(`${host.url}?query=${encodeURIComponent('mutation { knock }')}`);
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
      expect(host.ran).toEqual([]);
    });

    it.each([
      [
        'a body too large',
        413,
        'application/json',
        JSON.stringify({ query: `{ item(id: "${'x'.repeat(5 << 20)}") { id } }` }),
      ],
      ['another content type', 415, 'text/plain', '{ __typename }'],
      ['broken JSON', 400, 'application/json', '{"query":'],
    ])('refuses %s by %d', async (_, status, type, body) => {
      const response = await fetch(host.url, { method: 'POST', headers: { 'content-type': type }, body });
      expect(response.status).toBe(status);
      expect(await response.json()).toMatchObject({ errors: [{ message: expect.any(String) as string }] });
    });

    it('runs the operation that is named', async () => {
      const query = 'query A { item(id: "a") { id } } query B { item(id: "b") { id } }';
      const post = async (operationName?: string) => {
        const response = await fetch(host.url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query, operationName }),
        });
        return (await response.json()) as unknown;
      };
      expect(await post('B')).toEqual({ data: { item: { id: 'b' } } });
      expect(await post('A')).toEqual({ data: { item: { id: 'a' } } });
      expect(await post()).toMatchObject({ errors: [{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }] });
    });

    it('does not serve subscriptions over plain HTTP', async () => {
      const { body } = await host.ask('subscription { ticks(upTo: 1) { sequence } }');
      expect(body.errors?.[0]?.message).toContain('WebSocket');
    });

    it('answers a batch of entities, one type’s absence costing nothing to the others', async () => {
      const { body } = await host.ask(
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Item { id name } ... on Secret { id text } } }',
        {
          variables: {
            r: [
              { __typename: 'Secret', id: 's' },
              { __typename: 'Item', id: '1' },
            ],
          },
          headers: signedIn(),
        },
      );
      expect(body).toEqual({
        data: {
          _entities: [
            { id: 's', text: 'shh' },
            { id: '1', name: 'Item 1' },
          ],
        },
      });
    });

    it('echoes the request id it was given, makes one otherwise, and takes none that could break a log', async () => {
      const id = async (value?: string) =>
        (
          await host.ask('{ __typename }', { headers: value === undefined ? {} : { [HEADERS.requestId]: value } })
        ).headers.get(HEADERS.requestId);
      expect(await id('req-1')).toBe('req-1');
      expect(await id()).toMatch(/^[0-9a-f-]{36}$/);
      expect(await id('x"}{"level":"info')).toMatch(/^[0-9a-f-]{36}$/);
    });

    it('observes what it ran', async () => {
      await host.ask('query Named { item(id: "a") { id } }');
      await host.ask('mutation { knock }');
      expect(host.observed).toMatchObject([
        { name: 'Named', kind: 'query', hasErrors: false },
        { name: null, kind: 'mutation' },
      ]);
    });

    it('tells resolvers when the caller has gone', async () => {
      const controller = new AbortController();
      const asking = host.ask('{ patient }').catch(() => undefined);
      const leaving = fetch(host.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ patient }' }),
        signal: controller.signal,
      }).catch(() => 'left');
      const soon = await host.ask('{ patient }', { headers: { [HEADERS.deadlineMs]: '20' } });
      expect(soon.body).toEqual({ data: { patient: 1 } });
      controller.abort();
      expect(await leaving).toBe('left');
      await expect.poll(() => host.ran.length).toBe(2);
      host.app.server.closeAllConnections(); // the first one
      await asking;
      await expect.poll(() => host.ran.length).toBe(3);
    });
  });

  describe('authorization', () => {
    const codes = ({ body }: { body: { errors?: { extensions: Record<string, unknown>; path?: unknown[] }[] } }) =>
      body.errors?.map(({ extensions, path }) => [extensions['code'], path?.join('.')]) ?? [];

    it('runs everything for a viewer who may see everything', async () => {
      const { body } = await host.ask('{ item(id: "1") { name note margin } secret { text } tool { cost } }', {
        headers: signedIn('seller:pricing', 'finance:ledger'),
      });
      expect(body).toEqual({
        data: { item: { name: 'Item 1', note: 'note of 1', margin: 7 }, secret: { text: 'shh' }, tool: { cost: 3 } },
      });
    });

    it('denies a stranger exactly the protected fields, whose resolvers do not run', async () => {
      const answer = await host.ask('{ item(id: "1") { name note } other: item(id: "2") { name } secret { text } }');
      expect(answer.status).toBe(200);
      expect(answer.body.data).toEqual({
        item: { name: 'Item 1', note: null },
        other: { name: 'Item 2' },
        secret: null,
      });
      expect(new Set(codes(answer).map(String))).toEqual(
        new Set(['UNAUTHENTICATED,item.note', 'UNAUTHENTICATED,secret']),
      );
      expect(codes(answer)).toHaveLength(2);
      expect(host.ran).toEqual([]);
    });

    it('denies a member without the scope, and lets null climb as the specification says', async () => {
      const answer = await host.ask('{ items { name margin } item(id: "1") { note } }', { headers: signedIn('other') });
      expect(answer.body.data).toEqual({ items: null, item: { note: 'note of 1' } });
      expect(codes(answer)).toEqual([['FORBIDDEN', 'items.0.margin']]);
      expect(host.ran).toEqual(['note 1']);
    });

    it('reads scopes as alternatives of sets, on a field that an interface declares too', async () => {
      const cost = async (...scopes: string[]) =>
        (await host.ask('{ tool { label cost } }', { headers: signedIn(...scopes) })).body.data;
      expect(await cost('finance:ledger')).toEqual({ tool: { label: 'Hammer', cost: 3 } });
      expect(await cost('admin', 'audit')).toEqual({ tool: { label: 'Hammer', cost: 3 } });
      expect(await cost('admin')).toEqual({ tool: { label: 'Hammer', cost: null } });
    });

    it('is not fooled by interfaces, fragments or aliases', async () => {
      const strangers = [
        '{ priced { cost } }',
        '{ priced { ... on Tool { cost } } }',
        '{ priced { ...F } } fragment F on Priced { x: cost }',
        '{ node(id: "s") { id } }',
        '{ node(id: "s") { ... on Secret { text } } }',
      ];
      for (const query of strangers) {
        const answer = await host.ask(query);
        expect(codes(answer)[0]?.[0], query).toBe('UNAUTHENTICATED');
        expect(JSON.stringify(answer.body.data), query).not.toMatch(/shh|3|"s"/);
      }
      expect((await host.ask('{ node(id: "1") { id } }')).body).toEqual({ data: { node: { id: '1' } } });
    });

    it('does not ask for what @skip leaves out', async () => {
      const query = 'query ($with: Boolean!) { item(id: "1") { name note @include(if: $with) } }';
      expect((await host.ask(query, { variables: { with: false } })).body).toEqual({
        data: { item: { name: 'Item 1' } },
      });
      expect(codes(await host.ask(query, { variables: { with: true } }))).toEqual([['UNAUTHENTICATED', 'item.note']]);
    });

    it('never runs a denied mutation, and runs the others', async () => {
      const answer = await host.ask('mutation { a: knock b: count c: knock }');
      expect(answer.body.data).toEqual({ a: 1, b: null, c: 2 });
      expect(codes(answer)).toEqual([['UNAUTHENTICATED', 'b']]);
      expect(host.ran).toEqual(['knock', 'knock']);
    });

    it('does not load entities of a denied type, and keeps the order of the others', async () => {
      const answer = await host.ask(
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Item { id } ... on Secret { id } } }',
        {
          variables: {
            r: [
              { __typename: 'Item', id: '1' },
              { __typename: 'Secret', id: 's' },
              { __typename: 'Item', id: '2' },
            ],
          },
        },
      );
      expect(answer.body.data).toEqual({ _entities: [{ id: '1' }, null, { id: '2' }] });
      expect(codes(answer)).toEqual([['UNAUTHENTICATED', '_entities.1']]);
      expect(host.ran).toEqual([]);
    });

    it.each([
      ['forged', () => signIdentity(viewerWith('admin'), 'another secret')],
      ['expired', () => signIdentity(viewerWith('admin'), SECRET, Date.now() - 61_000)],
      ['cut', () => identity('admin').slice(0, -5)],
      ['empty', () => ''],
    ])('answers 401 to an identity that is %s', async (_, header) => {
      const answer = await host.ask('{ item(id: "1") { name } }', { headers: { [HEADERS.identity]: header() } });
      expect(answer.status).toBe(401);
      expect(codes(answer)[0]?.[0]).toBe('UNAUTHENTICATED');
    });
  });

  describe('errors', () => {
    it('masks a bug, and logs it once with the id that the client gets', async () => {
      const answer = await host.ask('{ broken again: broken item(id: "1") { id } }', {
        headers: { [HEADERS.requestId]: 'req-7' },
      });
      expect(answer.body.data).toEqual({ broken: null, again: null, item: { id: '1' } });
      expect(answer.body.errors).toMatchObject([
        { path: ['broken'], extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'req-7' } },
        { path: ['again'], extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'req-7' } },
      ]);
      expect(answer.body.errors?.[0]?.message).toMatch(/^Something went wrong on our side\./);
      expect(JSON.stringify(answer.body)).not.toMatch(/hunter2|10\.0\.0\.1|\.ts:/);
      expect(host.logged.filter(({ level }) => level === 'error')).toMatchObject([
        {
          requestId: 'req-7',
          path: 'broken',
          err: { message: 'password=hunter2 at 10.0.0.1', stack: expect.stringContaining('vault.ts') as string },
        },
        { requestId: 'req-7', path: 'again' },
      ]);
    });

    it('logs once what breaks many fields at once', async () => {
      const r = ['1', 'boom', '2'].map((id) => ({ __typename: 'Item', id }));
      const { body } = await host.ask(
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Item { id } } }',
        {
          variables: { r },
        },
      );
      expect(body.data).toEqual({ _entities: [null, null, null] });
      expect(body.errors).toHaveLength(3);
      expect(host.logged).toMatchObject([{ err: { message: 'no items today' } }]);
    });

    it('masks what resolvers throw as GraphQL errors too', async () => {
      const { body } = await host.ask('{ brokenGraphql }');
      expect(JSON.stringify(body)).not.toContain('SELECT');
      expect(body.errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    });

    it('lets a reason pass that was meant for the client', async () => {
      const { body } = await host.ask('{ refused }');
      expect(body.errors).toMatchObject([
        { message: 'There is no such order.', path: ['refused'], extensions: { code: 'NOT_FOUND', argument: 'id' } },
      ]);
      expect(host.logged).toEqual([]);
    });

    it.each([
      ['GRAPHQL_PARSE_FAILED', '{', {}],
      ['GRAPHQL_VALIDATION_FAILED', '{ nothing }', {}],
      ['BAD_USER_INPUT', 'query ($id: ID!) { item(id: $id) { id } }', {}],
      ['BAD_USER_INPUT', 'query ($id: ID = "1") { item(id: $id) { id } }', { id: null }],
    ])('says %s for %s with %o', async (code, query, variables) => {
      const { body } = await host.ask(query, { variables });
      expect(body.errors?.map(({ extensions }) => extensions['code'])).toEqual([code]);
      expect(host.logged).toEqual([]);
    });

    it('masks a context that cannot be made', async () => {
      const broken = await startVault(server, { context: () => Promise.reject(new Error('no database at 10.0.0.1')) });
      try {
        const { status, body } = await broken.ask('{ item(id: "1") { id } }');
        expect(status).toBeGreaterThanOrEqual(400);
        expect(JSON.stringify(body)).not.toContain('10.0.0.1');
        expect(broken.logged).toMatchObject([{ level: 'error', err: { message: 'no database at 10.0.0.1' } }]);
      } finally {
        await broken.app.close();
      }
    });
  });
}
