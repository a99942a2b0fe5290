import type { Log } from '@emporium/platform/log';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { GATEWAY_CODES, SUBGRAPH_CODES } from './codes.ts';

export const MASKED_MESSAGE = 'Something went wrong on our side. Try again; if it stays, report the request id.';

/** Never shown, whoever set them: they describe our insides. */
const PRIVATE_EXTENSIONS = new Set(['serviceName', 'stacktrace', 'exception', 'http']);

/** Which errors of subgraphs pass besides those with a code of `SUBGRAPH_CODES`. */
export interface PassedErrors {
  /** Further codes, of whichever subgraph. */
  readonly codes: readonly string[];
  /** Subgraphs whose errors pass whatever their code, with their messages and extensions; `*` for all. */
  readonly subgraphs: readonly string[];
}

/** What a client may see of errors, in their order. */
export type Mask = (
  errors: readonly (GraphQLError | GraphQLFormattedError)[],
  requestId: string,
) => GraphQLFormattedError[];

/**
 * An error with a known code passes, with the subgraph named in `extensions.service`; anything else becomes
 * `INTERNAL_SERVER_ERROR` with the request id, and the original is logged under that id.
 */
export function createMask(log: Log, passed: PassedErrors = { codes: [], subgraphs: [] }): Mask {
  const subgraphCodes = new Set([...SUBGRAPH_CODES, ...passed.codes]);
  const open = new Set(passed.subgraphs);

  const passes = (error: GraphQLError | GraphQLFormattedError, service: unknown, code: unknown): boolean => {
    if (typeof code === 'string' && (service === undefined ? GATEWAY_CODES : subgraphCodes).has(code)) return true;
    if (service === undefined || !(open.has('*') || open.has(service as string))) return false;
    return !('originalError' in error) || error.originalError === undefined; // else the gateway's own failure, about it
  };

  const shown = (error: GraphQLError | GraphQLFormattedError, requestId: string): GraphQLFormattedError => {
    const { message, path, locations, extensions = {} } = 'toJSON' in error ? error.toJSON() : error;
    const service = extensions['service'] ?? extensions['serviceName'];
    const code = extensions['code'];
    const named = service === undefined ? {} : { service };
    const at = path ? { path } : {};

    if (passes(error, service, code)) {
      const kept = Object.entries(extensions).filter(([name]) => !PRIVATE_EXTENSIONS.has(name));
      return {
        message,
        ...at,
        ...(locations ? { locations } : {}),
        extensions: { ...Object.fromEntries(kept), ...named },
      };
    }
    log.error({ requestId, service, code, path, err: error }, 'operation failed unexpectedly');
    return {
      message: MASKED_MESSAGE,
      ...at,
      extensions: { code: 'INTERNAL_SERVER_ERROR', ...named, requestId },
    };
  };

  return (errors, requestId) => errors.map((error) => shown(error, requestId));
}
