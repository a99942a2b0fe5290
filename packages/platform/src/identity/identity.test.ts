import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { seededIds } from '../ids/index.ts';
import {
  ANONYMOUS,
  createIdentityVerifier,
  hasScopes,
  ownerOf,
  requireOwner,
  requireUser,
  signIdentity,
  verifyIdentity,
  viewerKey,
  type ApiClientViewer,
  type GuestViewer,
  type ServiceViewer,
  type UserViewer,
} from './index.ts';

const secret = 'a secret of this test';
const now = Date.UTC(2026, 0, 1);
const id = seededIds('identity');
const user: UserViewer = {
  kind: 'user',
  id: id('usr'),
  sessionId: id('ses'),
  scopes: ['seller:orders', 'seller:pricing'],
  tokenExpiresAt: new Date(now + 900_000),
};
const guest: GuestViewer = { kind: 'guest', id: id('gst'), scopes: [], tokenExpiresAt: new Date(now + 900_000) };
const client: ApiClientViewer = { kind: 'client', id: id('apc'), scopes: ['seller:orders'] };
const service: ServiceViewer = { kind: 'service', name: 'orders', scopes: ['internal'], onBehalfOf: user.id };

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const signedBy = (key: string, head: unknown, payload: unknown) => {
  const text = `${encode(head)}.${encode(payload)}`;
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
};

describe('signed identity', () => {
  it.each([user, guest, client, service])('comes back as it went: $kind', (viewer) => {
    expect(verifyIdentity(signIdentity(viewer, secret, now), secret, now)).toEqual({ ok: true, value: viewer });
  });

  it('is what RFC 7515 says it is', () => {
    const [head, payload, signature] = signIdentity(user, secret, now).split('.');
    expect(JSON.parse(Buffer.from(head!, 'base64url').toString())).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(createHmac('sha256', secret).update(`${head}.${payload}`).digest('base64url')).toBe(signature);
  });

  it('is believed for 60 seconds', () => {
    const header = signIdentity(user, secret, now);
    expect(verifyIdentity(header, secret, now + 59_999).ok).toBe(true);
    expect(verifyIdentity(header, secret, now + 60_000)).toEqual({ ok: false, error: 'EXPIRED' });
  });

  it('is refused when another secret signed it', () => {
    expect(verifyIdentity(signIdentity(user, 'another', now), secret, now)).toEqual({
      ok: false,
      error: 'BAD_SIGNATURE',
    });
  });

  it('is refused when a claim was changed after signing', () => {
    const [head, , signature] = signIdentity(user, secret, now).split('.');
    const forged = `${head}.${encode({ kind: 'user', sub: user.id, sid: user.sessionId, scope: 'admin:ops', exp: 1e10 })}.${signature}`;
    expect(verifyIdentity(forged, secret, now)).toEqual({ ok: false, error: 'BAD_SIGNATURE' });
  });

  it.each([{ alg: 'none' }, { alg: 'HS512', typ: 'JWT' }, { alg: 'RS256', typ: 'JWT' }])(
    'is refused with header %o',
    (head) => {
      const header = signedBy(secret, head, { kind: 'service', sub: 'x', scope: '', exp: 1e10 });
      expect(verifyIdentity(header, secret, now)).toEqual({ ok: false, error: 'WRONG_ALGORITHM' });
    },
  );

  it('is refused when cut anywhere', () => {
    const header = signIdentity(user, secret, now);
    for (let length = 0; length < header.length; length += 1) {
      expect(verifyIdentity(header.slice(0, length), secret, now).ok, String(length)).toBe(false);
    }
  });

  it.each([
    ['no claims', null],
    ['a kind nobody knows', { kind: 'god', sub: 'x', scope: '', exp: 1e10 }],
    ['a user id for an API client', { kind: 'client', sub: user.id, scope: '', exp: 1e10 }],
    ['a guest id for a user', { kind: 'user', sub: guest.id, sid: 'ses_x', scope: '', exp: 1e10 }],
    ['no expiry', { kind: 'service', sub: 'x', scope: '' }],
    ['an expiry as text', { kind: 'service', sub: 'x', scope: '', exp: '9999999999' }],
  ])('is refused with %s, though well signed', (_, claims) => {
    const header = signedBy(secret, { alg: 'HS256', typ: 'JWT' }, claims);
    expect(verifyIdentity(header, secret, now)).toEqual({ ok: false, error: 'MALFORMED' });
  });
});

describe('the verifier with a memory', () => {
  it('forgets an identity when it expires', () => {
    let time = now;
    const verify = createIdentityVerifier(secret, { now: () => time });
    const header = signIdentity(user, secret, now);
    expect(verify(header)).toEqual({ ok: true, value: user });
    const again = verify(header);
    expect(again.ok && again.value).toBe((verify(header) as { value: unknown }).value); // not parsed again
    time += 60_000;
    expect(verify(header)).toEqual({ ok: false, error: 'EXPIRED' });
    expect(verify(header)).toEqual({ ok: false, error: 'EXPIRED' });
  });

  it('stays right beyond its capacity', () => {
    const verify = createIdentityVerifier(secret, { capacity: 2, now: () => now });
    const headers = ['a', 'b', 'c'].map((name) => signIdentity({ kind: 'service', name, scopes: [] }, secret, now));
    for (const header of [...headers, ...headers]) expect(verify(header).ok).toBe(true);
    expect(verify(`${headers[0]}x`).ok).toBe(false);
  });
});

describe('who may', () => {
  it('reads alternatives of scopes as "all of one of them"', () => {
    expect(hasScopes(user, [['seller:orders', 'admin:orders'], ['seller:pricing']])).toBe(true);
    expect(hasScopes(user, [['seller:orders', 'admin:orders']])).toBe(false);
    expect(hasScopes(user, [])).toBe(false);
    expect(hasScopes(ANONYMOUS, [[]])).toBe(false);
  });

  it('knows owners', () => {
    expect([user, guest, service, client, ANONYMOUS].map(ownerOf)).toEqual([user.id, guest.id, user.id, null, null]);
    expect(requireOwner(guest)).toBe(guest.id);
    expect(requireUser(service)).toBe(user.id);
    expect(() => requireUser(guest)).toThrow('Sign in or register');
    expect(() => requireUser(client)).toThrow('Sign in or register');
    expect(() => requireOwner(ANONYMOUS)).toThrow('guest session');
    expect(() => requireUser({ kind: 'service', name: 'orders', scopes: [] })).toThrow('Sign in or register');
  });

  it('tells callers apart', () => {
    const keys = [
      user,
      guest,
      client,
      service,
      ANONYMOUS,
      { kind: 'service', name: 'orders', scopes: [] } as const,
    ].map(viewerKey);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
