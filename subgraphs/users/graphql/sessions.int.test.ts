import Fastify from 'fastify';
import { seededClock, testSubgraph, type TestSubgraph } from '@emporium/platform/testing';
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definition } from '../index.ts';
import { clientOf, viewerOf } from '../testing/client.ts';

const clock = seededClock('2026-03-02T12:00:00Z');
let test: TestSubgraph;
let client: ReturnType<typeof clientOf>;

beforeAll(async () => {
  test = await testSubgraph(definition, { now: clock.now });
  client = clientOf(test);
});
afterAll(() => test[Symbol.asyncDispose]());

async function publishedKeys(): Promise<JSONWebKeySet> {
  const server = Fastify();
  test.subgraph.routes?.(server);
  const answer = await server.inject('/.well-known/jwks.json');
  await server.close();
  expect(answer.headers['content-type']).toMatch(/^application\/jwk-set\+json/);
  return answer.json();
}

const verified = async (token: string) =>
  (
    await jwtVerify(token, createLocalJWKSet(await publishedKeys()), {
      issuer: 'emporium',
      algorithms: ['EdDSA'],
      requiredClaims: ['exp', 'sub'],
      currentDate: clock.now(),
    })
  ).payload;

describe('tokens', () => {
  it('of a guest last thirty days and are signed with a published key', async () => {
    const token = await client.guest();
    const { sub, scope, exp, iat } = await verified(token);
    expect(sub).toMatch(/^gst_/);
    expect([scope, exp! - iat!]).toEqual(['', 30 * 86_400]);
    expect(await test.db.query('SELECT * FROM guest_merge')).toEqual([]);
  });

  it('of a new account last fifteen minutes and name the session', async () => {
    const email = client.newEmail();
    const { tokens, user, userErrors } = await client.register({ email: `  ${email.toUpperCase()} ` });
    expect(userErrors).toEqual([]);
    expect(user.email).toBe(email);
    const claims = await verified(tokens.accessToken);
    expect(claims).toMatchObject({ sub: user.id, sid: expect.stringMatching(/^ses_/), scope: '' });
    expect(claims.exp! - claims.iat!).toBe(900);

    const { data } = await test.execute(
      '{ viewer { id email profile { displayName memberSince } } }',
      {},
      viewerOf(tokens),
    );
    expect(data.viewer).toEqual({
      id: user.id,
      email,
      profile: { displayName: 'A Person', memberSince: '2026-03-02' },
    });
  });

  it('are published two keys at a time, without a private half', async () => {
    const { keys } = await publishedKeys();
    expect(keys).toHaveLength(2);
    for (const key of keys) expect(Object.keys(key).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
    const stored = await test.db.query<{ private_key: Buffer }>('SELECT private_key FROM signing_key');
    for (const { private_key: sealed } of stored) expect(sealed.includes(Buffer.from('302e0201', 'hex'))).toBe(false);
  });
});
