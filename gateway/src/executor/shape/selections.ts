import {
  isAbstractType,
  Kind,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { Variables } from '../../engine/engine-types.ts';
import { fragmentsOf, type Fragments } from '../../operations/fragments.ts';
import type { SourceKey } from './source-key.ts';

/** The fields of one object under their response keys, in the client's order. */
export type CollectedFields = ReadonlyMap<string, readonly FieldNode[]>;

/** `CollectFields` of the GraphQL specification (6.3.2), for the operations of one document. */
export class Selections {
  readonly #schema: GraphQLSchema;
  readonly #fragments: Fragments;

  /** Where a field stands in what is fetched. */
  readonly sourceKey: SourceKey;

  constructor(schema: GraphQLSchema, document: DocumentNode, sourceKey: SourceKey) {
    this.#schema = schema;
    this.sourceKey = sourceKey;
    this.#fragments = fragmentsOf(document);
  }

  /** Of `variables`, only those that `@skip` and `@include` name are read. */
  collect(type: GraphQLObjectType, sets: readonly SelectionSetNode[], variables: Variables): CollectedFields {
    const fields = new Map<string, FieldNode[]>();
    for (const set of sets) this.#collect(type, set, variables, fields);
    return fields;
  }

  /**
   * A type as which an object may be shaped whose own is not known, for nobody asked: one that it may have, when the
   * selections are the same for all of those. Null when the type makes a difference.
   */
  anyOf(type: GraphQLAbstractType, sets: readonly SelectionSetNode[], variables: Variables): GraphQLObjectType | null {
    const [first, ...others] = this.#schema.getPossibleTypes(type);
    if (first === undefined) return null;
    const shape = this.collect(first, sets, variables);
    for (const [field] of shape.values()) if (field!.name.value === '__typename') return null;
    const alike = others.every((other) => isSameShape(first, shape, other, this.collect(other, sets, variables)));
    return alike ? first : null;
  }

  #collect(
    type: GraphQLObjectType,
    set: SelectionSetNode,
    variables: Variables,
    fields: Map<string, FieldNode[]>,
  ): void {
    for (const selection of set.selections) {
      if (!areIncluded(selection.directives, variables)) continue;
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

/** What fields of one response key select together. */
export const setsBelow = (fields: readonly FieldNode[]): SelectionSetNode[] =>
  fields.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));

function isSameShape(one: GraphQLObjectType, ones: CollectedFields, other: GraphQLObjectType, others: CollectedFields) {
  if (ones.size !== others.size) return false;
  for (const [key, fields] of ones) {
    const same = others.get(key);
    if (same === undefined || same.length !== fields.length || fields.some((field, at) => field !== same[at]))
      return false;
    const name = fields[0]!.name.value;
    if (String(one.getFields()[name]!.type) !== String(other.getFields()[name]!.type)) return false;
  }
  return true;
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

/** Whether `@skip` and `@include` let something through; other directives do not matter. */
export function areIncluded(directives: readonly DirectiveNode[] | undefined, variables: Variables): boolean {
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
