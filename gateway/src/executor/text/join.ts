import type { Variables } from '../../engine/engine-types.ts';
import type { PlanNode } from '../../planner/fetch-plan.ts';
import { compileSteps } from '../compile-plan.ts';
import type { ExecutorEnvironment } from '../environment.ts';
import type { Run } from '../execution.ts';
import { fetchesIn } from '../service-of.ts';
import type { Selected } from '../shape/complete.ts';
import type { Attempt } from './attempt.ts';
import { planFetch } from './fetches.ts';
import { Part } from './part.ts';
import { Place } from './place.ts';
import { excerptsOf, type Excerpt } from './scan.ts';
import { compileWrite, want, type Write } from './write.ts';

/** How an operation is answered with texts, under one set of its conditions' values. */
export interface Join {
  /** An excerpt for the root, in which nothing has come. */
  root(): Excerpt;
  readonly run: Run<Attempt>;
  /** The answer's `data`, when all has come. */
  readonly write: Write;
}

/** The root is in no answer. */
const NO_BYTES = Buffer.alloc(0);

/**
 * Compiles a plan to what joins the texts that its fetches bring.
 * @throws {Unjoinable} when that cannot be done
 */
export function compileJoin(
  plan: PlanNode,
  { root, set, selections }: Selected,
  environment: ExecutorEnvironment,
  variables: Variables,
): Join {
  const base = new Part(root, []);
  const place = new Place(base);
  const settled = settle(plan, variables);
  const planned = new Map(
    fetchesIn(settled).map((fetch) => [fetch, planFetch(fetch, place, environment, variables)] as const),
  );
  const wanted = want(place, [set], selections, variables);
  const run = compileSteps<Attempt>(settled, (fetch) => planned.get(fetch)!());
  const blank = excerptsOf(base);
  return { root: () => blank(NO_BYTES), run, write: compileWrite(wanted) };
}

/** What of a plan runs under its conditions. */
function settle(node: PlanNode, variables: Variables): PlanNode {
  switch (node.kind) {
    case 'Fetch':
      return node;
    case 'Condition': {
      const branch = variables[node.variable] === true ? node.ifTrue : node.ifFalse;
      return branch === null ? NOTHING : settle(branch, variables);
    }
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map((child) => settle(child, variables)) };
  }
}

const NOTHING: PlanNode = { kind: 'Sequence', nodes: [] };
