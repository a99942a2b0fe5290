import { executeSync, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { Executed, PlannedOperation, PlannedStream, Variables } from '../engine/engine-types.ts';
import { describePlan } from '../planner/describe.ts';
import type { FetchNode, FetchPlan } from '../planner/fetch-plan.ts';
import { compilePlan } from './compile-plan.ts';
import type { ExecutorEnvironment } from './environment.ts';
import { newExecution, type Data, type Run } from './execution.ts';
import { compileTakeRoot } from './root-fetch.ts';
import { createServiceOf } from './service-of.ts';
import { createShaper, type Shaper } from './shape/shaper.ts';
import { Selections } from './shape/selections.ts';
import { compileTexts } from './text/texts.ts';

const NO_ERRORS: Executed['errors'] = [];

/** Compiles an operation and its plan, once, into what runs it many times. */
export function compileOperation(
  plan: FetchPlan,
  introspected: DocumentNode | null,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  environment: ExecutorEnvironment,
): PlannedOperation {
  const { schema } = environment;
  const { primary, node } = plan;
  const selected = {
    schema,
    root: schema.getRootType(operation.operation)!,
    set: operation.selectionSet,
    selections: new Selections(schema, document, environment.sourceKey),
    serviceOf: createServiceOf(plan),
  };
  const shaper = createShaper(document, selected);
  const describe = (): string => describePlan(plan);

  const texts =
    node !== null && introspected === null && primary === null
      ? compileTexts(node, document, selected, environment)
      : null;
  const run = node && compilePlan(node, environment);
  return {
    stream: primary && compileStream(primary, run, shaper, environment),
    describe,
    executeInParts: null,
    async execute(variables, context): Promise<Executed> {
      const attempt = texts?.attempt(variables, context) ?? null;
      if (attempt !== null) {
        await attempt.join.run(attempt);
        const data = texts!.outcome(attempt);
        if (data !== null) return { data, errors: NO_ERRORS };
      }
      const execution = newExecution(variables, context, attempt?.asked);
      if (run !== null) await run(execution);
      if (introspected !== null) Object.assign(execution.data, introspect(schema, introspected, variables));
      return shaper.shape(execution.data, variables, execution.errors);
    },
  };
}

export const introspect = (schema: GraphQLSchema, document: DocumentNode, variableValues: Variables): Data =>
  executeSync({ schema, document, variableValues }).data ?? {};

function compileStream(
  primary: FetchNode,
  run: Run | null,
  shaper: Shaper,
  environment: ExecutorEnvironment,
): PlannedStream {
  const take = compileTakeRoot(primary, environment);
  return {
    service: primary.service,
    query: primary.operation,
    operationName: primary.operationName,
    variableNames: primary.variableNames,
    async join(event, variables, context) {
      const execution = newExecution(variables, context);
      take.answer(execution, { data: event.data ?? null, errors: event.errors });
      if (run !== null) await run(execution);
      return shaper.shape(execution.data, variables, execution.errors);
    },
  };
}
