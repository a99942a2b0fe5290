import {
  isAbstractType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** Where a selection set stands: the type it is written for, and the objects it can meet at run time. */
export interface Position {
  readonly type: GraphQLCompositeType;
  readonly possible: readonly GraphQLObjectType[];
  /** True when `possible` leaves out some object that `type` allows, because a fragment around it does. */
  readonly narrowed: boolean;
}

/** Equal positions are one object, so that they serve as keys. */
export interface Positions {
  at(type: GraphQLCompositeType): Position;
  /** Inside a fragment. */
  within(position: Position, condition: GraphQLCompositeType): Position;
}

export function createPositions(schema: GraphQLSchema): Positions {
  const known = new Map<string, Position>();
  const all = (type: GraphQLCompositeType) => (isAbstractType(type) ? schema.getPossibleTypes(type) : [type]);

  const intern = (type: GraphQLCompositeType, possible: readonly GraphQLObjectType[]): Position => {
    const key = `${type.name}:${possible.map(({ name }) => name).join()}`;
    let position = known.get(key);
    if (position === undefined) {
      position = { type, possible, narrowed: possible.length < all(type).length };
      known.set(key, position);
    }
    return position;
  };

  return {
    at: (type) => intern(type, all(type)),
    within(position, condition) {
      if (condition === position.type) return position;
      const possible = all(condition).filter((type) => position.possible.includes(type));
      return intern(condition, possible.length > 0 ? possible : all(condition));
    },
  };
}

/** The definition of a field of a valid document, those of introspection included. */
export function fieldOf(type: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> {
  switch (name) {
    case TypeNameMetaFieldDef.name:
      return TypeNameMetaFieldDef;
    case SchemaMetaFieldDef.name:
      return SchemaMetaFieldDef;
    case TypeMetaFieldDef.name:
      return TypeMetaFieldDef;
    default:
      return (type as GraphQLObjectType | GraphQLInterfaceType).getFields()[name]!;
  }
}
