import type { ApiClientId, UserId } from '@emporium/contracts/ids';
import { err, ok, type Result } from '@emporium/platform/result';

/** A partner's program. Its key is known to it alone; here is a hash of it, and how it begins. */
export interface ApiClient {
  readonly id: ApiClientId;
  readonly ownerId: UserId;
  readonly name: string;
  /** What it was given. What it has is never more than what its owner has at that moment. */
  readonly scopes: readonly string[];
  /** The first characters of the key, to tell keys apart. */
  readonly keyStart: string;
  readonly createdAt: Date;
  /** The last time a gateway asked for it; gateways ask once a minute at most. */
  readonly lastUsedAt: Date | null;
}

/** Live clients of one account. */
export const MAX_API_CLIENTS = 50;

export const MAX_SCOPES = 50;

/** So that a key found in a log or a repository is recognised as one. */
const KEY_MARK = 'emk_';
const KEY_START_LENGTH = 12;

export type ApiClientProblem =
  | { readonly code: 'NOT_FOUND' }
  | { readonly code: 'SCOPES_NOT_YOURS'; readonly scopes: readonly string[] }
  | { readonly code: 'TOO_MANY' };

export const keyOf = (secret: string): string => KEY_MARK + secret;

export const startOf = (key: string): string => key.slice(0, KEY_START_LENGTH);

/** Nobody gives away what is not his, and a client of no scopes is fine: public data needs none. */
export function decideGrant(
  asked: readonly string[],
  held: readonly string[],
  liveClients: number,
): Result<readonly string[], ApiClientProblem> {
  const missing = asked.filter((scope) => !held.includes(scope));
  if (missing.length > 0) return err({ code: 'SCOPES_NOT_YOURS', scopes: missing });
  return liveClients >= MAX_API_CLIENTS ? err({ code: 'TOO_MANY' }) : ok(asked);
}

/** What a key is good for now: an owner who loses a role takes it from the client too. */
export const scopesNow = (granted: readonly string[], held: readonly string[]): string[] =>
  granted.filter((scope) => held.includes(scope));
