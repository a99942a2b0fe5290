import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import {
  buildSchemaSync,
  getMetadataStorage,
  type BuildSchemaOptions,
  type NonEmptyArray,
  type PubSub,
} from 'type-graphql';
import { SHARED_USER_ERRORS } from '../types/user-error.ts';
import { resolveTypesByName } from './abstract-types.ts';
import type { ReferenceResolvers } from './entities.ts';
import { federatedSchema } from './federated-schema.ts';
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
  leavePlainFieldsPlain();

  const declared = buildSchemaSync({
    resolvers: classes,
    orphanedTypes: hasMutation(classes) ? [...orphanedTypes, ...SHARED_USER_ERRORS] : [...orphanedTypes],
    container: { get: (type) => instances.get(type) },
    skipCheck: true, // federation's directives are unknown, and Query may be empty, until this is a subgraph's schema
    validate: false,
    pubSub: NO_PUBSUB,
  });
  const sdl = subgraphSdl(declared);
  const schema = federatedSchema(declared, sdl, references);
  resolveTypesByName(schema);
  return { schema, sdl };
}

type AnyClass = NonNullable<BuildSchemaOptions['orphanedTypes']>[number];

/**
 * A field of a class is the property of its name: without a resolver the executor reads it where it stands. Nothing may
 * stand before such a field, so type-graphql's own guards are refused; ours are directives.
 */
function leavePlainFieldsPlain(): void {
  const { fields, authorizedFields, middlewares } = getMetadataStorage();
  if (authorizedFields.length > 0 || middlewares.length > 0) {
    throw new Error('guard fields with @authenticated and @requiresScopes, not with @Authorized and @UseMiddleware');
  }
  for (const field of fields) field.simple ??= field.schemaName === field.name;
}

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
