import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLog, silentLog } from '@emporium/platform/log';
import { buildClientSchema, execute, getIntrospectionQuery, parse, type IntrospectionQuery } from 'graphql';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createGateway, type Gateway } from '../create-gateway.ts';
import { startTokenIssuer, type TokenIssuer } from '../testing/token-issuer.ts';
import { gatewayConfigOf } from './gateway-config.ts';
import { readStandalone } from './standalone.ts';
import { madeUpField, madeUpType } from './testing/made-up.ts';
import { serveMadeUp, type MadeUpSubgraphs } from './testing/made-up-subgraphs.ts';

const FOLDER = path.join(import.meta.dirname, 'testing', 'supergraphs');

/** As different composers and versions print them. Beside each is an operation that needs all of its subgraphs. */
const SUPERGRAPHS = [
  { name: 'library-2.0', is: 'join v0.2, by Federation 2.0', subgraphs: ['catalog', 'lending'], variables: {} },
  {
    name: 'harbour-guild',
    is: 'join v0.3, by The Guild, with an interface object and odd names',
    subgraphs: ['harbour-master', 'pilots.2'],
    variables: {},
  },
  {
    name: 'parcels',
    is: 'join v0.3, with nested composite keys and @requires in a chain',
    subgraphs: ['customs', 'parcels', 'routes'],
    variables: { first: 3 },
  },
  {
    name: 'observatory',
    is: 'join v0.4, with comments, a union, an override and hidden fields',
    subgraphs: ['north', 'south'],
    variables: { id: 'vega' },
  },
  {
    name: 'clinic',
    is: 'join v0.5, with guarded fields, renamed cost directives and a subgraph without a URL',
    subgraphs: ['desk', 'records'],
    variables: {},
  },
];

interface Served {
  readonly query: string;
  readonly madeUp: MadeUpSubgraphs;
  readonly endpoint: string;
  ask(query: string, variables?: object, headers?: Record<string, string>): Promise<Answer>;
  stop(): Promise<void>;
}

interface Answer {
  readonly data: unknown;
  readonly errors?: readonly { readonly path?: readonly (string | number)[]; readonly extensions: { code: string } }[];
}

const same = (sdl: string): string => sdl;

