import type { GraphQLFormattedError } from 'graphql';
import type { Lapse } from '../identity/authenticate.ts';
import { CLOSE_CODES, CLOSE_TEXT, type CloseReason } from '../live/close-codes.ts';

/** Why the gateway ends an event stream before its operation is over. */
export type EndReason = Extract<CloseReason, 'goingAway' | 'tooSlow' | 'schemaChanged'> | Lapse;

const CODES: Readonly<Record<EndReason, Readonly<Record<string, unknown>>>> = {
  goingAway: { code: 'SERVICE_UNAVAILABLE' },
  tokenExpired: { code: 'UNAUTHENTICATED', reason: 'TOKEN_EXPIRED' },
  keyRevoked: { code: 'UNAUTHENTICATED', reason: 'API_KEY_INVALID' },
  keyChanged: { code: 'SERVICE_UNAVAILABLE' },
  tryAgainLater: { code: 'SERVICE_UNAVAILABLE' },
  tooSlow: { code: 'RESYNC' },
  schemaChanged: { code: 'SERVICE_UNAVAILABLE' },
};

/**
 * The error in the last `next` event of a stream that the gateway ends. Server-sent events have no close codes, so the code that a
 * WebSocket would be closed with stands in `extensions.closeCode`, and means the same.
 */
export const lastError = (reason: EndReason, requestId: string): GraphQLFormattedError => ({
  message: CLOSE_TEXT[reason],
  extensions: { ...CODES[reason], closeCode: CLOSE_CODES[reason], retryable: reason !== 'keyRevoked', requestId },
});
