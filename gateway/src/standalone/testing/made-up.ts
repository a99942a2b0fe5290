import {
  getNullableType,
  isAbstractType,
  isEnumType,
  isListType,
  isObjectType,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  type GraphQLTypeResolver,
} from 'graphql';

/**
 * Data for any schema, made up from names alone: a string is its field's name, a number tells its arguments, a list has
 * two items of different types where it can. So every subgraph of a supergraph says the same of the same thing, and the
 * whole, executed at once, says what a gateway must answer. An entity is what represents it.
 */
export const madeUpField: GraphQLFieldResolver<Record<string, unknown> | undefined, unknown> = (
  source,
  args,
  _context,
  { fieldName, returnType, schema },
) => {
  if (fieldName === '_entities') return args['representations'];
  return source?.[fieldName] ?? madeUp(returnType, fieldName, args, schema, 0);
};

export const madeUpType: GraphQLTypeResolver<{ __typename: string }, unknown> = ({ __typename }) => __typename;

function madeUp(
  type: GraphQLOutputType,
  name: string,
  args: Readonly<Record<string, unknown>>,
  schema: GraphQLSchema,
  index: number,
): unknown {
  const shape = getNullableType(type);
  if (isListType(shape)) return [0, 1].map((item) => madeUp(shape.ofType, name, args, schema, item));
  if (isObjectType(shape)) return { __typename: shape.name };
  if (isAbstractType(shape)) {
    const names = schema
      .getPossibleTypes(shape)
      .map((possible) => possible.name)
      .sort();
    return { __typename: names[index % names.length] };
  }
  if (isEnumType(shape)) return shape.getValues()[0]!.value;
  switch (shape.name) {
    case 'Int':
      return JSON.stringify(args).length;
    case 'Float':
      return 0.5;
    case 'Boolean':
      return true;
    default:
      return name;
  }
}
