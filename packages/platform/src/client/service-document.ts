import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';

/** The text of an operation that knows the types of its answer and its variables: what `npm run codegen` writes. */
export interface ServiceDocument<Data, Variables> extends DocumentTypeDecoration<Data, Variables> {
  toString(): string;
}
