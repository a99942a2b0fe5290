import { generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

let on: TestGateway;
beforeAll(async () => {
  on = await startTestGateway();
});
afterAll(() => on.stop());

const whoAmI = async (headers: Record<string, string>) => {
  const answer = await on.query('{ whoAmI }', { headers });
  return { ...answer, who: (answer.data as { whoAmI?: string } | undefined)?.whoAmI };
};

describe('who a request is from', () => {
  it('is anonymous without a token', async () => {
    expect((await whoAmI({})).who).toBe('anonymous');
  });

  it('is the user or guest of the token, signed by the gateway', async () => {
    expect((await whoAmI({ authorization: await on.tokens.user() })).who).toMatch(/^user usr_/);
    expect((await whoAmI({ authorization: await on.tokens.guest() })).who).toMatch(/^guest gst_/);
  });

  it('is never what an inbound identity header says', async () => {
    const identity = { 'x-emporium-identity': 'eyJhbGciOiJIUzI1NiJ9.forged.forged' };
    expect((await whoAmI(identity)).who).toBe('anonymous');
    expect((await whoAmI({ ...identity, authorization: await on.tokens.user() })).who).toMatch(/^user usr_/);
  });

  it('is checked against the keys once per token', async () => {
    const authorization = await on.tokens.user();
    await whoAmI({ authorization });
    const identities = new Set<unknown>();
    for (let i = 0; i < 3; i += 1) {
      await whoAmI({ authorization });
      identities.add(on.market.users.requests.at(-1)!.headers['x-emporium-identity']);
    }
    expect(identities.size).toBe(1);
    expect(on.tokens.reads).toBe(1);
  });

  it.each([
    ['expired', () => on.tokens.user({ expiresInS: -1 }), 'TOKEN_EXPIRED', /sessionRefresh/],
    ['of another issuer', () => on.tokens.user({ issuer: 'somebody' }), 'TOKEN_INVALID', /Sign in again/],
    [
      'signed with another key',
      async () => on.tokens.user({ key: (await generateKeyPair('EdDSA')).privateKey }),
      'TOKEN_INVALID',
      /Sign in again/,
    ],
    ['no token at all', async () => 'Bearer nonsense', 'TOKEN_INVALID', /"Bearer" and an access token/],
    ['of another scheme', async () => 'Basic dTpw', 'TOKEN_INVALID', /"Bearer" and an access token/],
  ])('is refused with a token %s', async (_, token, reason, advice) => {
    const sent = on.market.users.requests.length;
    const answer = await whoAmI({ authorization: await token() });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    expect(answer.errors).toEqual([
      {
        message: expect.stringMatching(advice),
        extensions: { code: 'UNAUTHENTICATED', reason, requestId: answer.headers.get('x-request-id') },
      },
    ]);
    expect(on.market.users.requests.length).toBe(sent);
  });

  it('is refused with an unsigned token', async () => {
    const [, payload] = (await on.tokens.user()).split('.');
    const head = Buffer.from('{"alg":"none"}').toString('base64url');
    expect((await whoAmI({ authorization: `Bearer ${head}.${payload}.x` })).status).toBe(401);
  });

  it('stays known while the keys cannot be read, and says so when they never could', async () => {
    const alone = await startTestGateway();
    try {
      const first = await alone.tokens.user();
      const second = await alone.tokens.user();
      await alone.query('{ whoAmI }', { headers: { authorization: first } });
      await alone.tokens.stop();
      const later = await alone.query('{ whoAmI }', { headers: { authorization: second } });
      expect(later.data).toEqual({ whoAmI: expect.stringMatching(/^user /) });
    } finally {
      await alone.stop();
    }
    const blind = await startTestGateway({ jwksUrl: 'http://127.0.0.1:1/keys' });
    try {
      const answer = await blind.query('{ whoAmI }', { headers: { authorization: await blind.tokens.user() } });
      expect(answer.status).toBe(503);
      expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    } finally {
      await blind.stop();
    }
  });
});
