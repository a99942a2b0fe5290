import { hash } from 'node:crypto';
import type { ApiClientId } from '@emporium/contracts/ids';
import { newId } from '@emporium/platform/ids';
import type { UserViewer } from '@emporium/platform/identity';
import { guestViewer, serviceViewer, testSubgraph, userViewer, type TestSubgraph } from '@emporium/platform/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_API_CLIENTS } from '../domain/api-client.ts';
import { definition } from '../index.ts';
import { clientOf, viewerOf } from '../testing/client.ts';

let test: TestSubgraph;
let client: ReturnType<typeof clientOf>;
beforeAll(async () => {
  test = await testSubgraph(definition);
  client = clientOf(test);
});
afterAll(() => test[Symbol.asyncDispose]());

const CLIENT = 'id name scopes keyStart lastUsedAt';
const CREATE = `mutation ($name: String!, $scopes: [String!]!) {
  apiClientCreate(name: $name, scopes: $scopes) { apiClient { ${CLIENT} } key userErrors { code field message } } }`;
const REVOKE = `mutation ($id: ID!) { apiClientRevoke(id: $id) { apiClient { id } userErrors { code field } } }`;
const LIST = `query ($ownerId: ID) { apiClients(ownerId: $ownerId) { ${CLIENT} } }`;
const IDENTIFY = 'query ($keyHash: String!) { apiClientByKeyHash(keyHash: $keyHash) { id scopes } }';

const person = async () => viewerOf((await client.register({ email: client.newEmail() })).tokens);
const setRoles = (viewer: UserViewer, roles: string[]) =>
  test.db.query('UPDATE account SET roles = $2 WHERE id = $1', [viewer.id, roles]);
const create = async (viewer: UserViewer, scopes: string[] = [], name = 'Feed') =>
  (await test.execute(CREATE, { name, scopes }, viewer)).data.apiClientCreate;
const list = async (viewer: UserViewer, ownerId?: string) =>
  (await test.execute(LIST, { ownerId }, viewer)).data.apiClients;
const revoke = async (viewer: UserViewer, id: string) =>
  (await test.execute(REVOKE, { id }, viewer)).data.apiClientRevoke;
const identify = async (key: string) => {
  const keyHash = hash('sha256', key, 'base64url');
  return (await test.execute(IDENTIFY, { keyHash }, serviceViewer())).data.apiClientByKeyHash;
};

describe('an API client', () => {
  it('is made with a key that is shown once and kept as a hash', async () => {
    const viewer = await person();
    const { apiClient, key, userErrors } = await create(viewer);
    expect(userErrors).toEqual([]);
    expect(key).toMatch(/^emk_[\w-]{43}$/);
    expect(apiClient).toEqual({
      id: expect.stringMatching(/^apc_/),
      name: 'Feed',
      scopes: [],
      keyStart: key.slice(0, 12),
      lastUsedAt: null,
    });
    expect(await list(viewer)).toEqual([apiClient]);
    const stored = await test.db.query('SELECT * FROM api_client WHERE id = $1', [apiClient.id as ApiClientId]);
    expect(JSON.stringify(stored)).not.toContain(key.slice(12));
  });

  it('is known by its key until it is revoked', async () => {
    const viewer = await person();
    const { apiClient, key } = await create(viewer);
    expect(await identify(key)).toEqual({ id: apiClient.id, scopes: [] });
    expect((await list(viewer))[0].lastUsedAt).not.toBeNull();
    expect(await identify(`${key}x`)).toBeNull();
    expect(await revoke(viewer, apiClient.id)).toEqual({ apiClient: { id: apiClient.id }, userErrors: [] });
    expect(await identify(key)).toBeNull();
    expect(await list(viewer)).toEqual([]);
    expect(await revoke(viewer, apiClient.id)).toMatchObject({ userErrors: [{ code: 'NOT_FOUND', field: ['id'] }] });
  });

  it('has no more than its owner has, then and now', async () => {
    const viewer = await person();
    await setRoles(viewer, ['CUSTOMER', 'WAREHOUSE_STAFF', 'MODERATOR']);
    expect(await create(viewer, ['warehouse:ops', 'admin:users', 'internal'])).toMatchObject({
      apiClient: null,
      key: null,
      userErrors: [{ code: 'FORBIDDEN', field: ['scopes'], message: expect.stringContaining('admin:users, internal') }],
    });
    const { apiClient, key } = await create(viewer, ['warehouse:ops', 'moderation:reviews']);
    await setRoles(viewer, ['CUSTOMER', 'MODERATOR']);
    expect(await identify(key)).toEqual({ id: apiClient.id, scopes: ['moderation:reviews'] });
  });

  it('takes the scopes of a seller together with the membership', async () => {
    const viewer = await person();
    const sellerId = newId('sel');
    await test.db.query(`INSERT INTO membership (user_id, seller_id, role) VALUES ($1, $2, 'OWNER') RETURNING 1`, [
      viewer.id,
      sellerId,
    ]);
    const { key } = await create(viewer, ['seller:orders', `member:${sellerId}`]);
    expect((await identify(key)).scopes).toEqual(['seller:orders', `member:${sellerId}`]);
    expect(await create(viewer, [`member:${newId('sel')}`])).toMatchObject({ userErrors: [{ code: 'FORBIDDEN' }] });
  });

  it('is its owner’s and the administrators’ affair', async () => {
    const [owner, other] = [await person(), await person()];
    const administrator = { ...other, scopes: ['admin:users'] };
    const { apiClient } = await create(owner);
    expect(await list(other, owner.id)).toEqual([]);
    expect(await list(administrator, owner.id)).toEqual([apiClient]);
    expect(await revoke(other, apiClient.id)).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
    expect(await revoke(administrator, apiClient.id)).toMatchObject({ apiClient: { id: apiClient.id } });
  });

  it('belongs to an account: not to a guest, nor to a client', async () => {
    for (const viewer of [guestViewer(), { kind: 'client', id: newId('apc'), scopes: ['admin:users'] } as const]) {
      const { data } = await test.execute(CREATE, { name: 'Feed', scopes: [] }, viewer);
      expect(data.apiClientCreate.userErrors).toMatchObject([{ code: 'SIGN_IN_REQUIRED' }]);
    }
  });

  it('stays below the limit, many at once', async () => {
    const viewer = await person();
    const made = await Promise.all(Array.from({ length: MAX_API_CLIENTS + 5 }, () => create(viewer)));
    expect(made.filter(({ key }) => key !== null)).toHaveLength(MAX_API_CLIENTS);
    expect(made.find(({ key }) => key === null)).toMatchObject({ userErrors: [{ code: 'INVALID' }] });
    expect(await list(viewer)).toHaveLength(MAX_API_CLIENTS);
  });

  it('leaves a trace in its owner’s security events', async () => {
    const viewer = await person();
    const { apiClient } = await create(viewer);
    await revoke(viewer, apiClient.id);
    const events = await test.db.query<{ kind: string }>(
      `SELECT kind FROM security_event WHERE user_id = $1 AND kind LIKE 'API%' ORDER BY id`,
      [viewer.id],
    );
    expect(events.map(({ kind }) => kind)).toEqual(['API_CLIENT_CREATED', 'API_CLIENT_REVOKED']);
  });
});

it('is identified for services alone', async () => {
  const { key } = await create(await person());
  const keyHash = hash('sha256', key, 'base64url');
  const { data, errors } = await test.execute(IDENTIFY, { keyHash }, userViewer(['admin:users']));
  expect([data, errors]).toMatchObject([{ apiClientByKeyHash: null }, [{ extensions: { code: 'FORBIDDEN' } }]]);
});
