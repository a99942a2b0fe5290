import { createHash } from 'node:crypto';
import { Kind, parse } from 'graphql';
import * as generated from './src/generated/operations.ts';

/**
 * Every operation of the client as a persisted query manifest (Apollo's format), for a gateway that runs only documents
 * it knows. The texts are those that the client sends, to the byte; the ids are their SHA-256.
 */
export function manifest(): string {
  const operations = Object.values(generated)
    .filter((value) => value instanceof generated.TypedDocumentString)
    .map((document) => operationOf(document.toString()))
    .filter((operation) => operation !== null)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return `${JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }, null, 2)}\n`;
}

/** Null for a fragment that stands alone. */
function operationOf(body: string) {
  const operation = parse(body).definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return null;
  const id = createHash('sha256').update(body).digest('hex');
  return { id, name: operation.name!.value, type: operation.operation, body };
}
