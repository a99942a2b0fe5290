import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Path } from './execution.ts';

/** An error that a subgraph reported, at its place in the client's answer. */
export const subgraphError = (service: string, error: GraphQLFormattedError, path: Path | null): GraphQLError =>
  new GraphQLError(error.message, {
    ...(path === null ? {} : { path }),
    extensions: { ...error.extensions, service },
  });

/** A fetch that brought no answer, at a field that is missing for it. */
export function lostFieldError(service: string, cause: unknown, path: Path): GraphQLError {
  const { message, code } = cause as { message: string; code?: unknown };
  return new GraphQLError(message, {
    path,
    originalError: cause as Error,
    extensions: { code: typeof code === 'string' ? code : 'SERVICE_UNAVAILABLE', service },
  });
}

/** An answer that breaks the federation specification. */
export class BrokenAnswer extends Error {
  readonly code = 'SERVICE_UNAVAILABLE';
}
