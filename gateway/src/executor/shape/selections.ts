import {
  isAbstractType,
  Kind,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { Variables } from '../../engine/engine-types.ts';

/** The fields of one object under their response keys, in the client's order. */
export type CollectedFields = ReadonlyMap<string, readonly FieldNode[]>;

/** `CollectFields` of the GraphQL specification (6.3.2), for the operations of one document. */
export class Selections {
  readonly #schema: GraphQLSchema;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();

  constructor(schema: GraphQLSchema, document: DocumentNode) {
    this.#schema = schema;
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(definition.name.value, definition);
    }
  }

  /** Of `variables`, only those that `@skip` and `@include` name are read. */
  collect(type: GraphQLObjectType, sets: readonly SelectionSetNode[], variables: Variables): CollectedFields {
    const fields = new Map<string, FieldNode[]>();
    for (const set of sets) this.#collect(type, set, variables, fields);
    return fields;
  }

  #collect(
    type: GraphQLObjectType,
    set: SelectionSetNode,
    variables: Variables,
    fields: Map<string, FieldNode[]>,
  ): void {
    for (const selection of set.selections) {
      if (!isIncluded(selection.directives, variables)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const known = fields.get(key);
        if (known) known.push(selection);
        else fields.set(key, [selection]);
      } else {
        const fragment =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value)!;
        if (this.#applies(fragment.typeCondition?.name.value, type)) {
          this.#collect(type, fragment.selectionSet, variables, fields);
        }
      }
    }
  }

  #applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const conditional = this.#schema.getType(condition);
    return isAbstractType(conditional) && this.#schema.isSubType(conditional, type);
  }
}

/** The variables that `@skip` and `@include` of a document name, in a fixed order: they decide about its shape. */
export function conditionVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  const visitSet = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      for (const directive of selection.directives ?? []) {
        const value = conditionOf(directive);
        if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
      }
      if (selection.kind !== Kind.FRAGMENT_SPREAD && selection.selectionSet) visitSet(selection.selectionSet);
    }
  };
  for (const definition of document.definitions) if ('selectionSet' in definition) visitSet(definition.selectionSet);
  return [...names];
}

function isIncluded(directives: readonly DirectiveNode[] | undefined, variables: Variables): boolean {
  if (directives === undefined || directives.length === 0) return true;
  return directives.every((directive) => {
    const value = conditionOf(directive);
    if (value === undefined) return true;
    const condition =
      value.kind === Kind.VARIABLE ? variables[value.name.value] === true : 'value' in value && value.value;
    return directive.name.value === 'skip' ? !condition : Boolean(condition);
  });
}

/** The `if` argument of `@skip` and `@include`; undefined for other directives. */
const conditionOf = ({ name, arguments: given }: DirectiveNode) =>
  name.value === 'skip' || name.value === 'include' ? given?.[0]?.value : undefined;
