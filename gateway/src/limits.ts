/** What one client may ask of the gateway. The same numbers hold over HTTP, WebSocket and server-sent events. */
export interface Limits extends Readonly<Record<keyof typeof LIMITS, number>> {}

/** The limits that hold when the configuration gives no others. */
export const LIMITS = {
  /** Levels of nested fields, fragments expanded. Introspection has its own limit in graphql-js. */
  depth: 12,
  /** Aliased fields, fragments expanded each time they are spread. */
  aliases: 30,
  /** Lexical tokens of the document; the parser stops there. */
  tokens: 5_000,
  /** Directives written in the document. */
  directives: 50,
  /** An HTTP body or a WebSocket message. */
  bodyBytes: 256 * 1024,
  /** Names and values of an operation's variables together, in characters. */
  variablesLength: 64 * 1024,
  /** Operations that run at once on one WebSocket. */
  operationsPerSocket: 100,
  /** Events that wait for one slow reader before its socket is closed. */
  queuedEvents: 256,
  /** Unsent bytes on one socket before it counts as slow. */
  socketBufferBytes: 8 * 1024 * 1024,
  /** The largest answer taken from a subgraph. */
  subgraphAnswerBytes: 32 * 1024 * 1024,
} as const;
