import { hash } from 'node:crypto';
import type { ApiClientId } from '@emporium/contracts/ids';
import { createServiceClient } from '@emporium/platform/client';
import { AppError } from '@emporium/platform/errors';
import type { ApiClientViewer } from '@emporium/platform/identity';
import type { Log } from '@emporium/platform/log';
import { LRUCache } from 'lru-cache';
import { callerOf, type Caller } from '../identity/authenticate.ts';
import { ApiClientByKeyHashDocument, type ApiClientByKeyHashQuery } from './generated/users.ts';
import { hasScopes, watchKey } from './watch-key.ts';

/** Whose program holds a key, and what it may do. */
export interface ApiKeyCaller extends Caller {
  readonly viewer: ApiClientViewer;
  readonly payer: ApiClientId;
  readonly watch: NonNullable<Caller['watch']>;
}

export interface ApiKeys {
  /** At once for a key that was asked for a short time ago. Rejects with an `AppError` for one that is none. */
  identify(key: string): ApiKeyCaller | Promise<ApiKeyCaller>;
  close(): Promise<void>;
}

export interface ApiKeysOptions {
  /** The users subgraph's GraphQL endpoint. */
  readonly usersUrl: string;
  /** Signs the identity that subgraphs believe. */
  readonly identitySecret: string;
  readonly log: Log;
  /**
   * Milliseconds for which a revoked key, and a scope that its owner lost, count at most, on open sockets and streams
   * too; a minute by default.
   */
  readonly keysBelievedForMs?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

const BELIEVED_FOR_MS = 60_000;
/** While users cannot be asked nobody can revoke a key there either, so known keys stay in use this long. */
const BELIEVED_UNASKED_FOR_MS = 10 * 60_000;
const REMEMBERED_KEYS = 10_000;
const ASK_TIMEOUT_MS = 2_000;

const KEY = /^emk_[\w-]{43}$/;

interface Known {
  readonly caller: ApiKeyCaller;
  readonly askedAtMs: number;
}

/**
 * Partners' keys, which the users subgraph knows by their SHA-256: a key itself is neither sent on nor kept. Users is
 * asked once a minute for each key in use, and once for requests that come together; what is not a key is remembered
 * apart, so that guesses cannot push out keys that are.
 */
export function createApiKeys(options: ApiKeysOptions): ApiKeys {
  const { usersUrl, identitySecret, log, keysBelievedForMs = BELIEVED_FOR_MS, now = Date.now } = options;
  const users = createServiceClient({ name: 'gateway', target: 'users', url: usersUrl, secret: identitySecret, log });
  const known = new LRUCache<string, Known>({ max: REMEMBERED_KEYS });
  const refusedAtMs = new LRUCache<string, number>({ max: REMEMBERED_KEYS });
  const asking = new Map<string, Promise<ApiKeyCaller>>();

  const ask = async (keyHash: string): Promise<ApiKeyCaller> => {
    const before = known.get(keyHash);
    try {
      const askedAtMs = now();
      const call = { deadlineMs: ASK_TIMEOUT_MS, idempotent: true };
      const { apiClientByKeyHash: found } = await users.call(ApiClientByKeyHashDocument, { keyHash }, call);
      if (found === null) {
        known.delete(keyHash);
        refusedAtMs.set(keyHash, askedAtMs);
        throw unknownKey();
      }
      const caller = before && hasScopes(before.caller, found.scopes) ? before.caller : callerWith(found, keyHash);
      known.set(keyHash, { caller, askedAtMs });
      return caller;
    } catch (error) {
      if (error instanceof AppError && error.code === 'UNAUTHENTICATED') throw error;
      if (before && now() - before.askedAtMs < BELIEVED_UNASKED_FOR_MS) return before.caller;
      throw cannotBeAsked(error);
    }
  };

  const callerWith = (
    client: NonNullable<ApiClientByKeyHashQuery['apiClientByKeyHash']>,
    keyHash: string,
  ): ApiKeyCaller => {
    const viewer: ApiClientViewer = { kind: 'client', id: client.id as ApiClientId, scopes: client.scopes };
    const key = { identify: () => identify(keyHash), countsForMs: () => countsForMs(keyHash) };
    const caller: ApiKeyCaller = {
      viewer,
      identity: callerOf(viewer, identitySecret, now).identity,
      payer: viewer.id,
      watch: (onLapse) => watchKey(key, caller, onLapse),
    };
    return caller;
  };

  const countsForMs = (keyHash: string): number =>
    (known.get(keyHash)?.askedAtMs ?? -Infinity) + keysBelievedForMs - now();

  const identify = (keyHash: string): ApiKeyCaller | Promise<ApiKeyCaller> => {
    const hit = known.get(keyHash);
    if (hit && now() - hit.askedAtMs < keysBelievedForMs) return hit.caller;
    if (now() - (refusedAtMs.get(keyHash) ?? -Infinity) < keysBelievedForMs) return Promise.reject(unknownKey());

    let answer = asking.get(keyHash);
    if (answer === undefined) {
      answer = ask(keyHash).finally(() => asking.delete(keyHash));
      asking.set(keyHash, answer);
    }
    return answer;
  };

  return {
    identify: (key) => (KEY.test(key) ? identify(hash('sha256', key, 'base64url')) : Promise.reject(unknownKey())),
    close: () => users.close(),
  };
}

const unknownKey = (): AppError =>
  new AppError('UNAUTHENTICATED', 'The API key is not valid, or no longer. Make a new one with apiClientCreate.', {
    reason: 'API_KEY_INVALID',
  });

const cannotBeAsked = (cause: unknown): AppError =>
  new AppError('SERVICE_UNAVAILABLE', 'API keys cannot be checked at the moment. Try again shortly.', {}, { cause });
