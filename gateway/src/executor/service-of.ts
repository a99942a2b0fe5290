import { Kind, parse, type SelectionSetNode } from 'graphql';
import type { FetchNode, FetchPlan, PlanNode, ResponsePath } from '../planner/fetch-plan.ts';
import type { Path } from './execution.ts';
import { responseKeyOf } from './shape/source-key.ts';

/** The subgraph whose fetch brings what stands at a place of the answer; null when none of the plan does. */
export type ServiceOf = (path: Path) => string | null;

interface Source {
  readonly service: string;
  /** The keys down to what the fetch adds to. */
  readonly at: readonly string[];
  readonly set: SelectionSetNode;
}

/** Asked when something is wrong, so the fetches are read then. */
export function createServiceOf({ primary, node }: FetchPlan): ServiceOf {
  let sources: readonly Source[] | null = null;
  return (path) => {
    sources ??= [...(primary ? sourcesOf(primary) : []), ...(node ? fetchesIn(node).flatMap(sourcesOf) : [])];
    const keys = path.filter((part) => typeof part === 'string');
    const found = sources.filter(
      ({ at, set }) => at.every((key, index) => key === keys[index]) && selects(set, keys.slice(at.length)),
    );
    return found.toSorted((a, b) => b.at.length - a.at.length)[0]?.service ?? null;
  };
}

export function fetchesIn(node: PlanNode): FetchNode[] {
  switch (node.kind) {
    case 'Fetch':
      return [node];
    case 'Condition':
      return [node.ifTrue, node.ifFalse].flatMap((branch) => (branch ? fetchesIn(branch) : []));
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(fetchesIn);
  }
}

function sourcesOf({ service, operation, entities }: FetchNode): Source[] {
  const { definitions } = parse(operation, { noLocation: true });
  const root = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)!.selectionSet;
  if (entities === null) return [{ service, at: [], set: root }];
  return entities.flatMap(({ responseKey, paths }) => {
    const field = root.selections.find(
      (selection) => selection.kind === Kind.FIELD && (selection.alias ?? selection.name).value === responseKey,
    );
    if (field?.kind !== Kind.FIELD || !field.selectionSet) return [];
    const set = field.selectionSet;
    return paths.map((path) => ({ service, at: keysOf(path), set }));
  });
}

const keysOf = (path: ResponsePath): string[] =>
  path.flatMap((segment) => ('key' in segment ? [responseKeyOf(segment.key)] : []));

/** True when a selection leads down all keys. */
function selects(set: SelectionSetNode, [key, ...below]: readonly string[]): boolean {
  if (key === undefined) return true;
  return set.selections.some((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return false; // planners write their fetches without
    if (selection.kind === Kind.INLINE_FRAGMENT) return selects(selection.selectionSet, [key, ...below]);
    if (responseKeyOf((selection.alias ?? selection.name).value) !== key) return false;
    return selection.selectionSet ? selects(selection.selectionSet, below) : below.length === 0;
  });
}
