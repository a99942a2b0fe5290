import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { FetchPlan } from '../../planner/fetch-plan.ts';
import { introspect } from '../compile-operation.ts';
import { compilePlan } from '../compile-plan.ts';
import type { ExecutorEnvironment } from '../environment.ts';
import { newExecution } from '../execution.ts';
import { createServiceOf } from '../service-of.ts';
import type { SplitDocument } from '../planner-document.ts';
import { Selections } from '../shape/selections.ts';
import { createShaper } from '../shape/shaper.ts';
import { compileEntityPortion } from './entity-portion.ts';
import type { CompiledDeferred, CompiledPortion } from './portion.ts';
import type { DeferredPortion, Portion } from './split.ts';

/** An operation whose portions are compiled. */
export interface PortionedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Makes of other selections of the operation what is planned. */
  readonly splitDocument: (operation: OperationDefinitionNode) => SplitDocument;
  /** Plans a query from the root. */
  readonly plan: (document: DocumentNode) => FetchPlan;
  /** The fields of an entity's key; null for types from which nothing can be planned. */
  readonly keyOf: (typename: string) => readonly string[] | null;
  /** Plans a query from entities that are known: see `planner/entity-roots.ts`. */
  readonly planFromEntities: (document: DocumentNode) => FetchPlan;
}

/** Compiles a portion with all that is deferred from it. Throws a `GraphQLError` when one of them cannot be planned. */
export function compilePortions(
  portion: Portion,
  operation: PortionedOperation,
  environment: ExecutorEnvironment,
): CompiledPortion {
  const deferred = portion.deferred.map((below) => compileDeferred(below, operation, environment));
  return { deferred, bring: compileFromRoot(portion, operation, environment) };
}

function compileDeferred(
  portion: DeferredPortion,
  operation: PortionedOperation,
  environment: ExecutorEnvironment,
): CompiledDeferred {
  const { label, at, conditions } = portion;
  const isIndependent = portion.type === environment.schema.getQueryType();
  const deferred = portion.deferred.map((below) => compileDeferred(below, operation, environment));
  const compile = isIndependent ? compileFromRoot : compileEntityPortion;
  return { label, at, conditions, isIndependent, deferred, bring: compile(portion, operation, environment) };
}

/** A portion of root fields: an operation like any other. */
function compileFromRoot(
  { set, fetched }: Portion,
  operation: PortionedOperation,
  environment: ExecutorEnvironment,
): CompiledPortion['bring'] {
  const { schema } = environment;
  const split = operation.splitDocument({ ...operation.operation, selectionSet: fetched });
  const plan = split.fetched ? operation.plan(split.fetched) : { primary: null, node: null };
  const run = plan.node && compilePlan(plan.node, environment);
  const shaper = createShaper(operation.document, {
    schema,
    root: schema.getQueryType()!,
    set,
    selections: new Selections(schema, operation.document, environment.sourceKey),
    serviceOf: createServiceOf(plan),
  });
  return async (parents, variables, context) => {
    const execution = newExecution(variables, context);
    if (run !== null) await run(execution);
    const source = execution.data;
    if (split.introspected) Object.assign(source, introspect(schema, split.introspected, variables));
    const completed = shaper.complete(source, variables, execution.errors);
    return parents.map(({ path }) => ({ ...completed, path, source }));
  };
}
