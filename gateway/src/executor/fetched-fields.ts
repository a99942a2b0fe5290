import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type FieldNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Variables } from '../engine/engine-types.ts';
import type { ObjectTypesOf } from '../planner/type-names.ts';
import { readFetchDocument, type FetchDocument } from './fetch-document.ts';

/**
 * The response keys that a fetch asks for at its top: what is missing when it fails. Read from its operation when that
 * happens first, for most fetches never do.
 */
export class FetchedFields {
  readonly #operation: string;
  readonly #typesOf: ObjectTypesOf;
  #document: FetchDocument | null = null;

  constructor(operation: string, typesOf: ObjectTypesOf) {
    this.#operation = operation;
    this.#typesOf = typesOf;
  }

  /** Of the root. */
  ofRoot(variables: Variables): string[] {
    return this.#keys(this.#read().root, null, variables);
  }

  /** Of an entity under one of the operation's `_entities` fields. */
  ofEntity(responseKey: string, typename: string | null, variables: Variables): string[] {
    const entities = this.#read().fieldAtRoot(responseKey);
    return entities?.selectionSet ? this.#keys(entities.selectionSet, typename, variables) : [];
  }

  #read(): FetchDocument {
    return (this.#document ??= readFetchDocument(this.#operation));
  }

  #keys(set: SelectionSetNode, typename: string | null, variables: Variables): string[] {
    return set.selections.flatMap((selection) => {
      if (!isIncluded(selection, variables)) return [];
      if (selection.kind === Kind.FIELD) return selection.name.value === '__typename' ? [] : [keyOf(selection)];
      const { typeCondition, selectionSet } = this.#read().fragment(selection);
      const condition = typeCondition?.name.value;
      const applies = typename === null || condition === undefined || this.#typesOf([condition]).has(typename);
      return applies ? this.#keys(selectionSet, typename, variables) : [];
    });
  }
}

const keyOf = (field: FieldNode): string => (field.alias ?? field.name).value;

const isIncluded = (selection: SelectionNode, variables: Variables): boolean =>
  getDirectiveValues(GraphQLSkipDirective, selection, variables)?.['if'] !== true &&
  getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.['if'] !== false;
