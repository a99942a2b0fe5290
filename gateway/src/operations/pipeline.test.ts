import { silentLog } from '@emporium/platform/log';
import { ANONYMOUS, type Viewer } from '@emporium/platform/identity';
import { GraphQLError, OperationTypeNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { Abandonment } from '../abandonment.ts';
import type { Access, Permitted } from '../access/access.ts';
import type { Budget, Throttle } from '../demand/demand.ts';
import { createMask } from '../errors/mask.ts';
import { LIMITS } from '../limits.ts';
import { createMetrics } from '../metrics.ts';
import type { RequestContext } from '../request-context.ts';
import { createLocalEngine, type LocalEngine } from '../testing/local-engine.ts';
import type { AdmittedOperation, Answer, OperationRequest, Pipeline } from './operation.ts';
import { createPipeline, type PipelineOptions } from './pipeline.ts';

const SDL = `
  directive @cacheControl(maxAge: Int) on FIELD_DEFINITION
  type Query {
    hello(name: String = "you", in: In): String
    kept: Int @cacheControl(maxAge: 60)
    fail(code: String): String
  }
  input In { text: String }
  type Mutation { bump: Int }
  type Subscription { ticks: Int }
`;
const ROOT = {
  hello: ({ name }: { name: string }) => `hello ${name}`,
  kept: 1,
  bump: 1,
  fail: ({ code }: { code?: string }) => {
    throw new GraphQLError('insides', { extensions: code ? { code } : {} });
  },
};

const everybody: Access = { compile: () => ({ isPublic: true, restrict: () => null }) };
/** Everything costs as many units as its document has characters. */
const byLength: PipelineOptions['costOf'] = () => ({ compile: (document) => () => document.loc!.end });

interface On {
  readonly pipeline: Pipeline;
  readonly engine: LocalEngine;
  readonly metrics: ReturnType<typeof createMetrics>;
  ask(
    request: OperationRequest | string,
    context?: Partial<RequestContext>,
  ): Promise<Answer & { readonly json: ReturnType<typeof JSON.parse> }>;
}

function start(overrides: Partial<PipelineOptions> = {}): On {
  const engine = createLocalEngine(SDL, ROOT);
  const metrics = createMetrics();
  const pipeline = createPipeline({
    engine,
    documents: { resolve: ({ query }) => ({ text: query ?? '' }), trusted: [] },
    accessOf: () => everybody,
    costOf: null,
    throttle: null,
    budget: null,
    limits: LIMITS,
    introspection: true,
    mask: createMask(silentLog),
    metrics,
    log: silentLog,
    ...overrides,
  });
  return {
    pipeline,
    engine,
    metrics,
    async ask(request, context = {}) {
      const answer = await pipeline.run(typeof request === 'string' ? { query: request } : request, {
        ...contextOf(),
        ...context,
      });
      return { ...answer, json: JSON.parse(String(answer.body)) as never };
    },
  };
}

const contextOf = (): RequestContext => ({
  requestId: 'request-1',
  viewer: ANONYMOUS,
  clientKey: '10.0.0.1',
  clientIp: '10.0.0.1',
  trace: { traceId: '1'.repeat(32), spanId: '1'.repeat(16), sampled: false },
  spans: null,
  abandonment: new Abandonment(),
  deadlineAtMs: Infinity,
  transport: 'http',
  identity: () => null,
  passedOn: null,
  takesParts: false,
  costOnly: false,
  showPlan: false,
});
const USER: Viewer = {
  kind: 'user',
  id: 'usr_1' as never,
  sessionId: 'ses_1' as never,
  scopes: [],
  tokenExpiresAt: new Date(8e15),
};

describe('a run', () => {
  it('answers with what the engine made of it', async () => {
    const { ask, engine } = start();
    expect(await ask({ query: 'query A($n: String) { hello(name: $n) }', variables: { n: 'Ada', unused: 1 } })).toEqual(
      {
        body: '{"data":{"hello":"hello Ada"}}',
        status: 200,
        headers: null,
        json: { data: { hello: 'hello Ada' } },
      },
    );
    expect(engine.ran.map(({ variables }) => variables)).toEqual([{ n: 'Ada' }]);
  });

  it('prepares and plans an operation once', async () => {
    const { ask, engine } = start();
    const query = 'query A { hello } query B { kept }';
    for (const operationName of ['A', 'B', 'A', 'B']) await ask({ query, operationName });
    expect(engine.planned).toEqual(['schema-1 A', 'schema-1 B']);
  });

  it.each([
    ['GRAPHQL_PARSE_FAILED', { query: '{' }],
    ['GRAPHQL_VALIDATION_FAILED', { query: '{ nothing }' }],
    ['OPERATION_RESOLUTION_FAILURE', { query: 'query A { hello } query B { hello }' }],
    ['OPERATION_RESOLUTION_FAILURE', { query: 'query A { hello }', operationName: 'C' }],
    ['BAD_USER_INPUT', { query: 'query ($n: String) { hello(name: $n) }', variables: { n: {} } }],
    [
      'BAD_USER_INPUT',
      {
        query: 'query ($in: In) { hello(in: $in) }',
        variables: { in: { text: 'x'.repeat(LIMITS.variablesLength + 1) } },
      },
    ],
  ])('refuses with %s and without data: %o', async (code, request) => {
    const { ask, engine } = start();
    const { json, status } = await ask(request);
    expect(status).toBe(400);
    expect(json).toMatchObject({ errors: [{ extensions: { code } }] });
    expect(json).not.toHaveProperty('data');
    expect(engine.ran).toEqual([]);
  });

  it('does not change anything for a request that promised not to', async () => {
    const { ask, engine } = start();
    expect(await ask({ query: 'mutation { bump }', readOnly: true })).toMatchObject({
      status: 405,
      headers: { allow: 'POST' },
    });
    expect(engine.ran).toEqual([]);
    expect((await ask('mutation { bump }')).json).toEqual({ data: { bump: 1 } });
  });

  it('masks what is unexpected and shows what is not', async () => {
    const { ask } = start();
    const { json } = await ask('{ fail a: fail(code: "NOT_FOUND") }');
    expect(json).toMatchObject({
      data: { fail: null, a: null },
      errors: [
        { path: ['fail'], extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'request-1' } },
        { message: 'insides', path: ['a'], extensions: { code: 'NOT_FOUND' } },
      ],
    });
    expect(json.errors[0].message).not.toContain('insides');
  });

  it('survives a bug, and hides it', async () => {
    const broken: Access = {
      compile: () => ({
        isPublic: true,
        restrict() {
          throw new Error('insides');
        },
      }),
    };
    const { ask, pipeline } = start({ accessOf: () => broken });
    const answer = await ask('{ hello }');
    expect(answer).toMatchObject({ status: 500, json: { errors: [{ extensions: { requestId: 'request-1' } }] } });
    expect(answer.body).not.toContain('insides');
    expect(pipeline.admit({ query: '{ hello }' }, contextOf())).toMatchObject({ status: 500 });
  });

  it('is measured by name, transport and outcome', async () => {
    const { ask, metrics } = start();
    await ask('query Home { hello }');
    await ask('query Home { fail }', { transport: 'sse' });
    await ask('{');
    const text = await metrics.registry.metrics();
    expect(text).toContain('count{operation="Home",type="query",transport="http",outcome="ok"} 1');
    expect(text).toContain('count{operation="Home",type="query",transport="sse",outcome="errors"} 1');
    expect(text).toContain('count{operation="anonymous",type="unknown",transport="http",outcome="errors"} 1');
  });

  it('shows its plan to who may see it', async () => {
    const { ask } = start();
    expect((await ask('query A { hello }', { showPlan: true })).json.extensions).toEqual({ plan: 'Local { A }' });
  });
});

