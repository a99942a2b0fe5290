import {
  getOperationAST,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { withCode } from '../errors/with-code.ts';
import { LIMITS } from '../limits.ts';
import { limitRules } from './limit-rules.ts';

/** A document that has been parsed and found valid, within the limits. */
export interface PreparedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

export type PrepareOperation = (
  source: string,
  operationName: string | null | undefined,
  schema: GraphQLSchema,
) => PreparedOperation | readonly GraphQLError[];

const REMEMBERED = 1_000;

/**
 * What Apollo Server does for an operation that comes over HTTP, for one that comes over WebSocket: parse,
 * validate, the same limits, the same codes. Valid documents are remembered for as long as their schema is.
 */
export function createPrepareOperation(options: { introspection: boolean }): PrepareOperation {
  const rules = [
    ...specifiedRules,
    ...limitRules(LIMITS),
    ...(options.introspection ? [] : [NoSchemaIntrospectionCustomRule]),
  ];
  const documents = new WeakMap<GraphQLSchema, LRUCache<string, DocumentNode>>();

  const validDocument = (source: string, schema: GraphQLSchema): DocumentNode | readonly GraphQLError[] => {
    let known = documents.get(schema);
    if (known === undefined) documents.set(schema, (known = new LRUCache({ max: REMEMBERED })));
    const hit = known.get(source);
    if (hit !== undefined) return hit;

    let document: DocumentNode;
    try {
      document = parse(source, { maxTokens: LIMITS.tokens });
    } catch (error) {
      return [withCode(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')];
    }
    const errors = validate(schema, document, rules);
    if (errors.length > 0) return errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED'));
    known.set(source, document);
    return document;
  };

  return (source, operationName, schema) => {
    const document = validDocument(source, schema);
    if (!('kind' in document)) return document;
    const operation = getOperationAST(document, operationName);
    if (operation) return { document, operation };
    const message = 'Say with operationName which operation of the document to run.';
    return [new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } })];
  };
}
