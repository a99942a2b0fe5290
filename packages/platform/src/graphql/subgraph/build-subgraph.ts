import 'reflect-metadata';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, type GraphQLSchema } from 'graphql';
import {
  buildSchemaSync,
  createResolversMap,
  getMetadataStorage,
  type BuildSchemaOptions,
  type NonEmptyArray,
  type PubSub,
} from 'type-graphql';
import { SHARED_USER_ERRORS } from '../types/user-error.ts';
import { resolveTypesByName } from './abstract-types.ts';
import { entitiesResolver, type ReferenceResolvers } from './entities.ts';
import { subgraphSdl } from './sdl.ts';

export interface SubgraphSchemaOptions<Context> {
  /** Instances of the subgraph's `@Resolver` classes, with whatever they need inside. */
  readonly resolvers: readonly object[];
  /**
   * Classes that no field returns directly: implementations of `Node` and `UserError`, and entities of other
   * subgraphs that this one extends. The shared user errors need no mention.
   */
  readonly orphanedTypes?: readonly (abstract new () => object)[];
  /** One batch loader for each entity that has a resolvable `@key`. */
  readonly references?: ReferenceResolvers<Context>;
}

export interface SubgraphSchema {
  readonly schema: GraphQLSchema;
  readonly sdl: string;
}

/**
 * A Federation 2.9 subgraph of type-graphql classes. Several may be built in one process, in any order:
 * each has its own resolver instances, and emits the SDL that it would emit alone.
 */
export function buildSubgraph<Context extends object>(options: SubgraphSchemaOptions<Context>): SubgraphSchema {
  const { resolvers, orphanedTypes = [], references = {} } = options;
  const instances = new Map<unknown, object>(resolvers.map((resolver) => [resolver.constructor, resolver]));
  const classes = [...instances.keys()] as NonEmptyArray<AnyClass>;

  const declared = buildSchemaSync({
    resolvers: classes,
    orphanedTypes: hasMutation(classes) ? [...orphanedTypes, ...SHARED_USER_ERRORS] : [...orphanedTypes],
    container: { get: (type) => instances.get(type) },
    skipCheck: true, // federation's directives are unknown, and Query may be empty, until this is a subgraph's schema
    validate: false,
    pubSub: NO_PUBSUB,
  });
  const sdl = subgraphSdl(declared);
  const schema = buildSubgraphSchema([
    { typeDefs: parse(sdl), resolvers: createResolversMap(declared) },
  ] as ApolloModules);

  resolveTypesByName(schema);
  const { _service, _entities } = schema.getQueryType()!.getFields();
  _service!.resolve = () => ({ sdl });
  if (_entities !== undefined) _entities.resolve = entitiesResolver(schema, references);
  return { schema, sdl };
}

// the two libraries describe the same map of resolvers in types that do not meet
type ApolloModules = Extract<Parameters<typeof buildSubgraphSchema>[0], readonly unknown[]>;
type AnyClass = NonNullable<BuildSchemaOptions['orphanedTypes']>[number];

function hasMutation(classes: readonly AnyClass[]): boolean {
  return getMetadataStorage().mutations.some(({ target }) => classes.includes(target));
}

/** Subscriptions name their own source (`subscribe:`): streams live in the database, not in this process. */
const NO_PUBSUB: PubSub = {
  publish: () => {
    throw new Error('publish through @emporium/platform/streams');
  },
  subscribe: () => {
    throw new Error('give the subscription a "subscribe" function');
  },
};
