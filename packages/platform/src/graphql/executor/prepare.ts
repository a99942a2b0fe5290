import {
  getOperationAST,
  Kind,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type OperationDefinitionNode,
} from 'graphql';
import { prepareWithGraphqlJs, type Executable, type Prepare } from '../host/executor.ts';
import { compileOperation } from './compile-operation.ts';

/** Each doubles the number of variants that an operation may need. */
const MAX_CONDITIONS = 4;
const INTROSPECTION = new Set(['__schema', '__type']);

/**
 * An executor that compiles an operation to JavaScript and answers as graphql-js does, at half the processor time.
 * Subscriptions, introspection, and operations that `@skip` and `@include` cut into too many variants run in graphql-js
 * itself.
 */
export const prepareCompiled: Prepare = (schema, document, operationName): Executable => {
  const plain = prepareWithGraphqlJs(schema, document, operationName);
  const operation = getOperationAST(document, operationName);
  const conditions = conditionsOf(document);
  if (!operation || !isCovered(document, operation) || conditions.length > MAX_CONDITIONS) return plain;
  return { run: compileOperation(schema, document, operation, conditions), subscribe: plain.subscribe };
};

function isCovered(document: DocumentNode, { operation }: OperationDefinitionNode): boolean {
  if (operation === OperationTypeNode.SUBSCRIPTION) return false;
  let introspects = false;
  visit(document, {
    Field({ name }) {
      if (INTROSPECTION.has(name.value)) introspects = true;
    },
  });
  return !introspects;
}

/** The variables that decide what is skipped and included. */
function conditionsOf(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ name, arguments: given }) {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}
