export { readUrls } from './config.ts';
export type { RequestContext, SeedContext, Subgraph, SubgraphDefinition, SubgraphDeps } from './definition.ts';
export { main } from './main.ts';
export { migrateSubgraph, seedSubgraph, type SeedOptions } from './prepare.ts';
export { openSubgraph, type OpenedSubgraph, type OpenOptions } from './open.ts';
export { runSubgraph, type RunningSubgraph } from './run.ts';
