import type { ExecutionResult, GraphQLError } from 'graphql';

/**
 * `@apollo/gateway` reports a null where the schema promises a value in `extensions.valueCompletion` only. The
 * GraphQL specification (6.4.4) calls that a field error, and clients look for it in `errors`.
 */
export function withMissingValuesAsErrors(result: ExecutionResult): ExecutionResult {
  const missing = result.extensions?.['valueCompletion'] as readonly GraphQLError[] | undefined;
  if (missing === undefined) return result;
  const { valueCompletion: _moved, ...extensions } = result.extensions!;
  const { extensions: _replaced, ...rest } = result;
  const errors = [...(result.errors ?? []), ...missing];
  return { ...rest, errors, ...(Object.keys(extensions).length > 0 ? { extensions } : {}) };
}
