import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  parse,
  type FieldNode,
  type SelectionSetNode,
} from 'graphql';

type Variables = Readonly<Record<string, unknown>>;
type Path = (string | number)[];

/**
 * Where in a fetch's answer data is missing when the fetch failed as a whole: each root field, or for an entity
 * fetch each field of each entity. The executor turns these into the paths that the client knows.
 */
export function lostFields(query: string, variables: Variables): Path[] {
  const document = parse(query, { noLocation: true });
  const fragments = new Map<string, SelectionSetNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition.selectionSet);
  }
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) return [];

  const select = (set: SelectionSetNode, typename: string | null): FieldNode[] =>
    set.selections.flatMap((selection) => {
      if (getDirectiveValues(GraphQLSkipDirective, selection, variables)?.['if'] === true) return [];
      if (getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.['if'] === false) return [];
      switch (selection.kind) {
        case Kind.FIELD:
          return selection.name.value === '__typename' ? [] : [selection];
        case Kind.INLINE_FRAGMENT: {
          const condition = selection.typeCondition?.name.value;
          const applies = typename === null || condition === undefined || condition === typename;
          return applies ? select(selection.selectionSet, typename) : [];
        }
        case Kind.FRAGMENT_SPREAD: {
          const fragment = fragments.get(selection.name.value);
          return fragment ? select(fragment, typename) : [];
        }
      }
    });

  return select(operation.selectionSet, null).flatMap((field): Path[] => {
    const representations = variables['representations'];
    if (field.name.value !== '_entities' || !Array.isArray(representations)) return [[responseKey(field)]];
    return representations.flatMap((representation: { __typename?: string }, index) =>
      select(field.selectionSet!, representation.__typename ?? null).map((lost) => [
        responseKey(field),
        index,
        responseKey(lost),
      ]),
    );
  });
}

const responseKey = (field: FieldNode): string => field.alias?.value ?? field.name.value;
