import { hash } from 'node:crypto';
import { verifyIdentity } from '@emporium/platform/identity';
import { seededIds } from '@emporium/platform/ids';
import { silentLog } from '@emporium/platform/log';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startStandIn, type StandInContext, type StandInSubgraph } from '../testing/stand-in-subgraph.ts';
import { createApiKeys, type ApiKeys } from './api-keys.ts';

const SECRET = 'a secret that only the gateway and the subgraphs know';
const id = seededIds('api keys')('apc');
const KEY = `emk_${'k'.repeat(43)}`;
const OTHER = `emk_${'o'.repeat(43)}`;

let users: StandInSubgraph;
let clients: Record<string, { id: string; scopes: string[] }>;
beforeAll(async () => {
  users = await startStandIn(
    'users',
    'type Query { apiClientByKeyHash(keyHash: String!): Identity } type Identity { id: ID! scopes: [String!]! }',
    {
      Query: {
        apiClientByKeyHash: (_: never, { keyHash }: { keyHash: string }, { headers }: StandInContext) => {
          const caller = verifyIdentity(String(headers['x-emporium-identity']), SECRET);
          return caller.ok && caller.value.kind === 'service' ? (clients[keyHash] ?? null) : null;
        },
      },
    },
  );
});
afterAll(() => users.stop());

let nowMs: number;
let keys: ApiKeys;
beforeEach(() => {
  nowMs = Date.now();
  clients = { [hash('sha256', KEY, 'base64url')]: { id, scopes: ['seller:orders'] } };
  users.requests.length = 0;
  users.fault = null;
  keys = createApiKeys({ usersUrl: users.url, identitySecret: SECRET, log: silentLog, now: () => nowMs });
});
afterEach(() => keys.close());

describe('a key', () => {
  it('proves a program, which is signed for subgraphs and pays for itself', async () => {
    const caller = await keys.identify(KEY);
    expect(caller.viewer).toEqual({ kind: 'client', id, scopes: ['seller:orders'] });
    expect(caller.payer).toBe(id);
    expect(verifyIdentity(caller.identity()!, SECRET)).toEqual({ ok: true, value: caller.viewer });
    expect(JSON.stringify(users.requests)).not.toContain(KEY.slice(4));
  });

  it('is asked for once, then known at once for a minute', async () => {
    const [first, second] = await Promise.all([keys.identify(KEY), keys.identify(KEY)]);
    expect(second).toBe(first);
    nowMs += 59_999;
    expect(keys.identify(KEY)).toBe(first);
    expect(users.requests).toHaveLength(1);
    nowMs += 1;
    expect(await keys.identify(KEY)).toBe(first);
    expect(users.requests).toHaveLength(2);
  });

  it('counts for a minute after it was revoked, and its scopes after they were lost', async () => {
    await keys.identify(KEY);
    clients = { [hash('sha256', KEY, 'base64url')]: { id, scopes: [] } };
    nowMs += 60_000;
    expect((await keys.identify(KEY)).viewer.scopes).toEqual([]);
    clients = {};
    nowMs += 60_000;
    await expect(keys.identify(KEY)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('that is none is asked for once a minute, and not at all when it cannot be one', async () => {
    const refused = { code: 'UNAUTHENTICATED', details: { reason: 'API_KEY_INVALID' } };
    await expect(keys.identify(OTHER)).rejects.toMatchObject(refused);
    await expect(keys.identify(OTHER)).rejects.toMatchObject(refused);
    await expect(keys.identify('emk_short')).rejects.toMatchObject(refused);
    expect(users.requests).toHaveLength(1);
    clients[hash('sha256', OTHER, 'base64url')] = { id, scopes: [] };
    nowMs += 60_000;
    expect((await keys.identify(OTHER)).viewer.scopes).toEqual([]);
  });

  it('stays in use for ten minutes while users is down; a new one has to wait', async () => {
    const caller = await keys.identify(KEY);
    users.fault = (response) => response.writeHead(500).end();
    nowMs += 5 * 60_000;
    expect(await keys.identify(KEY)).toBe(caller);
    await expect(keys.identify(OTHER)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    nowMs += 5 * 60_000;
    await expect(keys.identify(KEY)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });
});
