import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isListType,
  isObjectType,
  OperationTypeNode,
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from '../operations/fragments.ts';
import { collectFields, type CollectedField } from './collect-fields.ts';
import type { CostDirectives } from './cost-directives.ts';
import { HIGHEST_COST, type Formula, type Term } from './formula.ts';
import type { InputCosts } from './input-cost.ts';
import { listLength } from './list-length.ts';

/** Every operation costs at least this much. */
export const LEAST_COST = 1;
/** Added to a mutation. */
export const MUTATION_COST = 10;
/** `__schema` and `__type`, whatever is selected below them: answering them keeps this process busy. */
export const INTROSPECTION_COST = 100;

/** An object, unless `@cost` says otherwise. Scalars and enums cost nothing then. */
const OBJECT_COST = 1;

/** Fields of one operation that are priced one by one; with more, it costs `HIGHEST_COST`. */
const FIELDS_PRICED = 10_000;

/** What the costs of a supergraph's operations follow from. */
export interface PricedGraph {
  readonly schema: GraphQLSchema;
  readonly directives: CostDirectives;
  readonly inputs: InputCosts;
  readonly defaultListLength: number;
}

/** The length that a field hands to some of the fields below it: `@listSize(sizedFields:)`. */
interface Sizing {
  readonly id: number;
  readonly fields: readonly string[];
  readonly length: Term;
}

/**
 * Writes the formula of one operation. What has an abstract type costs as much as the dearest type it may turn out to
 * be; what is selected several times under one response key costs once, as it is executed.
 */
export function operationCost(
  formula: Formula,
  { schema, directives, inputs, defaultListLength }: PricedGraph,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Term {
  const fragments = fragmentsOf(document);
  const known = new Map<string, Term>();
  const idOf = numbering<SelectionSetNode>();
  let sizings = 0;
  let priced = 0;

  /** The fields that an object of the type answers. Equal selections are priced once. */
  const fieldsCost = (type: GraphQLObjectType, sets: readonly SelectionSetNode[], sizing: Sizing | null): Term => {
    const key = `${type.name} ${sizing?.id ?? ''} ${sets.map(idOf).join()}`;
    let cost = known.get(key);
    if (cost !== undefined) return cost;
    const terms: Term[] = [];
    for (const selected of collectFields(sets, fragments, isOf(type)).values()) {
      priced += 1;
      if (priced > FIELDS_PRICED) return HIGHEST_COST;
      terms.push(ifPresent(selected, fieldCost(type, selected, sizing)));
    }
    known.set(key, (cost = formula.sum(terms)));
    return cost;
  };

  const isOf = (type: GraphQLObjectType) => (condition: string) => {
    if (condition === type.name) return true;
    const wider = schema.getType(condition);
    return isAbstractType(wider) && schema.isSubType(wider, type);
  };

  /** Nothing, where `@skip` or `@include` keeps the field out. */
  const ifPresent = ({ conditions }: CollectedField, cost: Term): Term => {
    if (conditions === null || cost === 0) return cost;
    const present = formula.read((variables) => (conditions.some((holds) => holds(variables)) ? 1 : 0));
    return formula.product(present, cost);
  };

  const fieldCost = (parent: GraphQLObjectType, { nodes }: CollectedField, outer: Sizing | null): Term => {
    const [node] = nodes;
    const name = node.name.value;
    if (name === '__schema' || name === '__type') return INTROSPECTION_COST;
    const field = parent.getFields()[name];
    if (!field) return 0; // __typename

    const coordinate = `${parent.name}.${name}`;
    const size = directives.listSizes.get(coordinate);
    const ownLength = size ? listLength(formula, size, field, node, defaultListLength) : defaultListLength;
    const sizing = size?.sizedFields.length
      ? { id: (sizings += 1), fields: size.sizedFields, length: ownLength }
      : null;
    const sets = [...new Set(nodes.flatMap(({ selectionSet }) => selectionSet ?? []))];
    const each = valueCost(getNamedType(field.type), directives.weights.get(coordinate), sets, sizing);
    const length = outer?.fields.includes(name) ? outer.length : ownLength;
    const values = isList(field.type) ? formula.product(length, each) : each;
    return formula.sum([values, inputs.of(formula, coordinate, field, node)]);
  };

  /** One value of a type with what is selected of it. `weight` is the field's own and comes before the type's. */
  const valueCost = (
    type: GraphQLNamedType,
    weight: number | undefined,
    sets: readonly SelectionSetNode[],
    sizing: Sizing | null,
  ): Term => {
    const own = weight ?? directives.weights.get(type.name);
    if (isObjectType(type)) return formula.sum([own ?? OBJECT_COST, fieldsCost(type, sets, sizing)]);
    if (!isAbstractType(type)) return own ?? 0;
    const possible = schema.getPossibleTypes(type);
    return formula.greatest(possible.map((candidate) => valueCost(candidate, weight, sets, sizing)));
  };

  const root = schema.getRootType(operation.operation);
  if (!root) return LEAST_COST;
  const base = operation.operation === OperationTypeNode.MUTATION ? MUTATION_COST : 0;
  const total = formula.sum([base, fieldsCost(root, [operation.selectionSet], null)]);
  return priced > FIELDS_PRICED ? HIGHEST_COST : formula.greatest([LEAST_COST, total]);
}

const isList = (type: GraphQLOutputType): boolean => isListType(getNullableType(type));

/** A number for each thing, the same one each time. */
function numbering<Thing>(): (thing: Thing) => number {
  const numbers = new Map<Thing, number>();
  return (thing) => {
    let number = numbers.get(thing);
    if (number === undefined) numbers.set(thing, (number = numbers.size));
    return number;
  };
}
