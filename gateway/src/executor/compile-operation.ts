import { executeSync, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { Executed, PlannedOperation, PlannedStream, Variables } from '../engine/engine-types.ts';
import { describePlan } from '../planner/describe.ts';
import type { FetchNode, FetchPlan } from '../planner/fetch-plan.ts';
import type { RequestContext } from '../request-context.ts';
import { compilePlan } from './compile-plan.ts';
import type { ExecutorEnvironment } from './environment.ts';
import type { Data, Execution } from './execution.ts';
import { compileTakeRoot } from './root-fetch.ts';
import { createShaper, type Shaper } from './shape/shaper.ts';

const NOTHING: Data = Object.freeze({});

/** Compiles an operation and its plan, once, into what runs it many times. */
export function compileOperation(
  plan: FetchPlan,
  introspected: DocumentNode | null,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  environment: ExecutorEnvironment,
): PlannedOperation {
  const { schema } = environment;
  const run = plan.node && compilePlan(plan.node, environment);
  const shape = createShaper(schema, document, operation);

  return {
    stream: plan.primary && compileStream(plan.primary, run, shape, environment),
    describe: () => describePlan(plan),
    async execute(variables, context): Promise<Executed> {
      const execution = newExecution(variables, context);
      if (run !== null) await run(execution);
      if (introspected !== null) Object.assign(execution.data, introspect(schema, introspected, variables));
      return shape(execution.data, variables, execution.errors);
    },
  };
}

const newExecution = (variables: Variables, context: RequestContext): Execution => ({
  data: {},
  errors: [],
  variables,
  context,
});

const introspect = (schema: GraphQLSchema, document: DocumentNode, variableValues: Variables): Data =>
  executeSync({ schema, document, variableValues }).data ?? NOTHING;

function compileStream(
  primary: FetchNode,
  run: ReturnType<typeof compilePlan> | null,
  shape: Shaper,
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
      return shape(execution.data, variables, execution.errors);
    },
  };
}
