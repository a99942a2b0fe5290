import { isAbstractType, type GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';

/**
 * Interfaces and unions find the type of a value by its `__typename`, else by its class. Synchronously:
 * type-graphql makes a promise of it, for every item of a list.
 */
export function resolveTypesByName(schema: GraphQLSchema): void {
  const names = new Map<unknown, string>(getMetadataStorage().objectTypes.map(({ target, name }) => [target, name]));

  for (const type of Object.values(schema.getTypeMap())) {
    if (!isAbstractType(type)) continue;
    type.resolveType = (value: unknown) => {
      const { __typename, constructor } = value as { __typename?: string; constructor?: unknown };
      const name = __typename ?? names.get(constructor);
      if (name === undefined)
        throw new Error(`a value of ${type.name} has neither a __typename nor a class of the schema`);
      if (!schema.getType(name)) throw new Error(`${name} is not in this schema; list it in orphanedTypes`);
      return name;
    };
  }
}
