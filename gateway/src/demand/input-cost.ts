import {
  getNamedType,
  isInputObjectType,
  Kind,
  type FieldNode,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type ValueNode,
} from 'graphql';
import type { CostDirectives } from './cost-directives.ts';
import type { Formula, Term } from './formula.ts';

/** What an input object costs that carries no weight. Other values cost nothing of their own. */
const INPUT_OBJECT_COST = 1;

type ValueCost = (value: unknown) => number;

export interface InputCosts {
  /** What the arguments given to a field cost together. `coordinate` is the field's. */
  of(formula: Formula, coordinate: string, field: GraphQLField<unknown, unknown>, node: FieldNode): Term;
}

/**
 * The cost of arguments: a value costs the weight of its argument or input field, else of its scalar or enum; an input
 * object adds the costs of its fields, a list is the sum of its items, and what is null or not given costs nothing.
 */
export function createInputCosts({ weights }: CostDirectives): InputCosts {
  const ownWeight = (type: GraphQLInputType, coordinate: string): number => {
    const named = getNamedType(type);
    return weights.get(coordinate) ?? weights.get(named.name) ?? (isInputObjectType(named) ? INPUT_OBJECT_COST : 0);
  };

  // Fields by input object type; remembered before it is complete, since input types may contain themselves.
  const fieldCosts = new Map<string, Map<string, ValueCost>>();
  const fieldCostsOf = (type: GraphQLInputObjectType): ReadonlyMap<string, ValueCost> => {
    const known = fieldCosts.get(type.name);
    if (known !== undefined) return known;
    const costs = new Map<string, ValueCost>();
    fieldCosts.set(type.name, costs);
    for (const field of Object.values(type.getFields())) {
      const cost = valueCost(field.type, `${type.name}.${field.name}`);
      if (cost !== null) costs.set(field.name, cost);
    }
    return costs;
  };

  /** The cost of a coerced value; null when it is 0 whatever the value. */
  const valueCost = (type: GraphQLInputType, coordinate: string): ValueCost | null => {
    const named = getNamedType(type);
    const own = ownWeight(type, coordinate);
    if (!isInputObjectType(named)) return own === 0 ? null : eachItem(() => own);
    const fields = fieldCostsOf(named);
    return eachItem((value) => {
      let cost = own;
      for (const [name, fieldCost] of fields) cost += fieldCost((value as Record<string, unknown>)[name]);
      return cost;
    });
  };

  const literalCost = (formula: Formula, value: ValueNode, type: GraphQLInputType, coordinate: string): Term => {
    if (value.kind === Kind.NULL) return 0;
    if (value.kind === Kind.VARIABLE) {
      const cost = valueCost(type, coordinate);
      const variable = value.name.value;
      return cost === null ? 0 : formula.read((variables) => cost(variables[variable]));
    }
    if (value.kind === Kind.LIST) {
      return formula.sum(value.values.map((item) => literalCost(formula, item, type, coordinate)));
    }
    const named = getNamedType(type);
    const own = ownWeight(type, coordinate);
    if (value.kind !== Kind.OBJECT || !isInputObjectType(named)) return own;
    const definitions = named.getFields();
    const fields = value.fields.map((field) => {
      const definition = definitions[field.name.value];
      return definition ? literalCost(formula, field.value, definition.type, `${named.name}.${definition.name}`) : 0;
    });
    return formula.sum([own, ...fields]);
  };

  return {
    of(formula, coordinate, field, node) {
      const terms = (node.arguments ?? []).map(({ name, value }) => {
        const argument = field.args.find((candidate) => candidate.name === name.value);
        return argument ? literalCost(formula, value, argument.type, `${coordinate}(${argument.name}:)`) : 0;
      });
      return formula.sum(terms);
    },
  };
}

const eachItem =
  (cost: ValueCost): ValueCost =>
  (value) => {
    if (value === null || value === undefined) return 0;
    if (!Array.isArray(value)) return cost(value);
    let total = 0;
    for (const item of value as unknown[]) total += eachItem(cost)(item);
    return total;
  };
