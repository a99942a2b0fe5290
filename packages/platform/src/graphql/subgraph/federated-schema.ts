import {
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
  isObjectType,
  type GraphQLFieldConfigMap,
  type GraphQLNamedType,
} from 'graphql';
import { entitiesResolver, type ReferenceResolvers } from './entities.ts';

/**
 * The declared schema with the two root fields that every subgraph has: `_service` and, where there are entities,
 * `_entities`. (https://www.apollographql.com/docs/graphos/reference/federation/subgraph-spec)
 *
 * Whether the directives make sense together is not looked at here; composition does that, over all subgraphs.
 */
export function federatedSchema<Context>(
  declared: GraphQLSchema,
  sdl: string,
  references: ReferenceResolvers<Context>,
): GraphQLSchema {
  const { types, mutation, subscription, ...config } = declared.toConfig();
  const entities = types.filter(isObjectType).filter(isEntity);
  const roots: readonly GraphQLNamedType[] = [config.query, mutation, subscription].filter((root) => root != null);
  return new GraphQLSchema({
    ...config,
    query: queryOf(declared, {
      _service: { type: new GraphQLNonNull(SERVICE), resolve: () => ({ sdl }) },
      ...(entities.length > 0 && { _entities: entitiesField(entities, references) }),
    }),
    mutation: orNullIfEmpty(mutation),
    subscription: orNullIfEmpty(subscription),
    types: types.filter((type) => !roots.includes(type)),
    assumeValid: true, // it knows nothing of federation's directives
  });
}

type Fields = GraphQLFieldConfigMap<unknown, unknown>;

function queryOf(declared: GraphQLSchema, more: Fields): GraphQLObjectType {
  const { fields, ...config } = declared.getQueryType()!.toConfig();
  return new GraphQLObjectType({ ...config, fields: { ...fields, ...more } });
}

const orNullIfEmpty = (root: GraphQLObjectType | null | undefined): GraphQLObjectType | null =>
  root && Object.keys(root.getFields()).length > 0 ? root : null;

const isEntity = (type: GraphQLObjectType): boolean =>
  [type.astNode, ...type.extensionASTNodes].some((node) =>
    node?.directives?.some((directive) => directive.name.value === 'key'),
  );

function entitiesField<Context>(
  entities: readonly GraphQLObjectType[],
  references: ReferenceResolvers<Context>,
): Fields[string] {
  return {
    type: new GraphQLNonNull(new GraphQLList(new GraphQLUnionType({ name: '_Entity', types: entities }))),
    args: { representations: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(ANY))) } },
    resolve: entitiesResolver(entities, references) as never,
  };
}

const SERVICE = new GraphQLObjectType({ name: '_Service', fields: { sdl: { type: GraphQLString } } });

/** A representation of an entity: its `__typename` and key fields, whatever they are. */
const ANY = new GraphQLScalarType({ name: '_Any' });
