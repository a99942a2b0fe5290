import { execute, subscribe, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

/** A valid operation, ready to run any number of times. */
export interface Executable {
  run(variables: Variables, context: unknown): ExecutionResult | Promise<ExecutionResult>;
  subscribe(variables: Variables, context: unknown): Promise<AsyncIterable<ExecutionResult> | ExecutionResult>;
}

/** The one seam to the executor: whatever prepares a document behind it, the host does not notice. */
export type Prepare = (schema: GraphQLSchema, document: DocumentNode, operationName: string | null) => Executable;

export const prepareWithGraphqlJs: Prepare = (schema, document, operationName) => {
  const argsOf = (variableValues: Variables, contextValue: unknown) => ({
    schema,
    document,
    operationName,
    variableValues,
    contextValue,
  });
  return {
    run: (variables, context) => execute(argsOf(variables, context)),
    subscribe: (variables, context) => subscribe(argsOf(variables, context)),
  };
};
