import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ApiClientId, GuestId, OwnerId, SessionId, UserId } from '@emporium/contracts/ids';
import { isId } from '../ids/index.ts';
import { err, ok, type Result } from '../result/index.ts';
import type { Viewer } from './viewer.ts';

/** How long a signed identity is believed. Long enough for one request with its retries, too short to be worth stealing. */
export const IDENTITY_LIFETIME_SECONDS = 60;

const MAX_LENGTH = 8192;
const HEADER = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');

export type IdentityProblem = 'MALFORMED' | 'WRONG_ALGORITHM' | 'BAD_SIGNATURE' | 'EXPIRED';

interface Claims {
  readonly kind: 'user' | 'guest' | 'client' | 'service';
  readonly sub: string;
  readonly scope: string;
  readonly exp: number;
  readonly sid?: string;
  /** When the token behind this identity ends, in seconds since 1970. */
  readonly tokenExp?: number;
  readonly onBehalfOf?: string;
}

/**
 * A viewer as one header value: a compact JWS with HMAC-SHA256 (RFC 7515), good for
 * `IDENTITY_LIFETIME_SECONDS` from `nowMs`. Nobody signs the anonymous viewer: no header says the same.
 */
export function signIdentity(
  viewer: Exclude<Viewer, { kind: 'anonymous' }>,
  secret: string,
  nowMs = Date.now(),
): string {
  const payload = Buffer.from(JSON.stringify(claimsOf(viewer, nowMs))).toString('base64url');
  const signed = `${HEADER}.${payload}`;
  return `${signed}.${hmac(signed, secret).toString('base64url')}`;
}

/** The viewer that a header proves. Only HS256 is read, so a token cannot choose how it is checked. */
export function verifyIdentity(header: string, secret: string, nowMs = Date.now()): Result<Viewer, IdentityProblem> {
  const verified = verifyClaims(header, secret);
  if (!verified.ok) return verified;
  return verified.value.exp * 1000 <= nowMs ? err('EXPIRED') : viewerOf(verified.value);
}

/** Signature and form, not the time; for a verifier that remembers what it has already checked. */
export function verifyClaims(header: string, secret: string): Result<Claims, IdentityProblem> {
  const parts = header.length > MAX_LENGTH ? [] : header.split('.');
  const [head, payload, signature] = parts;
  if (parts.length !== 3 || !head || !payload || !signature) return err('MALFORMED');
  if (head !== HEADER) return err(decode(head) === null ? 'MALFORMED' : 'WRONG_ALGORITHM');

  const expected = hmac(`${head}.${payload}`, secret);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return err('BAD_SIGNATURE');

  const claims = decode(payload);
  return isClaims(claims) ? ok(claims) : err('MALFORMED');
}

export function viewerOf(claims: Claims): Result<Viewer, IdentityProblem> {
  const scopes = claims.scope === '' ? [] : claims.scope.split(' ');
  const tokenExpiresAt = new Date((claims.tokenExp ?? claims.exp) * 1000);
  switch (claims.kind) {
    case 'user':
      if (!isId('usr', claims.sub) || claims.sid === undefined) return err('MALFORMED');
      return ok({
        kind: 'user',
        id: claims.sub satisfies UserId,
        sessionId: claims.sid as SessionId,
        scopes,
        tokenExpiresAt,
      });
    case 'guest':
      if (!isId('gst', claims.sub)) return err('MALFORMED');
      return ok({ kind: 'guest', id: claims.sub satisfies GuestId, scopes, tokenExpiresAt });
    case 'client':
      if (!isId('apc', claims.sub)) return err('MALFORMED');
      return ok({ kind: 'client', id: claims.sub satisfies ApiClientId, scopes });
    case 'service':
      return ok({
        kind: 'service',
        name: claims.sub,
        scopes,
        ...(claims.onBehalfOf === undefined ? {} : { onBehalfOf: claims.onBehalfOf as OwnerId }),
      });
  }
}

function claimsOf(viewer: Exclude<Viewer, { kind: 'anonymous' }>, nowMs: number): Claims {
  const exp = Math.floor(nowMs / 1000) + IDENTITY_LIFETIME_SECONDS;
  const scope = viewer.scopes.join(' ');
  switch (viewer.kind) {
    case 'user':
      return {
        kind: 'user',
        sub: viewer.id,
        sid: viewer.sessionId,
        scope,
        exp,
        tokenExp: seconds(viewer.tokenExpiresAt),
      };
    case 'guest':
      return { kind: 'guest', sub: viewer.id, scope, exp, tokenExp: seconds(viewer.tokenExpiresAt) };
    case 'client':
      return { kind: 'client', sub: viewer.id, scope, exp };
    case 'service':
      return {
        kind: 'service',
        sub: viewer.name,
        scope,
        exp,
        ...(viewer.onBehalfOf === undefined ? {} : { onBehalfOf: viewer.onBehalfOf }),
      };
  }
}

const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);
const hmac = (text: string, secret: string): Buffer => createHmac('sha256', secret).update(text).digest();

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

const KINDS: ReadonlySet<unknown> = new Set<Claims['kind']>(['user', 'guest', 'client', 'service']);

function isClaims(value: unknown): value is Claims {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, sub, scope, exp } = value as Record<string, unknown>;
  return KINDS.has(kind) && typeof sub === 'string' && typeof scope === 'string' && Number.isInteger(exp);
}
