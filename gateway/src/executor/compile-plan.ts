import type { Variables } from '../engine/engine-types.ts';
import type { FetchNode, PlanNode } from '../planner/fetch-plan.ts';
import { compileEntityFetch } from './entity-fetch.ts';
import type { ExecutorEnvironment } from './environment.ts';
import type { Run } from './execution.ts';
import { compileRootFetch } from './root-fetch.ts';

/** Turns a plan into one function that runs it on objects. */
export const compilePlan = (node: PlanNode, environment: ExecutorEnvironment): Run =>
  compileSteps(node, (fetch) =>
    fetch.entities === null ? compileRootFetch(fetch, environment) : compileEntityFetch(fetch, environment),
  );

/** Turns a plan into one function that runs its fetches in their order. */
export function compileSteps<E extends { readonly variables: Variables }>(
  node: PlanNode,
  compileFetch: (fetch: FetchNode) => Run<E>,
): Run<E> {
  switch (node.kind) {
    case 'Sequence': {
      const runs = node.nodes.map((child) => compileSteps(child, compileFetch));
      return async (execution) => {
        for (const run of runs) await run(execution);
      };
    }
    case 'Parallel': {
      const runs = node.nodes.map((child) => compileSteps(child, compileFetch));
      return async (execution) => {
        await Promise.all(runs.map(async (run) => run(execution)));
      };
    }
    case 'Condition': {
      const ifTrue = node.ifTrue && compileSteps(node.ifTrue, compileFetch);
      const ifFalse = node.ifFalse && compileSteps(node.ifFalse, compileFetch);
      const { variable } = node;
      return (execution) => (execution.variables[variable] === true ? ifTrue : ifFalse)?.(execution);
    }
    case 'Fetch':
      return compileFetch(node);
  }
}
