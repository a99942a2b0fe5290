import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FormattedExecutionResult } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

const LISTED = '{ products { id } }';
const OTHER = '{ reviewCount }';
const TICKS = 'subscription { productTicks(ids: ["p1"]) { sequence } }';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const persisted = (sha256Hash: string) => ({ persistedQuery: { version: 1, sha256Hash } });

interface Sent {
  readonly query?: string;
  readonly extensions?: Record<string, unknown>;
}
type Ask = (request: Sent) => Promise<FormattedExecutionResult>;

let folder: string;
let on: TestGateway;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'documents-'));
  const file = join(folder, 'documents.json');
  await writeFile(file, JSON.stringify({ [sha256(LISTED)]: LISTED, ticks: TICKS }));
  on = await startTestGateway({ trustedDocuments: { file, unlisted: 'refuse' } });
});
afterAll(async () => {
  await on.stop();
  await rm(folder, { recursive: true });
});

const overPost = async (request: object): Promise<Response> =>
  fetch(on.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });

const overGet: Ask = async ({ query, extensions }) => {
  const url = new URL(on.endpoint);
  if (query !== undefined) url.searchParams.set('query', query);
  if (extensions !== undefined) url.searchParams.set('extensions', JSON.stringify(extensions));
  const response = await fetch(url, { headers: { 'apollo-require-preflight': '1' } });
  return (await response.json()) as FormattedExecutionResult;
};

/** A result, or the errors of an `error` message. A socket's messages always have a `query`; it may be empty. */
const overWebSocket: Ask = ({ query = '', extensions }) =>
  new Promise((resolve, reject) => {
    on.connect().subscribe(
      { query, ...(extensions ? { extensions } : {}) },
      {
        next: (result) => resolve(result as FormattedExecutionResult),
        error: (error) =>
          Array.isArray(error) ? resolve({ errors: error } as FormattedExecutionResult) : reject(error as Error),
        complete: () => {},
      },
    );
  });

describe.each<[string, Ask]>([
  ['HTTP POST', async (request) => (await overPost(request)).json() as Promise<FormattedExecutionResult>],
  ['HTTP GET', overGet],
  ['WebSocket', overWebSocket],
])('over %s only listed documents run', (_, ask) => {
  it.each([
    ['by text', { query: LISTED }],
    ['by hash', { extensions: persisted(sha256(LISTED)) }],
    ['by hash and text', { query: LISTED, extensions: persisted(sha256(LISTED)) }],
  ])('%s', async (_name, request) => {
    expect(await ask(request)).toMatchObject({ data: { products: [{ id: 'p1' }, { id: 'p2' }] } });
  });

  it.each([
    ['another text', { query: OTHER }, 'DOCUMENT_NOT_TRUSTED'],
    ['another text with its hash', { query: OTHER, extensions: persisted(sha256(OTHER)) }, 'DOCUMENT_NOT_TRUSTED'],
    ['an unknown hash', { extensions: persisted(sha256(OTHER)) }, 'PERSISTED_QUERY_NOT_FOUND'],
    ['introspection', { query: '{ __schema { queryType { name } } }' }, 'DOCUMENT_NOT_TRUSTED'],
    ['a text that cannot be parsed', { query: '{' }, 'DOCUMENT_NOT_TRUSTED'],
    ['a subscription', { query: 'subscription { productTicks(ids: ["p2"]) { sequence } }' }, 'DOCUMENT_NOT_TRUSTED'],
  ])('not %s', async (_name, request, code) => {
    const { data, errors } = await ask(request);
    expect(data ?? null).toBeNull();
    expect(errors).toEqual([expect.objectContaining({ extensions: expect.objectContaining({ code }) })]);
  });
});

it('a listed subscription runs over WebSocket, by its id', async () => {
  const running = on.connect().iterate({ query: '', extensions: persisted('ticks') });
  const first = running.next();
  await on.market.productTicks.until(1);
  on.market.productTicks.publish({ productId: 'p1' });
  expect(await first).toMatchObject({ value: { data: { productTicks: { sequence: 1 } } } });
  await running.return?.();
});

it('over HTTP an id may stand in documentId, and refusals have their status', async () => {
  const answer = await overPost({ documentId: `sha256:${sha256(LISTED)}` });
  expect(await answer.json()).toMatchObject({ data: { products: [{ id: 'p1' }, { id: 'p2' }] } });
  const refused = await fetch(on.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: OTHER }),
  });
  expect(refused.status).toBe(403);
});