describe('subscriptions', () => {
  it('are admitted where they can be served, and told where elsewhere', async () => {
    const { ask, pipeline } = start();
    const { status, json } = await ask('subscription { ticks }');
    expect(status).toBe(400);
    expect(json.errors[0].message).toMatch(/graphql-transport-ws.*\/graphql\/stream/);
    const admitted = pipeline.admit({ query: 'subscription { ticks }' }, contextOf()) as AdmittedOperation;
    expect(admitted.prepared.planned.stream?.service).toBe('local');
  });
});

describe('what a viewer may not see', () => {
  /** Visitors do not see `kept`. */
  const noKept: Access = {
    compile: (document, operation) => ({
      isPublic: false,
      restrict: ({ kind }): Permitted | null =>
        kind !== 'anonymous'
          ? null
          : {
              key: 'visitor',
              narrowed:
                operation.selectionSet.selections.length === 1
                  ? null
                  : {
                      document: { ...document, definitions: [withoutLast(operation)] },
                      operation: withoutLast(operation),
                    },
              complete: (executed) => ({
                data: JSON.stringify({ ...JSON.parse(String(executed?.data ?? '{}')), kept: null }),
                errors: [new GraphQLError('Sign in.', { path: ['kept'], extensions: { code: 'UNAUTHENTICATED' } })],
              }),
            },
    }),
  };
  const withoutLast = <T extends { selectionSet: { selections: readonly unknown[] } }>(operation: T): T => ({
    ...operation,
    selectionSet: { ...operation.selectionSet, selections: operation.selectionSet.selections.slice(0, -1) },
  });

  it('does not run, and is null with an error', async () => {
    const { ask, engine } = start({ accessOf: () => noKept });
    for (const _ of [1, 2]) {
      expect((await ask('query A { hello kept }')).json).toEqual({
        data: { hello: 'hello you', kept: null },
        errors: [{ message: 'Sign in.', path: ['kept'], extensions: { code: 'UNAUTHENTICATED' } }],
      });
    }
    expect((await ask('query A { hello kept }', { viewer: USER })).json.data).toEqual({ hello: 'hello you', kept: 1 });
    expect(engine.planned).toEqual(['schema-1 A', 'schema-1 A']); // what is left of it, once, and the whole
  });

  it('may be all of it: then nothing runs', async () => {
    const { ask, engine } = start({ accessOf: () => noKept });
    expect(await ask('{ kept }')).toMatchObject({ status: 200, json: { data: { kept: null }, errors: [{}] } });
    expect(engine.ran).toEqual([]);
  });
});

