import { AppError } from '@emporium/platform/errors';
import type { GuestViewer, UserViewer } from '@emporium/platform/identity';
import type { Log } from '@emporium/platform/log';
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';

/** Signing keys are read again this often, so that a withdrawn one stops counting. */
const KEYS_REFRESH_MS = 5 * 60_000;
const KEYS_TIMEOUT_MS = 3_000;

/** The key set did not come, or is not one; says nothing about the token. */
const KEYS_UNREADABLE = new Set(['ERR_JOSE_GENERIC', 'ERR_JWKS_INVALID', 'ERR_JWKS_TIMEOUT']);

export type TokenViewer = UserViewer | GuestViewer;

/** Which tokens count, and whom they prove. */
export interface TokenRules {
  /** Asymmetric ones only: the keys are public. */
  readonly algorithms: readonly string[];
  /** What `iss` and `aud` must be; null for anything. */
  readonly issuer: string | null;
  readonly audience: string | null;
  /** Null for claims that prove nobody. */
  viewerOf(claims: JWTPayload & { readonly sub: string; readonly exp: number }): TokenViewer | null;
  /** What a client is told to do. */
  readonly advice: { readonly invalid: string; readonly expired: string };
}

export interface AccessTokens {
  /** The viewer that a token proves, or an `AppError` that says what to do about it. */
  verify(token: string): Promise<TokenViewer>;
  stop(): void;
}

/**
 * Reads access tokens whose keys are published as JWKS. The keys stay in use while whoever publishes them is down,
 * so signed-in visitors keep their pages; an unknown key id causes one look-up, at most every 30 seconds.
 */
export function createAccessTokens(options: { jwksUrl: string; rules: TokenRules; log: Log }): AccessTokens {
  const { rules, log } = options;
  const keys = createRemoteJWKSet(new URL(options.jwksUrl), {
    cacheMaxAge: Infinity,
    cooldownDuration: 30_000,
    timeoutDuration: KEYS_TIMEOUT_MS,
  });
  const refresh = setInterval(() => {
    keys.reload().catch((error: unknown) => log.warn({ err: error }, 'signing keys not refreshed'));
  }, KEYS_REFRESH_MS).unref();

  return {
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, keys, {
          algorithms: [...rules.algorithms],
          requiredClaims: ['exp', 'sub'],
          ...(rules.issuer === null ? {} : { issuer: rules.issuer }),
          ...(rules.audience === null ? {} : { audience: rules.audience }),
        });
        const viewer = rules.viewerOf(payload as JWTPayload & { sub: string; exp: number });
        if (viewer === null) throw new errors.JWTInvalid('the claims prove nobody');
        return viewer;
      } catch (error) {
        throw asAppError(error, rules, log);
      }
    },
    stop: () => clearInterval(refresh),
  };
}

function asAppError(error: unknown, { advice }: TokenRules, log: Log): AppError {
  if (error instanceof errors.JWTExpired) {
    return new AppError('UNAUTHENTICATED', advice.expired, { reason: 'TOKEN_EXPIRED' }, { cause: error });
  }
  if (error instanceof errors.JOSEError && !KEYS_UNREADABLE.has(error.code)) {
    return new AppError('UNAUTHENTICATED', advice.invalid, { reason: 'TOKEN_INVALID' }, { cause: error });
  }
  log.error({ err: error }, 'signing keys cannot be read');
  return new AppError(
    'SERVICE_UNAVAILABLE',
    'Signing in cannot be checked at the moment. Try again shortly, or send no authorization to browse as a visitor.',
    {},
    { cause: error },
  );
}
