import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '@emporium/platform/errors';
import { ANONYMOUS, IDENTITY_LIFETIME_SECONDS, signIdentity, type Viewer } from '@emporium/platform/identity';
import { LRUCache } from 'lru-cache';
import type { AccessTokens } from './access-tokens.ts';
import { atTime } from './at-time.ts';

/**
 * Why a caller is no longer who it was when its socket or stream was opened: its token has expired, its API key is none
 * any more, the key may do other things than before, or can no longer be checked.
 */
export type Lapse = 'tokenExpired' | 'keyRevoked' | 'keyChanged' | 'tryAgainLater';

/** Whoever sent an operation, with the proof of it that subgraphs believe. */
export interface Caller {
  readonly viewer: Viewer;
  /** A signed identity with at least half of its life left; null for an anonymous viewer, and where nothing is signed. */
  readonly identity: () => string | null;
  /** Whose budget an operation is paid from, when it is not the viewer's own. */
  readonly payer?: string;
  /** Calls back, once, when the caller lapses; returns the way to call it off. Missing for a caller that never does. */
  readonly watch?: (onLapse: (lapse: Lapse) => void) => () => void;
}

/**
 * At once for whoever is known already. What is refused is a rejection, never thrown. The headers are those of a request,
 * or what stands under the same names in the payload of `connection_init`.
 */
export type Authenticate = (headers: IncomingHttpHeaders) => Caller | Promise<Caller>;

export const ANONYMOUS_CALLER: Caller = Object.freeze({ viewer: ANONYMOUS, identity: () => null });

const BEARER = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i;
const REMEMBERED_TOKENS = 10_000;

/**
 * Turns an `Authorization` value into a caller. A token is verified once and remembered until it expires. No authorization
 * is the anonymous caller; a bad one is refused with `UNAUTHENTICATED`, for a client that believes itself signed in must
 * not be shown a visitor's page.
 *
 * Without `tokens` nobody is verified and everybody is anonymous: what `Authorization` means is the subgraphs' affair.
 */
export function createAuthenticate(
  tokens: AccessTokens | null,
  options: { identitySecret: string | null; now?: () => number },
): Authenticate {
  if (tokens === null) return () => ANONYMOUS_CALLER;
  const now = options.now ?? Date.now;
  const known = new LRUCache<string, { readonly caller: Caller; readonly expiresAtMs: number }>({
    max: REMEMBERED_TOKENS,
  });

  const verify = async (token: string): Promise<Caller> => {
    const viewer = await tokens.verify(token);
    const expiresAtMs = viewer.tokenExpiresAt.getTime();
    const fresh: Caller = {
      ...callerOf(viewer, options.identitySecret, now),
      watch: (onLapse) => atTime(expiresAtMs, () => onLapse('tokenExpired')),
    };
    known.set(copyOf(token), { caller: fresh, expiresAtMs });
    return fresh;
  };

  return ({ authorization }) => {
    if (authorization === undefined || authorization === '') return ANONYMOUS_CALLER;
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined) return Promise.reject(notBearer());
    const remembered = known.get(token);
    return remembered !== undefined && remembered.expiresAtMs > now() ? remembered.caller : verify(token);
  };
}

/** V8 keeps a part of a string as a view of the whole, here the head of a request, for as long as the part lives. */
const copyOf = (token: string): string => Buffer.from(token, 'latin1').toString('latin1');

const notBearer = (): AppError =>
  new AppError(
    'UNAUTHENTICATED',
    'Authorization must read "Bearer" and an access token. Send no authorization to browse as a visitor.',
    { reason: 'TOKEN_INVALID' },
  );

/** Signs for the viewer whenever half of the last signature's life is over; with no secret, never. */
export function callerOf(
  viewer: Exclude<Viewer, { kind: 'anonymous' }>,
  secret: string | null,
  now: () => number = Date.now,
): Caller {
  if (secret === null) return { viewer, identity: () => null };

  const renewAfterMs = (IDENTITY_LIFETIME_SECONDS * 1000) / 2;
  let signed = '';
  let signedAtMs = -Infinity;
  return {
    viewer,
    identity() {
      const time = now();
      if (time - signedAtMs > renewAfterMs) {
        signed = signIdentity(viewer, secret, time);
        signedAtMs = time;
      }
      return signed;
    },
  };
}