describe('cost', () => {
  const purse = (available: number, capacity = 100): Budget & { paid: [string, number][] } => ({
    capacity,
    restorePerSecond: 5,
    paid: [],
    pay(clientKey, cost) {
      if (cost > 0) this.paid.push([clientKey, cost]);
      const accepted = cost <= available;
      const retryAfterMs = accepted ? 0 : cost > capacity ? null : 1_500;
      return { accepted, requested: cost, available: accepted ? available - cost : available, retryAfterMs };
    },
  });

  it('is paid by the client and told on each answer', async () => {
    const budget = purse(90.7);
    const { ask } = start({ costOf: byLength, budget });
    const { json } = await ask('{ hello }', { clientKey: 'usr_1' });
    expect(json.extensions).toEqual({ cost: { requested: 9, available: 81, restorePerSecond: 5 } });
    expect(budget.paid).toEqual([['usr_1', 9]]);
  });

  it('that cannot be paid now says when it can', async () => {
    const { ask, engine } = start({ costOf: byLength, budget: purse(3) });
    expect(await ask('{ hello }')).toMatchObject({
      status: 429,
      headers: { 'retry-after': '2' },
      json: {
        errors: [{ extensions: { code: 'RATE_LIMITED', retryAfterMs: 1_500 } }],
        extensions: { cost: { requested: 9, available: 3 } },
      },
    });
    expect(engine.ran).toEqual([]);
  });

  it('that can never be paid says so', async () => {
    const { ask } = start({ costOf: byLength, budget: purse(5, 5) });
    const { status, headers, json } = await ask('{ hello }');
    expect([status, headers, json.errors[0].extensions.code]).toEqual([400, null, 'OPERATION_TOO_EXPENSIVE']);
  });

  it('can be asked for without running or paying', async () => {
    const budget = purse(3);
    const { ask, engine } = start({ costOf: byLength, budget });
    expect(await ask('{ hello }', { costOnly: true })).toMatchObject({
      status: 200,
      json: { data: null, extensions: { cost: { requested: 9, available: 3, restorePerSecond: 5 } } },
    });
    expect([engine.ran, engine.planned, budget.paid]).toEqual([[], [], []]);
  });
});

describe('throttles', () => {
  it('hold an operation back', async () => {
    let left = 1;
    const throttle: Throttle = {
      compile: (_, { operation }) =>
        operation === OperationTypeNode.QUERY
          ? null
          : async () => ((left -= 1) >= 0 ? { allowed: true } : { allowed: false, retryAfterMs: 60_000 }),
    };
    const { ask, engine } = start({ throttle });
    expect((await ask('mutation { bump }')).json).toEqual({ data: { bump: 1 } });
    expect(await ask('mutation { bump }')).toMatchObject({
      status: 429,
      headers: { 'retry-after': '60' },
      json: { errors: [{ extensions: { code: 'RATE_LIMITED', retryAfterMs: 60_000 } }] },
    });
    expect((await ask('{ hello }')).status).toBe(200);
    expect(engine.ran).toHaveLength(2);
  });
});

describe('answers that caches may keep', () => {
  it('are public queries without errors that came in a cacheable way', async () => {
    const { ask } = start();
    const query = '{ kept }';
    expect((await ask({ query, readOnly: true })).headers).toEqual({ 'cache-control': 'public, max-age=60' });
    expect((await ask({ query })).headers).toBeNull();
    expect((await ask({ query, readOnly: true }, { viewer: USER })).headers).toBeNull();
    expect((await ask({ query, readOnly: true }, { showPlan: true })).headers).toBeNull();
    expect((await ask({ query: '{ kept fail }', readOnly: true })).headers).toBeNull();
  });
});

describe('trusted documents', () => {
  it('are planned before anybody asks', async () => {
    const trusted = ['query Trusted { hello }'];
    const { engine, pipeline } = start({ documents: { resolve: ({ query }) => ({ text: query ?? '' }), trusted } });
    await pipeline.warmUp();
    expect(engine.planned).toEqual(['schema-1 Trusted']);
  });
});

describe('a reload', () => {
  it('waits until trusted documents and what is in use are planned', async () => {
    const { ask, engine } = start({
      documents: {
        resolve: ({ query }) => ({ text: query ?? '' }),
        trusted: ['query Trusted { hello }', 'query X { kept } query Y { hello }', 'query Stale { gone }'],
      },
    });
    await ask('query Used { hello }');
    await engine.reload(SDL);
    expect(engine.planned.slice(1).toSorted()).toEqual(['Trusted', 'Used', 'X', 'Y'].map((name) => `schema-2 ${name}`));
    await ask('query Used { hello }');
    expect(engine.planned).toHaveLength(5);
  });
});
