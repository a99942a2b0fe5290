import {
  defaultTypeResolver,
  GraphQLError,
  isObjectType,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';
import { isPromise } from './execution.ts';

/** Finds the object type of a value of an interface or a union, or a promise of it. */
export type FindType = (
  value: unknown,
  context: unknown,
  info: GraphQLResolveInfo,
) => GraphQLObjectType | Promise<GraphQLObjectType>;

export function typeFinder(type: GraphQLAbstractType, nodes: readonly FieldNode[]): FindType {
  const resolveType = type.resolveType ?? defaultTypeResolver;
  const known = new Map<unknown, GraphQLObjectType>();

  return (value, context, info) => {
    const typeOf = (name: unknown): GraphQLObjectType => {
      const found = known.get(name) ?? checked(type, name, value, nodes, info);
      known.set(name, found);
      return found;
    };
    const name = resolveType(value, context, info, type);
    return isPromise(name) ? name.then(typeOf) : typeOf(name);
  };
}

function checked(
  type: GraphQLAbstractType,
  name: unknown,
  value: unknown,
  nodes: readonly FieldNode[],
  { schema, parentType, fieldName }: GraphQLResolveInfo,
): GraphQLObjectType {
  const place = `Abstract type "${type.name}" must resolve to an Object type at runtime for field "${parentType.name}.${fieldName}"`;
  if (name === null || name === undefined) {
    throw new GraphQLError(
      `${place}. Either the "${type.name}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`,
      { nodes },
    );
  }
  if (typeof name !== 'string')
    throw new GraphQLError(`${place} with value ${inspect(value)}, received "${inspect(name)}".`);
  const found = schema.getType(name);
  if (found === undefined)
    throw new GraphQLError(
      `Abstract type "${type.name}" was resolved to a type "${name}" that does not exist inside the schema.`,
      { nodes },
    );
  if (!isObjectType(found))
    throw new GraphQLError(`Abstract type "${type.name}" was resolved to a non-object type "${name}".`, { nodes });
  if (!schema.isSubType(type, found))
    throw new GraphQLError(`Runtime Object type "${found.name}" is not a possible type for "${type.name}".`, { nodes });
  return found;
}
