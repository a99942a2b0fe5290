/**
 * Why the gateway closes a WebSocket, beyond what the graphql-transport-ws protocol itself defines
 * (4400 bad message, 4408 no `connection_init` in time, 4409 id in use, 4429 second `connection_init`).
 *
 * A client that gets one marked "resume" connects again, with a random delay, and subscribes with `after` set to the
 * last `sequence` it received; nothing is lost and nothing comes twice. The graphql-ws client does so by itself for
 * these codes, given `retryAttempts` and variables read at each attempt.
 */
export const CLOSE_CODES = {
  /** The gateway shuts down. Resume; another instance or the next start answers. */
  goingAway: 1001,
  /** A message was larger than 256 KB. Sent by the WebSocket layer; do not repeat the message. */
  messageTooBig: 1009,
  /** The token could not be checked because the signing keys cannot be read, or the API key because users cannot be asked. Resume later. */
  tryAgainLater: 1013,
  /** The token in `connection_init` is expired, forged or malformed. Get a new one before connecting again. */
  unauthenticated: 4401,
  /** The API key was revoked, a minute ago at most. Connecting again with it is of no use. */
  keyRevoked: 4401,
  /** The token that the connection was opened with has expired. Get a new one, then resume. */
  tokenExpired: 4430,
  /** The client reads too slowly: 256 events or 8 MiB wait for it. Resume, and read faster or follow less. */
  tooSlow: 4431,
  /** The supergraph was replaced and running streams were planned for the old one. Resume. */
  schemaChanged: 4432,
  /** The scopes of the API key have changed. Resume, with those that it has now. */
  keyChanged: 4433,
} as const;

export type CloseReason = keyof typeof CLOSE_CODES;

/** The text sent along with the code; a close frame holds at most 123 bytes of it. */
export const CLOSE_TEXT: Readonly<Record<CloseReason, string>> = {
  goingAway: 'The gateway is shutting down. Connect again and resume with "after".',
  messageTooBig: 'The message is larger than 256 KB.',
  tryAgainLater: 'The token or API key cannot be checked at the moment. Connect again later.',
  unauthenticated: 'The access token is not valid. Get a new one, or connect without authorization.',
  keyRevoked: 'The API key is not valid any more. Make a new one with apiClientCreate.',
  tokenExpired: 'The access token has expired. Get a new one, connect again and resume with "after".',
  tooSlow: 'Too many events wait for this client. Connect again and resume with "after".',
  schemaChanged: 'The schema has changed. Connect again and resume with "after".',
  keyChanged: 'What the API key may do has changed. Connect again and resume with "after".',
};
