import { AppError } from '@emporium/platform/errors';
import type { Lapse } from '../identity/authenticate.ts';
import type { ApiKeyCaller } from './api-keys.ts';

export interface WatchedKey {
  /** Whose key it is now; rejects with `UNAUTHENTICATED` when it is none any more. */
  readonly identify: () => ApiKeyCaller | Promise<ApiKeyCaller>;
  /** Milliseconds for which what is known of it still counts. */
  readonly countsForMs: () => number;
}

/** While users cannot be asked, what is known is too old all the time. */
const LEAST_MS = 1_000;

/**
 * Whoever sends a request with a key is identified anew, but a socket or stream that was opened with one is not: this
 * looks again whenever what is known of the key is too old, and calls back, once, when requests with it would be refused
 * from now on, or may do other things than before.
 */
export function watchKey(
  { identify, countsForMs }: WatchedKey,
  { viewer }: ApiKeyCaller,
  onLapse: (lapse: Lapse) => void,
): () => void {
  let calledOff = false;
  let timer: NodeJS.Timeout;

  const lapsed = async (): Promise<Lapse | null> => {
    try {
      const now = await identify();
      return hasScopes(now, viewer.scopes) ? null : 'keyChanged';
    } catch (error) {
      return error instanceof AppError && error.code === 'UNAUTHENTICATED' ? 'keyRevoked' : 'tryAgainLater';
    }
  };
  const look = async (): Promise<void> => {
    const lapse = await lapsed();
    if (calledOff) return;
    if (lapse !== null) return onLapse(lapse);
    lookIn(Math.max(LEAST_MS, countsForMs()));
  };
  const lookIn = (ms: number): void => {
    timer = setTimeout(() => void look(), ms).unref();
  };
  lookIn(Math.max(0, countsForMs()));
  return () => {
    calledOff = true;
    clearTimeout(timer);
  };
}

export const hasScopes = ({ viewer }: ApiKeyCaller, scopes: readonly string[]): boolean =>
  viewer.scopes.length === scopes.length && viewer.scopes.every((scope, index) => scope === scopes[index]);
