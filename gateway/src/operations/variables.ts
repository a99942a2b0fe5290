import { getVariableValues, GraphQLError, type GraphQLSchema, type VariableDefinitionNode } from 'graphql';
import type { Variables } from '../engine/engine-types.ts';
import { withCode } from '../errors/with-code.ts';

const NONE: Variables = Object.freeze({});
const MAX_ERRORS = 10;

/** The values that an operation runs with: checked against its declarations, defaults filled in, nothing else kept. */
export function coerceVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[] | undefined,
  given: Variables | null | undefined,
  maxLength: number,
): { readonly values: Variables } | { readonly errors: readonly GraphQLError[] } {
  if (definitions === undefined || definitions.length === 0) return { values: NONE };
  if (given && lengthUpTo(given, maxLength) > maxLength) return { errors: [tooLong(maxLength)] };
  const { coerced, errors } = getVariableValues(schema, definitions, given ?? NONE, { maxErrors: MAX_ERRORS });
  return errors ? { errors: errors.map((error) => withCode(error, 'BAD_USER_INPUT')) } : { values: coerced };
}

/** Characters of names and values; counting ends soon after `limit`. Scalars other than strings count as one. */
function lengthUpTo(value: unknown, limit: number): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 1;
  let length = 0;
  for (const name in value) {
    length += Array.isArray(value) ? 0 : name.length;
    length += lengthUpTo((value as Record<string, unknown>)[name], limit - length);
    if (length > limit) return length;
  }
  return length;
}

const tooLong = (maxLength: number): GraphQLError =>
  new GraphQLError(`The variables hold more than ${maxLength} characters. Send less, or split the operation.`, {
    extensions: { code: 'BAD_USER_INPUT' },
  });
