import {
  getNullableType,
  getVariableValues,
  GRAPHQL_MAX_INT,
  GRAPHQL_MIN_INT,
  GraphQLBoolean,
  GraphQLError,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLString,
  isNonNullType,
  typeFromAST,
  type GraphQLSchema,
  type GraphQLType,
  type VariableDefinitionNode,
} from 'graphql';
import type { Variables } from '../engine/engine-types.ts';
import { withCode } from '../errors/with-code.ts';

const NONE: Variables = Object.freeze({});
const MAX_ERRORS = 10;

/** The values that an operation runs with: checked against its declarations, defaults filled in, nothing else kept. */
export type CoerceVariables = (
  given: Variables | null | undefined,
) => { readonly values: Variables } | { readonly errors: readonly GraphQLError[] };

export function compileVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[] | undefined,
  maxLength: number,
): CoerceVariables {
  if (definitions === undefined || definitions.length === 0) return () => ({ values: NONE });
  const copyPlain = compilePlain(schema, definitions);
  return (given) => {
    if (given && lengthUpTo(given, maxLength) > maxLength) return { errors: [tooLong(maxLength)] };
    const values = copyPlain?.(given ?? NONE) ?? null;
    if (values !== null) return { values };
    const { coerced, errors } = getVariableValues(schema, definitions, given ?? NONE, { maxErrors: MAX_ERRORS });
    return errors ? { errors: errors.map((error) => withCode(error, 'BAD_USER_INPUT')) } : { values: coerced };
  };
}

const isInt = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= GRAPHQL_MIN_INT && value <= GRAPHQL_MAX_INT;

/** What is taken as it is. Everything else, such as a number for an ID, is graphql-js's to coerce or to refuse. */
const FITS: ReadonlyMap<GraphQLType, (value: unknown) => boolean> = new Map<GraphQLType, (value: unknown) => boolean>([
  [GraphQLString, (value) => typeof value === 'string'],
  [GraphQLID, (value) => typeof value === 'string'],
  [GraphQLBoolean, (value) => typeof value === 'boolean'],
  [GraphQLInt, isInt],
  [GraphQLFloat, (value) => Number.isFinite(value)],
]);

/** For operations whose variables are all built-in scalars: their values, or null where there is more to it. */
function compilePlain(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
): ((given: Variables) => Variables | null) | null {
  const variables: { name: string; fits: (value: unknown) => boolean; isRequired: boolean; hasDefault: boolean }[] = [];
  for (const { variable, type, defaultValue } of definitions) {
    const declared = typeFromAST(schema, type);
    const fits = FITS.get(getNullableType(declared)!);
    if (fits === undefined || variable.name.value === '__proto__') return null;
    const isRequired = isNonNullType(declared);
    variables.push({ name: variable.name.value, fits, isRequired, hasDefault: defaultValue !== undefined });
  }
  return (given) => {
    const values: Record<string, unknown> = {};
    for (const { name, fits, isRequired, hasDefault } of variables) {
      const value = given[name];
      if (value === undefined) {
        if (isRequired || hasDefault) return null;
      } else if (value === null) {
        if (isRequired) return null;
        values[name] = null;
      } else {
        if (!fits(value)) return null;
        values[name] = value;
      }
    }
    return values;
  };
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