async function serve(name: string, settings: object = {}, { edit = same, log = silentLog } = {}): Promise<Served> {
  const sdl = edit(await readFile(path.join(FOLDER, `${name}.graphql`), 'utf8'));
  const madeUp = await serveMadeUp(sdl);
  const directory = await mkdtemp(path.join(tmpdir(), 'standalone-'));
  const supergraph = path.join(directory, 'supergraph.graphql');
  await writeFile(supergraph, sdl);
  const config = path.join(directory, 'gateway.json');
  const subgraphs = Object.fromEntries(Object.entries(madeUp.urls).map(([subgraph, url]) => [subgraph, { url }]));
  await writeFile(config, JSON.stringify({ supergraph, port: 0, subgraphs, ...settings }));
  const standalone = await readStandalone({ config, supergraph: null, port: null });
  const gateway: Gateway = createGateway(gatewayConfigOf(standalone, log));
  await gateway.listen();
  return {
    query: await readFile(path.join(FOLDER, `${name}.query.graphql`), 'utf8'),
    madeUp,
    endpoint: `${gateway.url}/graphql`,
    async ask(query, variables = {}, headers = {}) {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as Answer;
    },
    async stop() {
      await gateway.stop();
      await madeUp.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The whole at once, without subgraphs and without a plan. */
async function expectedAnswer({ ask, query }: Served, variables: object): Promise<unknown> {
  const { data } = await ask(getIntrospectionQuery());
  const expected = await execute({
    schema: buildClientSchema(data as IntrospectionQuery),
    document: parse(query),
    variableValues: variables as Record<string, unknown>,
    fieldResolver: madeUpField,
    typeResolver: madeUpType,
  });
  expect(expected.errors).toBeUndefined();
  return JSON.parse(JSON.stringify(expected.data));
}

describe.each(SUPERGRAPHS)('$name: $is', ({ name, subgraphs, variables }) => {
  let served: Served;
  beforeAll(async () => void (served = await serve(name)));
  afterAll(() => served?.stop());

  it('answers what the whole, executed at once, would answer', async () => {
    const answer = await served.ask(served.query, variables);
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual(await expectedAnswer(served, variables));
    expect([...new Set(served.madeUp.fetches.map(({ subgraph }) => subgraph))].sort()).toEqual(subgraphs);
  });
});

describe('planning', () => {
  const labelled = (sdl: string): string => sdl.replaceAll('percent(100)', 'names-at-the-desk');
  const namesFrom = async (settings: object): Promise<string[]> => {
    const served = await serve('clinic', settings, { edit: labelled });
    try {
      await served.ask('{ today { patient { name } } }');
      return served.madeUp.fetches.filter(({ query }) => /\bname\b/.test(query)).map(({ subgraph }) => subgraph);
    } finally {
      await served.stop();
    }
  };

  it.each(['hive', 'apollo'])('is done by whom the configuration names: %s', async (planner) => {
    const lines: string[] = [];
    const log = createLog({ name: 'gateway', destination: { write: (line: string) => void lines.push(line) } });
    const served = await serve('library-2.0', { planner }, { log });
    await served.stop();
    expect(lines.join('')).toContain(`"planner":"${planner}"`);
  });

  it('follows the labels of @override that the configuration puts in force', async () => {
    expect(await namesFrom({})).toEqual(['records']);
    expect(await namesFrom({ overrideLabels: ['names-at-the-desk'] })).toEqual(['desk']);
  });
});

describe('a subgraph that fails', () => {
  it('is left alone after as many failures as the configuration says', async () => {
    const served = await serve('library-2.0', { circuitBreaker: { failures: 2, retryAfterMs: 60_000 } });
    try {
      const states = async (): Promise<string[]> => {
        await served.ask(served.query);
        const metrics = await (await fetch(new URL('/metrics', served.endpoint))).text();
        return metrics.match(/(?<=gateway_subgraph_circuit\{subgraph="catalog"\} )\d/g) ?? [];
      };
      await served.madeUp.stop();
      expect([await states(), await states()]).toEqual([['0'], ['2']]);
    } finally {
      await served.stop();
    }
  });
});

it.each([
  [{ subgraphs: { films: { url: 'http://films' } } }, 'subgraphs.films is not in'],
  [{ errors: { passFrom: ['*', 'films'] } }, 'films in errors.passFrom is not in'],
])('refuses to start with a subgraph that does not exist: %j', async (settings, problem) => {
  const directory = await mkdtemp(path.join(tmpdir(), 'standalone-'));
  const config = path.join(directory, 'gateway.json');
  await writeFile(config, JSON.stringify(settings));
  const supergraph = path.join(FOLDER, 'library-2.0.graphql');
  await expect(readStandalone({ config, supergraph, port: null })).rejects.toThrow(problem);
  await rm(directory, { recursive: true });
});

describe('headers', () => {
  let served: Served;
  beforeAll(
    async () => void (served = await serve('library-2.0', { headers: { passOn: ['authorization', 'X-Tenant'] } })),
  );
  afterAll(() => served?.stop());

  it('reach every subgraph when the configuration names them, and no others do', async () => {
    const given = { authorization: 'Basic whatever', 'x-tenant': 'west', 'x-other': 'no', cookie: 'a=b' };
    await served.ask(served.query, {}, given);
    expect(served.madeUp.fetches.length).toBeGreaterThan(1);
    for (const { headers } of served.madeUp.fetches) {
      expect(headers).toMatchObject({ authorization: 'Basic whatever', 'x-tenant': 'west' });
      expect(headers).not.toHaveProperty('x-other');
      expect(headers).not.toHaveProperty('cookie');
    }
  });

  it('go on over a socket too, from connection_init, which browsers can send', async () => {
    served.madeUp.fetches.length = 0;
    const socket = createClient({
      url: served.endpoint.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { Authorization: 'Basic socket', 'x-other': 'no' },
    });
    const results = socket.iterate({ query: served.query });
    const { value } = await results.next();
    expect(value).toMatchObject({ data: { titles: [{ name: 'name' }, { name: 'name' }] } });
    await socket.dispose();
    expect(served.madeUp.fetches.length).toBeGreaterThan(1);
    for (const { headers } of served.madeUp.fetches) {
      expect(headers).toMatchObject({ authorization: 'Basic socket' });
      expect(headers).not.toHaveProperty('x-other');
    }
  });
});

describe('limits', () => {
  let served: Served;
  beforeAll(async () => void (served = await serve('library-2.0', { limits: { depth: 2, aliases: 1 } })));
  afterAll(() => served?.stop());

  it.each([
    ['{ titles { loans { due } } }', /3 levels/],
    ['{ a: titles { name } b: titles { name } }', /2 aliases/],
  ])('are what the configuration says: %s', async (query, message) => {
    const { errors } = await served.ask(query);
    expect(errors).toEqual([expect.objectContaining({ message: expect.stringMatching(message) })]);
    expect(served.madeUp.fetches).toEqual([]);
  });
});

describe('tokens, when the configuration says where their keys are', () => {
  let tokens: TokenIssuer;
  let served: Served;
  beforeAll(async () => {
    tokens = await startTokenIssuer();
    served = await serve('clinic', { jwks: { url: tokens.jwksUrl, issuer: 'emporium', algorithms: ['EdDSA'] } });
  });
  afterAll(async () => {
    await served?.stop();
    await tokens?.stop();
  });

  it('open guarded fields to whom they prove, and pass on to the subgraphs', async () => {
    const authorization = await tokens.user({ scope: 'records:read other' });
    const answer = await served.ask(served.query, {}, { authorization });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual(await expectedAnswer(served, {}));
    expect(served.madeUp.fetches.every(({ headers }) => headers.authorization === authorization)).toBe(true);
  });

  it('are needed for guarded fields, with the scopes they ask for', async () => {
    const code = async (headers: Record<string, string>) =>
      (await served.ask('{ today { findings } }', {}, headers)).errors?.[0]?.extensions.code;
    expect(await code({})).toBe('UNAUTHENTICATED');
    expect(await code({ authorization: await tokens.user() })).toBe('FORBIDDEN');
    expect(await code({ authorization: await tokens.user({ issuer: 'another' }) })).toBe('UNAUTHENTICATED');
  });
});
