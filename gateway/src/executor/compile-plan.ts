import type { PlanNode } from '../planner/fetch-plan.ts';
import { compileEntityFetch } from './entity-fetch.ts';
import type { ExecutorEnvironment } from './environment.ts';
import type { Run } from './execution.ts';
import { compileRootFetch } from './root-fetch.ts';

/** Turns a plan into one function that runs it. */
export function compilePlan(node: PlanNode, environment: ExecutorEnvironment): Run {
  switch (node.kind) {
    case 'Sequence': {
      const runs = node.nodes.map((child) => compilePlan(child, environment));
      return async (execution) => {
        for (const run of runs) await run(execution);
      };
    }
    case 'Parallel': {
      const runs = node.nodes.map((child) => compilePlan(child, environment));
      return async (execution) => {
        await Promise.all(runs.map(async (run) => run(execution)));
      };
    }
    case 'Condition': {
      const ifTrue = node.ifTrue && compilePlan(node.ifTrue, environment);
      const ifFalse = node.ifFalse && compilePlan(node.ifFalse, environment);
      const { variable } = node;
      return (execution) => (execution.variables[variable] === true ? ifTrue : ifFalse)?.(execution);
    }
    case 'Fetch':
      return node.entities === null ? compileRootFetch(node, environment) : compileEntityFetch(node, environment);
  }
}
