export type { RequestContext, SeedContext, Subgraph, SubgraphDefinition, SubgraphDeps } from './definition.ts';
