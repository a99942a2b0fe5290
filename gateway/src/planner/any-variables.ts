import { Kind, parse, print, visit, type ASTNode, type DocumentNode } from 'graphql';
import type { EntityFetch, FetchNode, FetchPlan, PlanNode, RequiredSelection } from './fetch-plan.ts';

/** What planners call their own variables, those with the representations of entities. */
const PLANNERS_OWN = /^(representations|__batch_reps_\d+)$/;

type Rename = (name: string) => string;

/**
 * Plans an operation of which a variable may be called as the planner would call its own. Planners do not look, and
 * would declare two of one name; so the client's goes under another name into the planning, and in the plan it gets its
 * own back and the planner's another.
 */
export function withAnyVariables(document: DocumentNode, plan: (document: DocumentNode) => FetchPlan): FetchPlan {
  const names = variablesOf(document);
  if (!names.some((name) => PLANNERS_OWN.test(name))) return plan(document);

  let free = 'free_';
  while (names.some((name) => name.startsWith(free))) free += '_';
  const aside = `${free}client_`;
  const { primary, node } = plan(renamed(document, (name) => (PLANNERS_OWN.test(name) ? aside + name : name)));
  const back: Rename = (name) => {
    if (name.startsWith(aside)) return name.slice(aside.length);
    return PLANNERS_OWN.test(name) ? free + name : name;
  };
  return { primary: primary && fetchWith(primary, back), node: node && nodeWith(node, back) };
}

const variablesOf = ({ definitions }: DocumentNode): string[] =>
  definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? (definition.variableDefinitions ?? []).map(({ variable }) => variable.name.value)
      : [],
  );

const renamed = <Node extends ASTNode>(ast: Node, rename: Rename): Node =>
  visit(ast, {
    Variable: (variable) => ({ ...variable, name: { ...variable.name, value: rename(variable.name.value) } }),
  });

function nodeWith(node: PlanNode, rename: Rename): PlanNode {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map((child) => nodeWith(child, rename)) };
    case 'Condition':
      return {
        ...node,
        variable: rename(node.variable),
        ifTrue: node.ifTrue && nodeWith(node.ifTrue, rename),
        ifFalse: node.ifFalse && nodeWith(node.ifFalse, rename),
      };
    case 'Fetch':
      return fetchWith(node, rename);
  }
}

const fetchWith = (fetch: FetchNode, rename: Rename): FetchNode => ({
  ...fetch,
  operation: print(renamed(parse(fetch.operation, { noLocation: true }), rename)),
  variableNames: fetch.variableNames.map(rename),
  entities: fetch.entities && fetch.entities.map((entities) => entitiesWith(entities, rename)),
});

const entitiesWith = (entities: EntityFetch, rename: Rename): EntityFetch => ({
  ...entities,
  variable: rename(entities.variable),
  requires: requiredWith(entities.requires, rename),
});

const requiredWith = (selections: readonly RequiredSelection[], rename: Rename): RequiredSelection[] =>
  selections.map((selection): RequiredSelection => {
    if (selection.kind === 'Field') {
      return { ...selection, selections: selection.selections && requiredWith(selection.selections, rename) };
    }
    return {
      ...selection,
      skipIf: selection.skipIf && rename(selection.skipIf),
      includeIf: selection.includeIf && rename(selection.includeIf),
      selections: requiredWith(selection.selections, rename),
    };
  });
