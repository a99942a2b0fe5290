import type { DocumentNode, GraphQLSchema } from 'graphql';
import { readCostDirectives } from './cost-directives.ts';
import type { CostModel } from './demand.ts';
import { Formula } from './formula.ts';
import { createInputCosts } from './input-cost.ts';
import { operationCost } from './operation-cost.ts';

/** Items in a list that has no `@listSize`, or one that leaves its length open. */
export const DEFAULT_LIST_LENGTH = 5;

/**
 * Static costs by the GraphQL cost directives specification, with the weights that Apollo's demand control gives: 1 for
 * an object, an interface or a union, 0 for scalars and enums, 10 more for a mutation; `@cost` changes a weight, and a
 * list multiplies what is below it by its length. `apiSchema` is what operations are valid for; the directives are read
 * from the supergraph.
 */
export function createCostModel(
  supergraph: DocumentNode,
  apiSchema: GraphQLSchema,
  defaultListLength = DEFAULT_LIST_LENGTH,
): CostModel {
  const directives = readCostDirectives(supergraph);
  const inputs = createInputCosts(directives);
  return {
    compile(document, operation) {
      const formula = new Formula();
      const graph = { schema: apiSchema, directives, inputs, defaultListLength };
      return formula.compile(operationCost(formula, graph, document, operation));
    },
  };
}
