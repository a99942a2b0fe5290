export { readUrls } from './config.ts';
export type { RequestContext, SeedContext, Subgraph, SubgraphDefinition, SubgraphDeps } from './definition.ts';
export { main } from './main.ts';
export { migrateSubgraph, seedSubgraph, type SeedOptions } from './prepare.ts';
export { runSubgraph, type RunningSubgraph, type RunOptions } from './run.ts';
