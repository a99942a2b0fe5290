import { GraphQLError } from 'graphql';
import { selectionsOf } from '../../access/selections.ts';
import { deferVariables } from '../../deferral/defer-directive.ts';
import type { PlannedOperation, Variables } from '../../engine/engine-types.ts';
import type { ExecutorEnvironment } from '../environment.ts';
import { variantsBy } from '../variants.ts';
import { compilePortions, type PortionedOperation } from './compile-portions.ts';
import { executeInParts } from './execute-in-parts.ts';
import type { CompiledPortion } from './portion.ts';
import { split } from './split.ts';

const REMEMBERED_VARIANTS = 16;

/**
 * Compiles a query with `@defer` into what answers it in parts; null when nothing in it can be deferred. What is deferred
 * when all is, is planned at once, like the whole. Where that is impossible the whole is answered in one go, as it is
 * when the variables switch each `@defer` off.
 */
export function compileInParts(
  operation: PortionedOperation,
  whole: PlannedOperation,
  environment: ExecutorEnvironment,
): PlannedOperation['executeInParts'] {
  const { schema, sourceKey } = environment;
  const selections = selectionsOf(schema, operation.document, operation.operation);
  const conditions = deferVariables(operation.document) ?? [];

  const compile = (variables: Variables): CompiledPortion | null => {
    const portion = split({ selections, sourceKey, keyOf: operation.keyOf, variables });
    if (portion === null) return null;
    try {
      return compilePortions(portion, operation, environment);
    } catch (error) {
      if (error instanceof GraphQLError) return null;
      throw error;
    }
  };
  const variantFor = variantsBy(conditions, REMEMBERED_VARIANTS, compile);

  if (variantFor(Object.fromEntries(conditions.map((name) => [name, true]))) === null) return null;
  return async (variables, context) => {
    const portion = variantFor(variables);
    if (portion === null) return { ...(await whole.execute(variables, context)), rest: null };
    return executeInParts(portion, variables, context);
  };
}
