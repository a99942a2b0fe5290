import {
  getOperationAST,
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationTypeNode,
} from 'graphql';
import { guardedSchema, requirementsOfOperation, type Requirement } from '../authorization/index.ts';
import type { Executable, Prepare } from './executor.ts';

/** An operation text, parsed, validated and prepared once for all its runs. */
export interface Operation {
  readonly document: DocumentNode;
  readonly kind: OperationTypeNode;
  readonly name: string | null;
  /** A viewer who satisfies all of these may run the operation whole. */
  readonly requirements: readonly Requirement[];
  readonly whole: Executable;
  /** For everybody else: denied fields fail, the rest is answered. */
  readonly guarded: () => Executable;
}

export type OperationResult =
  | { readonly ok: true; readonly operation: Operation }
  | { readonly ok: false; readonly errors: readonly GraphQLError[] };

export type Operations = (query: string, operationName: string | null) => OperationResult;

const MAX_TOKENS = 20_000;
const MAX_ERRORS = 10;

/**
 * The prepared operations of a schema, the `capacity` most recently used. Only valid ones are kept, so rubbish
 * cannot push out what is in use. The text itself is the key: hashing it costs more than comparing it.
 */
export function createOperations(schema: GraphQLSchema, prepare: Prepare, capacity = 1_000): Operations {
  const cache = new Map<string, Operation>();
  const prepareOperation = operationPreparer(schema, prepare);

  return (query, operationName) => {
    const key = operationName === null ? query : `${operationName}\n${query}`;
    const known = cache.get(key);
    if (known !== undefined) {
      cache.delete(key);
      cache.set(key, known);
      return { ok: true, operation: known };
    }
    const result = prepareOperation(query, operationName);
    if (result.ok) {
      if (cache.size >= capacity) cache.delete(cache.keys().next().value!);
      cache.set(key, result.operation);
    }
    return result;
  };
}

function operationPreparer(schema: GraphQLSchema, prepare: Prepare): Operations {
  let guarded: GraphQLSchema | undefined;

  return (query, operationName) => {
    let document: DocumentNode;
    try {
      document = parse(query, { maxTokens: MAX_TOKENS });
    } catch (error) {
      if (error instanceof GraphQLError) return refuse('GRAPHQL_PARSE_FAILED', [error]);
      throw error;
    }
    const errors = validate(schema, document, undefined, { maxErrors: MAX_ERRORS });
    if (errors.length > 0) return refuse('GRAPHQL_VALIDATION_FAILED', errors);

    const node = getOperationAST(document, operationName);
    if (!node) return refuse('OPERATION_RESOLUTION_FAILURE', [new GraphQLError(whichOperation(operationName))]);

    let guardedExecutable: Executable | undefined;
    const operation: Operation = {
      document,
      kind: node.operation,
      name: node.name?.value ?? null,
      requirements: requirementsOfOperation(schema, document, operationName),
      whole: prepare(schema, document, operationName),
      guarded: () => (guardedExecutable ??= prepare((guarded ??= guardedSchema(schema)), document, operationName)),
    };
    return { ok: true, operation };
  };
}

const whichOperation = (name: string | null): string =>
  name === null
    ? 'The document has several operations: name one in operationName.'
    : `The document has no operation "${name}".`;

function refuse(code: string, errors: readonly GraphQLError[]): OperationResult {
  for (const error of errors) Object.assign(error.extensions, { code });
  return { ok: false, errors };
}
