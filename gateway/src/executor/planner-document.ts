import {
  isAbstractType,
  Kind,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { isDefer } from '../deferral/defer-directive.ts';
import type { SourceKey } from './shape/source-key.ts';

/** True for an interface or union that has object types which clients cannot see. */
export type HidesTypes = (type: GraphQLAbstractType) => boolean;

/** An operation, split between what the subgraphs answer and what the gateway knows itself. */
export interface SplitDocument {
  /** What is planned; null when nothing has to be fetched. */
  readonly fetched: DocumentNode | null;
  /** The operation's introspection fields alone; null when it has none. */
  readonly introspected: DocumentNode | null;
}

/**
 * `__typename` of the root and introspection are the gateway's to answer. A field to which the client gives the name of
 * one that the gateway needs is fetched under another name. Where `__typename` need not be asked for, because the selections are
 * the same for all types, it is asked for all the same when `hidesTypes`: a value may be of one that clients cannot see.
 * Planners are not told of `@defer`.
 */
export function splitDocument(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
  hidesTypes: HidesTypes,
  sourceKey: SourceKey,
): SplitDocument {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  const fragmentNamed = (name: string) => fragments.find((fragment) => fragment.name.value === name)!;

  /**
   * The root's selections with fragments written out, and only the fields wanted; fragments left empty go, and so does
   * what is never included: there may be no plan for what then is nothing.
   */
  const only = (set: SelectionSetNode, wanted: (field: FieldNode) => boolean): SelectionNode[] =>
    set.selections.flatMap((selection): SelectionNode[] => {
      if (isNeverIncluded(selection)) return [];
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
    fetched: fetched && withTypenames(fetched, schema, hidesTypes, sourceKey),
    introspected: documentOf(
      only(operation.selectionSet, ({ name }) => name.value === '__schema' || name.value === '__type'),
    ),
  };
}

/** A document for each root field of a mutation, in order; fragments on the root are written out already. */
export function mutationsOf(document: DocumentNode): DocumentNode[] {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)!;
  if (operation.operation !== OperationTypeNode.MUTATION) return [];

  const keysIn = (set: SelectionSetNode): string[] =>
    set.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [(selection.alias ?? selection.name).value];
      return selection.kind === Kind.INLINE_FRAGMENT ? keysIn(selection.selectionSet) : [];
    });
  const only = (set: SelectionSetNode, key: string): SelectionSetNode => ({
    ...set,
    selections: set.selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FIELD) return (selection.alias ?? selection.name).value === key ? [selection] : [];
      if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
      const selectionSet = only(selection.selectionSet, key);
      return selectionSet.selections.length === 0 ? [] : [{ ...selection, selectionSet }];
    }),
  });
  return [...new Set(keysIn(operation.selectionSet))].map((key) => ({
    ...document,
    definitions: document.definitions.map((definition) =>
      definition === operation ? { ...operation, selectionSet: only(operation.selectionSet, key) } : definition,
    ),
  }));
}

/** Whether a literal says so; variables are the plan's affair. */
const isNeverIncluded = ({ directives }: SelectionNode): boolean =>
  directives?.some(({ name, arguments: given }) => {
    const condition = given?.[0]?.value;
    if (condition?.kind !== Kind.BOOLEAN) return false;
    return (name.value === 'skip' && condition.value) || (name.value === 'include' && !condition.value);
  }) ?? false;

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

const asksTypename = ({ selections }: SelectionSetNode): boolean =>
  selections.some(
    (selection) =>
      selection.kind === Kind.FIELD &&
      selection.name.value === '__typename' &&
      selection.alias === undefined &&
      !selection.directives?.length,
  );

function withTypenames(
  document: DocumentNode,
  schema: GraphQLSchema,
  hidesTypes: HidesTypes,
  sourceKey: SourceKey,
): DocumentNode {
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      Directive: (directive) => (isDefer(directive) ? null : undefined),
      Field(field) {
        const key = field.alias?.value;
        if (key === undefined) return undefined;
        const from = sourceKey(key, field.name.value);
        return from === key ? undefined : { ...field, alias: { kind: Kind.NAME as const, value: from } };
      },
      SelectionSet: {
        leave(set) {
          const type = types.getParentType();
          if (!isAbstractType(type) || !hidesTypes(type) || asksTypename(set)) return undefined;
          return { ...set, selections: [TYPENAME, ...set.selections] };
        },
      },
    }),
  );
}
