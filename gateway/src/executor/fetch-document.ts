import {
  Kind,
  parse,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type InlineFragmentNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from '../operations/fragments.ts';

/** The operation of one fetch, read: only when something went wrong is there a need to. */
export interface FetchDocument {
  readonly root: SelectionSetNode;
  /** A field of the root under its response key. */
  fieldAtRoot(responseKey: string): FieldNode | undefined;
  /** What a fragment says, spread or written out: planners do both. */
  fragment(selection: InlineFragmentNode | FragmentSpreadNode): InlineFragmentNode | FragmentDefinitionNode;
}

export function readFetchDocument(operation: string): FetchDocument {
  const document = parse(operation, { noLocation: true });
  const fragments = fragmentsOf(document);
  const root = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)!.selectionSet;
  return {
    root,
    fieldAtRoot: (responseKey) =>
      root.selections.find(
        (selection): selection is FieldNode =>
          selection.kind === Kind.FIELD && (selection.alias ?? selection.name).value === responseKey,
      ),
    fragment: (selection) =>
      selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)!,
  };
}
