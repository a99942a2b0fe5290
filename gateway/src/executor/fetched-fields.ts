import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  parse,
  type FieldNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Variables } from '../engine/engine-types.ts';
import type { ObjectTypesOf } from '../planner/type-names.ts';

/**
 * The response keys that a fetch asks for at its top: what is missing when it fails. Read from its operation when that
 * happens first, for most fetches never do.
 */
export class FetchedFields {
  readonly #operation: string;
  readonly #typesOf: ObjectTypesOf;
  #root: SelectionSetNode | null = null;

  constructor(operation: string, typesOf: ObjectTypesOf) {
    this.#operation = operation;
    this.#typesOf = typesOf;
  }

  /** Of the root. */
  ofRoot(variables: Variables): string[] {
    return this.#keys(this.#selections(), null, variables);
  }

  /** Of an entity under one of the operation's `_entities` fields. */
  ofEntity(responseKey: string, typename: string | null, variables: Variables): string[] {
    const entities = this.#selections().selections.find(
      (selection): selection is FieldNode => selection.kind === Kind.FIELD && keyOf(selection) === responseKey,
    );
    return entities?.selectionSet ? this.#keys(entities.selectionSet, typename, variables) : [];
  }

  #selections(): SelectionSetNode {
    if (this.#root === null) {
      const { definitions } = parse(this.#operation, { noLocation: true });
      const operation = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)!;
      this.#root = operation.selectionSet;
    }
    return this.#root;
  }

  #keys(set: SelectionSetNode, typename: string | null, variables: Variables): string[] {
    return set.selections.flatMap((selection) => {
      if (!isIncluded(selection, variables)) return [];
      switch (selection.kind) {
        case Kind.FIELD:
          return selection.name.value === '__typename' ? [] : [keyOf(selection)];
        case Kind.INLINE_FRAGMENT: {
          const condition = selection.typeCondition?.name.value;
          const applies = typename === null || condition === undefined || this.#typesOf([condition]).has(typename);
          return applies ? this.#keys(selection.selectionSet, typename, variables) : [];
        }
        case Kind.FRAGMENT_SPREAD:
          return []; // planners write their fetches without
      }
    });
  }
}

const keyOf = (field: FieldNode): string => field.alias?.value ?? field.name.value;

const isIncluded = (selection: SelectionNode, variables: Variables): boolean =>
  getDirectiveValues(GraphQLSkipDirective, selection, variables)?.['if'] !== true &&
  getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.['if'] !== false;
