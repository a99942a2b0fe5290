import { newId } from '@emporium/platform/ids';
import { seededClock, testSubgraph, type TestSubgraph } from '@emporium/platform/testing';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { definition } from '../index.ts';
import { deriveKey } from './secrets.ts';
import { postgresSigningKeys } from './signing-keys.ts';
import { createTokenSigner } from './token-signer.ts';

const DAY_MS = 86_400_000;
let test: TestSubgraph;
let clock: ReturnType<typeof seededClock>;

beforeEach(async () => {
  clock = seededClock('2026-03-02T12:00:00Z');
  test = await testSubgraph(definition);
});
afterEach(() => test[Symbol.asyncDispose]());

const process = (secret = 'the installation’s secret') => {
  const keys = postgresSigningKeys({ db: test.db, sealingKey: deriveKey(secret, 'signing keys'), now: clock.now });
  return { keys, signer: createTokenSigner({ keys, now: clock.now }) };
};
const kidOf = (token: string) => decodeProtectedHeader(token).kid;
const sign = async ({ signer }: ReturnType<typeof process>) =>
  (await signer.forUser(newId('usr'), newId('ses'), ['a:b'])).token;

describe('signing keys', () => {
  it('are made once, however many processes start at the same moment', async () => {
    const tokens = await Promise.all(Array.from({ length: 8 }, () => sign(process())));
    expect(new Set(tokens.map(kidOf)).size).toBe(1);
    expect(await process().keys.published()).toHaveLength(2);
  });

  it('change every thirty days to one that verifiers know already, and old tokens stay good', async () => {
    const users = process();
    const before = await users.keys.published();
    const first = await sign(users);
    const guest = await users.signer.forGuest(newId('gst'));
    clock.advance(29 * DAY_MS);
    const lateGuest = await users.signer.forGuest(newId('gst'));
    clock.advance(2 * DAY_MS);

    const second = await sign(users);
    expect(kidOf(second)).not.toBe(kidOf(first));
    const knownBefore = createLocalJWKSet({ keys: [...before] });
    await jwtVerify(second, knownBefore, { issuer: 'emporium', algorithms: ['EdDSA'], currentDate: clock.now() });
    expect(await users.keys.published()).toHaveLength(3);
    expect(await users.signer.guestOf(lateGuest.token)).toMatch(/^gst_/);
    expect(await users.signer.guestOf(guest.token)).toBeNull(); // its thirty days are over

    clock.advance(33 * DAY_MS);
    await users.keys.rotate();
    const kids = (await users.keys.published()).map((key) => key.kid);
    expect(kids).not.toContain(kidOf(first));
    expect(kids).toContain(kidOf(second));
  });

  it('sealed under another secret sign no more, and still verify', async () => {
    const before = process();
    const guest = await before.signer.forGuest(newId('gst'));
    const after = process('another secret');
    expect(kidOf(await sign(after))).not.toBe(kidOf(guest.token));
    expect(await after.signer.guestOf(guest.token)).toMatch(/^gst_/);
  });

  it('cannot be swapped in the database', async () => {
    await sign(process());
    await test.db.query(
      `UPDATE signing_key SET private_key = other.private_key FROM signing_key other WHERE other.id <> signing_key.id`,
    );
    await expect(sign(process())).rejects.toThrow('unable to authenticate data');
  });

  it('refuse tokens of another issuer’s key, and tokens without a signature', async () => {
    const users = process();
    const { token } = await users.signer.forGuest(newId('gst'));
    const [, claims] = token.split('.') as [string, string];
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const hmac = Buffer.from('{"alg":"HS256"}').toString('base64url');
    for (const forged of [`${none}.${claims}.`, `${hmac}.${claims}.AAAA`, token.slice(0, -6)]) {
      expect(await users.signer.guestOf(forged)).toBeNull();
    }
  });
});
