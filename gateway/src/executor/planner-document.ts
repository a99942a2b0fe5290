import {
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { sourceKey } from './shape/source-key.ts';

/** An operation, split between what the subgraphs answer and what the gateway knows itself. */
export interface SplitDocument {
  /** What is planned; null when nothing has to be fetched. */
  readonly fetched: DocumentNode | null;
  /** The operation's introspection fields alone; null when it has none. */
  readonly introspected: DocumentNode | null;
}

/**
 * `__typename` of the root and introspection are the gateway's to answer. A field that the client calls `__typename` is
 * fetched under another name, for the planner asks for the real one too.
 */
export function splitDocument(document: DocumentNode, operation: OperationDefinitionNode): SplitDocument {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  const fragmentNamed = (name: string) => fragments.find((fragment) => fragment.name.value === name)!;

  /** The root's selections with fragments written out, and only the fields wanted; fragments left empty go. */
  const only = (set: SelectionSetNode, wanted: (field: FieldNode) => boolean): SelectionNode[] =>
    set.selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FIELD) return wanted(selection) ? [selection] : [];
      const { typeCondition, selectionSet } =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentNamed(selection.name.value);
      const selections = only(selectionSet, wanted);
      if (selections.length === 0) return [];
      return [
        {
          kind: Kind.INLINE_FRAGMENT,
          ...(typeCondition ? { typeCondition } : {}),
          directives: selection.directives ?? [],
          selectionSet: { kind: Kind.SELECTION_SET, selections },
        },
      ];
    });

  const documentOf = (selections: readonly SelectionNode[]): DocumentNode | null => {
    if (selections.length === 0) return null;
    const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections };
    return { kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet }, ...fragments] };
  };

  const fetched = documentOf(only(operation.selectionSet, ({ name }) => !name.value.startsWith('__')));
  return {
    fetched: fetched && renameTypenames(fetched),
    introspected: documentOf(
      only(operation.selectionSet, ({ name }) => name.value === '__schema' || name.value === '__type'),
    ),
  };
}

const renameTypenames = (document: DocumentNode): DocumentNode =>
  visit(document, {
    Field(field) {
      const key = field.alias?.value;
      if (key === undefined) return undefined;
      const from = sourceKey(key, field.name.value);
      return from === key ? undefined : { ...field, alias: { kind: Kind.NAME as const, value: from } };
    },
  });
