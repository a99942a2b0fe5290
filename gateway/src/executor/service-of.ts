import { Kind, type SelectionSetNode } from 'graphql';
import type { FetchNode, FetchPlan, PlanNode, ResponsePath } from '../planner/fetch-plan.ts';
import type { Path } from './execution.ts';
import { readFetchDocument, type FetchDocument } from './fetch-document.ts';
import { responseKeyOf } from './shape/source-key.ts';

/** The subgraph whose fetch brings what stands at a place of the answer; null when none of the plan does. */
export type ServiceOf = (path: Path) => string | null;

interface Source {
  readonly service: string;
  /** The keys down to what the fetch adds to. */
  readonly at: readonly string[];
  readonly document: FetchDocument;
  /** Of that document: what is selected there. */
  readonly set: SelectionSetNode;
}

/** Asked when something is wrong, so the fetches are read then. */
export function createServiceOf({ primary, node }: FetchPlan): ServiceOf {
  let sources: readonly Source[] | null = null;
  return (path) => {
    sources ??= [...(primary ? sourcesOf(primary) : []), ...(node ? fetchesIn(node).flatMap(sourcesOf) : [])];
    const keys = path.filter((part) => typeof part === 'string');
    const found = sources.filter(
      ({ at, document, set }) =>
        at.every((key, index) => key === keys[index]) && selects(document, set, keys.slice(at.length)),
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
  const document = readFetchDocument(operation);
  if (entities === null) return [{ service, at: [], document, set: document.root }];
  return entities.flatMap(({ responseKey, paths }) => {
    const set = document.fieldAtRoot(responseKey)?.selectionSet;
    return set ? paths.map((path) => ({ service, at: keysOf(path), document, set })) : [];
  });
}

const keysOf = (path: ResponsePath): string[] =>
  path.flatMap((segment) => ('key' in segment ? [responseKeyOf(segment.key)] : []));

/** True when a selection leads down all keys. */
function selects(document: FetchDocument, set: SelectionSetNode, keys: readonly string[]): boolean {
  const [key, ...below] = keys;
  if (key === undefined) return true;
  return set.selections.some((selection) => {
    if (selection.kind !== Kind.FIELD) return selects(document, document.fragment(selection).selectionSet, keys);
    if (responseKeyOf((selection.alias ?? selection.name).value) !== key) return false;
    return selection.selectionSet ? selects(document, selection.selectionSet, below) : below.length === 0;
  });
}
