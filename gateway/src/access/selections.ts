import {
  getNamedType,
  isCompositeType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentSpreadNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf, type Fragments } from '../operations/fragments.ts';
import { createPositions, fieldOf, type Position } from './position.ts';

/** One operation of a valid document, and where its selection sets stand. */
export interface Selections {
  readonly operation: OperationDefinitionNode;
  readonly fragments: Fragments;
  readonly root: Part;
  /** Where the selection set of a field stands; null for a leaf. */
  below(position: Position, field: FieldNode): Position | null;
  /** The selection set of a fragment, and where it stands. */
  inside(position: Position, fragment: InlineFragmentNode | FragmentSpreadNode): Part;
}

/** A selection set at a place. */
export interface Part {
  readonly set: SelectionSetNode;
  readonly position: Position;
}

export function selectionsOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Selections {
  const positions = createPositions(schema);
  const fragments = fragmentsOf(document);
  return {
    operation,
    fragments,
    root: { set: operation.selectionSet, position: positions.at(schema.getRootType(operation.operation)!) },
    below({ type }, field) {
      const returned = getNamedType(fieldOf(type, field.name.value).type);
      return isCompositeType(returned) ? positions.at(returned) : null;
    },
    inside(position, fragment) {
      const written = fragment.kind === Kind.FRAGMENT_SPREAD ? fragments.get(fragment.name.value)! : fragment;
      const condition = written.typeCondition && schema.getType(written.typeCondition.name.value);
      return {
        set: written.selectionSet,
        position: condition ? positions.within(position, condition as GraphQLCompositeType) : position,
      };
    },
  };
}

/** Calls back for every field of a selection set, at any depth: once for every place it stands at. */
export function visitFields(
  selections: Selections,
  from: Part,
  visit: (position: Position, field: FieldNode) => void,
): void {
  const visited = new Map<SelectionSetNode, Set<Position>>();
  const visitSet = (set: SelectionSetNode, position: Position): void => {
    const places = visited.get(set) ?? new Set();
    if (places.has(position)) return;
    visited.set(set, places.add(position));
    for (const selection of set.selections) {
      if (selection.kind !== Kind.FIELD) {
        const inner = selections.inside(position, selection);
        visitSet(inner.set, inner.position);
        continue;
      }
      visit(position, selection);
      const below = selections.below(position, selection);
      if (below && selection.selectionSet) visitSet(selection.selectionSet, below);
    }
  };
  visitSet(from.set, from.position);
}
