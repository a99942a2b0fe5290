import {
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type DirectiveNode,
  type FieldNode,
  type SelectionSetNode,
} from 'graphql';
import type { Variables } from '../engine/engine-types.ts';
import type { Fragments } from '../operations/fragments.ts';

/** Whether `@skip` and `@include` let something through. */
export type Condition = (variables: Variables) => boolean;

/** Everything that is selected under one response key, which is executed once. */
export interface CollectedField {
  readonly nodes: readonly [FieldNode, ...FieldNode[]];
  /** Any of them lets the field through; null when it is there in any case. */
  readonly conditions: readonly Condition[] | null;
}

/**
 * CollectFields of the GraphQL specification (6.3.2), for all values of the variables at once: what is answered under
 * each response key. `applies` tells whether a fragment with this type condition is for the object at hand.
 */
export function collectFields(
  sets: readonly SelectionSetNode[],
  fragments: Fragments,
  applies: (typeCondition: string) => boolean,
): ReadonlyMap<string, CollectedField> {
  const fields = new Map<string, { nodes: [FieldNode, ...FieldNode[]]; conditions: Condition[] | null }>();
  // A fragment is walked at most twice, the second time as if without conditions: nested conditional spreads of one
  // fragment would otherwise double the work at each level.
  const spread = new Map<string, 'under conditions' | 'in any case'>();

  const walk = (set: SelectionSetNode, outer: Condition | null): void => {
    for (const selection of set.selections) {
      const own = conditionOf(selection.directives);
      if (own === false) continue;
      const condition = both(outer, own);
      if (selection.kind === Kind.FIELD) addField(selection, condition);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) walkFragment(selection.name.value, condition);
      else if (!selection.typeCondition || applies(selection.typeCondition.name.value)) {
        walk(selection.selectionSet, condition);
      }
    }
  };
  const walkFragment = (name: string, condition: Condition | null): void => {
    const before = spread.get(name);
    const fragment = fragments.get(name);
    if (before === 'in any case' || !fragment || !applies(fragment.typeCondition.name.value)) return;
    const inAnyCase = before !== undefined || condition === null;
    spread.set(name, inAnyCase ? 'in any case' : 'under conditions');
    walk(fragment.selectionSet, inAnyCase ? null : condition);
  };
  const addField = (node: FieldNode, condition: Condition | null): void => {
    const key = (node.alias ?? node.name).value;
    const known = fields.get(key);
    if (known === undefined) {
      fields.set(key, { nodes: [node], conditions: condition === null ? null : [condition] });
      return;
    }
    known.nodes.push(node);
    if (condition === null) known.conditions = null;
    else known.conditions?.push(condition);
  };
  for (const set of sets) walk(set, null);
  return fields;
}

/** False when it is never let through, null when always. */
function conditionOf(directives: readonly DirectiveNode[] | undefined): Condition | false | null {
  let condition: Condition | null = null;
  for (const directive of directives ?? []) {
    const wanted = directive.name.value === GraphQLIncludeDirective.name;
    if (!wanted && directive.name.value !== GraphQLSkipDirective.name) continue;
    const value = directive.arguments?.find(({ name }) => name.value === 'if')?.value;
    if (value?.kind === Kind.BOOLEAN) {
      if (value.value !== wanted) return false;
    } else if (value?.kind === Kind.VARIABLE) {
      const variable = value.name.value;
      condition = both(condition, (variables) => variables[variable] !== !wanted);
    }
  }
  return condition;
}

function both(left: Condition | null, right: Condition | null): Condition | null {
  if (left === null || right === null) return left ?? right;
  return (variables) => left(variables) && right(variables);
}
