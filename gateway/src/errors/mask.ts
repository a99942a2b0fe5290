import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { Log } from '@emporium/platform/log';
import { GATEWAY_CODES, SUBGRAPH_CODES } from './codes.ts';

export const MASKED_MESSAGE = 'Something went wrong on our side. Try again; if it stays, report the request id.';

/** Never shown, whoever set them: they describe our insides. */
const PRIVATE_EXTENSIONS = new Set(['serviceName', 'stacktrace', 'exception', 'http']);

/**
 * What a client may see of an error. One with a known code passes, with the subgraph named in
 * `extensions.service`; anything else becomes `INTERNAL_SERVER_ERROR` with the request id, and the
 * original is logged under that id.
 */
export function maskError(
  error: GraphQLError | GraphQLFormattedError,
  { requestId, log, cause }: { requestId: string; log: Log; cause?: unknown },
): GraphQLFormattedError {
  const { message, path, locations, extensions } = 'toJSON' in error ? error.toJSON() : error;
  const service = extensions?.['service'] ?? extensions?.['serviceName'];
  const place = { ...(path ? { path } : {}), ...(locations ? { locations } : {}) };
  const code = extensions?.['code'];

  const known = service === undefined ? GATEWAY_CODES : SUBGRAPH_CODES;
  if (typeof code === 'string' && known.has(code)) {
    const shown = Object.entries(extensions!).filter(([name]) => !PRIVATE_EXTENSIONS.has(name));
    return { message, ...place, extensions: { ...Object.fromEntries(shown), ...(service ? { service } : {}) } };
  }

  log.error({ requestId, service, code, path, err: cause ?? error }, 'operation failed unexpectedly');
  return {
    message: MASKED_MESSAGE,
    ...(path ? { path } : {}),
    extensions: { code: 'INTERNAL_SERVER_ERROR', ...(service ? { service } : {}), requestId },
  };
}

export const maskErrors = (
  errors: readonly (GraphQLError | GraphQLFormattedError)[],
  context: { requestId: string; log: Log },
): GraphQLFormattedError[] => errors.map((error) => maskError(error, context));
