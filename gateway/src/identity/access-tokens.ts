import { AppError } from '@emporium/platform/errors';
import { isId } from '@emporium/platform/ids';
import type { GuestViewer, UserViewer } from '@emporium/platform/identity';
import type { Log } from '@emporium/platform/log';
import type { SessionId } from '@emporium/contracts/ids';
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';

/** The issuer in every access token that the users subgraph signs. */
export const TOKEN_ISSUER = 'emporium';

/** Signing keys are read again this often, so that a withdrawn one stops counting. */
const KEYS_REFRESH_MS = 5 * 60_000;
const KEYS_TIMEOUT_MS = 3_000;

/** The key set did not come, or is not one; says nothing about the token. */
const KEYS_UNREADABLE = new Set(['ERR_JOSE_GENERIC', 'ERR_JWKS_INVALID', 'ERR_JWKS_TIMEOUT']);

export type TokenViewer = UserViewer | GuestViewer;

export interface AccessTokens {
  /** The viewer that a token proves, or an `AppError` that says what to do about it. */
  verify(token: string): Promise<TokenViewer>;
  stop(): void;
}

/**
 * Reads public access tokens: EdDSA, keys by JWKS. The keys stay in use while the users subgraph is down,
 * so signed-in visitors keep their pages; an unknown key id causes one look-up, at most every 30 seconds.
 */
export function createAccessTokens(options: { jwksUrl: string; log: Log }): AccessTokens {
  const keys = createRemoteJWKSet(new URL(options.jwksUrl), {
    cacheMaxAge: Infinity,
    cooldownDuration: 30_000,
    timeoutDuration: KEYS_TIMEOUT_MS,
  });
  const refresh = setInterval(() => {
    keys.reload().catch((error: unknown) => options.log.warn({ err: error }, 'signing keys not refreshed'));
  }, KEYS_REFRESH_MS).unref();

  return {
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer: TOKEN_ISSUER,
          algorithms: ['EdDSA', 'Ed25519'],
          requiredClaims: ['exp', 'sub'],
        });
        return viewerOf(payload);
      } catch (error) {
        throw asAppError(error, options.log);
      }
    },
    stop: () => clearInterval(refresh),
  };
}

function viewerOf(claims: JWTPayload): TokenViewer {
  const { sub = '', exp, scope, sid } = claims;
  const tokenExpiresAt = new Date(exp! * 1000);
  const scopes =
    typeof scope === 'string'
      ? scope.split(' ').filter((name) => name !== '' && name !== 'internal') // `internal` is for services, which sign for themselves
      : [];
  if (isId('usr', sub) && typeof sid === 'string') {
    return { kind: 'user', id: sub, sessionId: sid as SessionId, scopes, tokenExpiresAt };
  }
  if (isId('gst', sub)) return { kind: 'guest', id: sub, scopes, tokenExpiresAt };
  throw invalid();
}

const invalid = (cause?: unknown): AppError =>
  new AppError(
    'UNAUTHENTICATED',
    'The access token is not valid here. Sign in again, or send no authorization to browse as a visitor.',
    { reason: 'TOKEN_INVALID' },
    { cause },
  );

function asAppError(error: unknown, log: Log): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof errors.JWTExpired) {
    return new AppError(
      'UNAUTHENTICATED',
      'The access token has expired. Get a new one with sessionRefresh, sent without authorization, and try again.',
      { reason: 'TOKEN_EXPIRED' },
      { cause: error },
    );
  }
  if (error instanceof errors.JOSEError && !KEYS_UNREADABLE.has(error.code)) return invalid(error);
  log.error({ err: error }, 'signing keys cannot be read');
  return new AppError(
    'SERVICE_UNAVAILABLE',
    'Signing in cannot be checked at the moment. Try again shortly, or send no authorization to browse as a visitor.',
    {},
    { cause: error },
  );
}
