/** Header names that cross a hop, in one place so that writer and reader cannot disagree. */
export const HEADERS = {
  /** Identity signed by the gateway or by a calling service; subgraphs believe nothing else. */
  identity: 'x-emporium-identity',
  /** One id for everything a client's request causes; echoed to the client. */
  requestId: 'x-request-id',
  /** W3C Trace Context: https://www.w3.org/TR/trace-context/ */
  traceparent: 'traceparent',
  /** Milliseconds that the caller will still wait. */
  deadlineMs: 'x-emporium-deadline-ms',
} as const;
