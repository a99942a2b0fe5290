import type { AppErrorCode } from '@emporium/platform/errors';

/** Codes that a subgraph may show to a client. A subgraph error with any other code is masked. */
export const SUBGRAPH_CODES: ReadonlySet<string> = new Set<AppErrorCode>([
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'RATE_LIMITED',
  'RESYNC',
  'SERVICE_UNAVAILABLE',
  'DEADLINE_EXCEEDED',
]);

/** Codes that the gateway itself gives to a client's mistake: those that Apollo Server gives, and its own. */
export const GATEWAY_CODES: ReadonlySet<string> = new Set([
  ...SUBGRAPH_CODES,
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'DOCUMENT_NOT_TRUSTED',
  'BAD_REQUEST',
  'OPERATION_TOO_EXPENSIVE',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
]);
