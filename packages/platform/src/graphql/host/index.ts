export { createGraphqlHost, type GraphqlHostOptions } from './create-host.ts';
export { createEngine, type Engine, type EngineOptions, type OperationObservation } from './engine.ts';
export type { Executable, Prepare, Variables } from './executor.ts';
export type { RequestScope } from './request-scope.ts';
