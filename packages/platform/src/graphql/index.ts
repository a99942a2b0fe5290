import 'reflect-metadata';

export * from './types/index.ts';
export * from './input/index.ts';
export { buildSubgraph, type SubgraphSchema, type SubgraphSchemaOptions } from './subgraph/build-subgraph.ts';
export {
  asGiven,
  eachById,
  type Reference,
  type ReferenceResolver,
  type ReferenceResolvers,
} from './subgraph/entities.ts';
export { manyByKey, oneByKey, perArguments } from './loaders.ts';
export * from './authorization/index.ts';
export * from './host/index.ts';
