import type { GraphQLError } from 'graphql';
import type { OperationRequest } from '../operations/operation.ts';

/** The text to run, or why there is none. */
export type ResolvedDocument = { readonly text: string } | { readonly refused: GraphQLError; readonly status: number };

/**
 * Finds the text of an operation: the request's own, an automatic persisted query, or a trusted document. In
 * trusted-documents mode a text that is not on the list is refused, on every transport alike.
 */
export interface Documents {
  resolve(request: OperationRequest): ResolvedDocument;
  /** The trusted documents, to be planned before a supergraph takes traffic; empty when there is no list. */
  readonly trusted: readonly string[];
}
