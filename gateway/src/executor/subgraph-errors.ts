import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { SubgraphFailure } from '../subgraphs/subgraph-failure.ts';
import type { Path } from './execution.ts';
import { responseKeyOf } from './shape/source-key.ts';

/** An error that a subgraph reported, at its place in the client's answer. */
export const subgraphError = (service: string, error: GraphQLFormattedError, path: Path | null): GraphQLError =>
  new GraphQLError(error.message, {
    ...(path === null ? {} : { path: shown(path) }),
    extensions: { ...error.extensions, service },
  });

/** A fetch that brought no answer, at a field that is missing for it. */
export function lostFieldError(service: string, cause: unknown, path: Path): GraphQLError {
  const { message } = cause as Error;
  const extensions = cause instanceof SubgraphFailure ? cause.extensions : { service };
  return new GraphQLError(message, { path: shown(path), originalError: cause as Error, extensions: { ...extensions } });
}

/** The place by the client's names. */
const shown = (path: Path): Path => path.map((part) => (typeof part === 'string' ? responseKeyOf(part) : part));
