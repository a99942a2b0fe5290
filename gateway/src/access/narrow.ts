import {
  isAbstractType,
  Kind,
  visit,
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Position } from './position.ts';
import type { Selections } from './selections.ts';

export interface Narrowed {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/**
 * What is left of an operation without the denied fields; null when nothing is. Wherever objects of several types can
 * stand, and where a selection set would be empty, the type is asked for under `typeKey`. A fragment that is spread at
 * different places may leave something else at each, so it can come back several times, under names of their own;
 * the document stays as small as it was.
 */
export function narrow(
  selections: Selections,
  isDenied: (position: Position, fieldName: string) => boolean,
  typeKey: string,
): Narrowed | null {
  const { operation, fragments } = selections;
  const typeField: FieldNode = {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: typeKey },
    name: { kind: Kind.NAME, value: '__typename' },
  };
  const kept: FragmentDefinitionNode[] = [];
  const keptNames = new Map<FragmentDefinitionNode, Map<Position, string | null>>();
  const takenNames = new Set(fragments.keys());

  const narrowSet = (set: SelectionSetNode, position: Position): readonly SelectionNode[] =>
    set.selections.flatMap((selection): readonly SelectionNode[] => {
      if (selection.kind === Kind.FIELD) return narrowField(selection, position);
      const inner = selections.inside(position, selection);
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const name = narrowFragment(fragments.get(selection.name.value)!, inner.position);
        return name === null ? [] : [{ ...selection, name: { kind: Kind.NAME, value: name } }];
      }
      const left = narrowSet(inner.set, inner.position);
      return left.length === 0 ? [] : [{ ...selection, selectionSet: setOf(left) }];
    });

  const narrowField = (field: FieldNode, position: Position): readonly SelectionNode[] => {
    if (isDenied(position, field.name.value)) return [];
    const below = selections.below(position, field);
    if (below === null || field.selectionSet === undefined) return [field];
    const left = narrowSet(field.selectionSet, below);
    const asksForType = left.length === 0 || isAbstractType(below.type);
    return [{ ...field, selectionSet: setOf(asksForType ? [typeField, ...left] : left) }];
  };

  /** The name under which the fragment is spread at this place, or null when nothing of it is left. */
  const narrowFragment = (fragment: FragmentDefinitionNode, position: Position): string | null => {
    let names = keptNames.get(fragment);
    if (names === undefined) keptNames.set(fragment, (names = new Map()));
    const known = names.get(position);
    if (known !== undefined) return known;

    const left = narrowSet(fragment.selectionSet, position);
    const name = left.length === 0 ? null : nameFor(fragment, names.size);
    if (name !== null) {
      kept.push({ ...fragment, name: { kind: Kind.NAME, value: name }, selectionSet: setOf(left) });
    }
    names.set(position, name);
    return name;
  };

  const nameFor = (fragment: FragmentDefinitionNode, others: number): string => {
    let name = fragment.name.value;
    for (let n = others; n > 0 && takenNames.has(name); n += 1) name = `${fragment.name.value}_${n}`;
    takenNames.add(name);
    return name;
  };

  const left = narrowSet(operation.selectionSet, selections.root.position);
  if (left.length === 0) return null;
  const used = variablesIn([...kept, { ...operation, variableDefinitions: [], selectionSet: setOf(left) }]);
  const narrowed: OperationDefinitionNode = {
    ...operation,
    variableDefinitions: operation.variableDefinitions?.filter(({ variable }) => used.has(variable.name.value)) ?? [],
    selectionSet: setOf(left),
  };
  return { document: { kind: Kind.DOCUMENT, definitions: [narrowed, ...kept] }, operation: narrowed };
}

const setOf = (selections: readonly SelectionNode[]): SelectionSetNode => ({ kind: Kind.SELECTION_SET, selections });

function variablesIn(nodes: readonly ASTNode[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of nodes) visit(node, { Variable: ({ name }) => void names.add(name.value) });
  return names;
}
