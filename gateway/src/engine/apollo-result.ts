import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { ExecutedText } from './engine-types.ts';

interface ApolloResult {
  readonly data?: unknown;
  readonly errors?: readonly (GraphQLError | GraphQLFormattedError)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * What `@apollo/gateway` answered, with nothing missing in silence: it reports a null where the schema promises a value
 * in `extensions.valueCompletion` only. The GraphQL specification (6.4.4) calls that a field error, and clients look for
 * it in `errors`.
 */
export function executedOf({ data, errors, extensions }: ApolloResult): ExecutedText {
  const missing = (extensions?.['valueCompletion'] ?? []) as readonly GraphQLFormattedError[];
  return { data: JSON.stringify(data ?? null), errors: [...(errors ?? []), ...missing].map(asGraphQLError) };
}

function asGraphQLError(error: GraphQLError | GraphQLFormattedError): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const { message, path, extensions } = error;
  return new GraphQLError(message, { ...(path ? { path } : {}), ...(extensions ? { extensions } : {}) });
}
