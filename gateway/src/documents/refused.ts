import { GraphQLError } from 'graphql';
import type { ResolvedDocument } from './documents.ts';

const refused = (code: string, status: number, message: string): ResolvedDocument => ({
  refused: new GraphQLError(message, { extensions: { code } }),
  status,
});

// The first two have the message, code and status that Apollo's clients look for: they answer by sending the text.
export const notFound = (): ResolvedDocument => refused('PERSISTED_QUERY_NOT_FOUND', 200, 'PersistedQueryNotFound');
export const notSupported = (): ResolvedDocument =>
  refused('PERSISTED_QUERY_NOT_SUPPORTED', 200, 'PersistedQueryNotSupported');

export const notTrusted = (): ResolvedDocument =>
  refused(
    'DOCUMENT_NOT_TRUSTED',
    403,
    'Only documents that were registered beforehand are run here, exactly as they were registered.',
  );

export const noDocument = (): ResolvedDocument =>
  refused(
    'BAD_REQUEST',
    400,
    'Send the operation as text in "query", or its id in "documentId" or "extensions.persistedQuery".',
  );

export const malformedId = (): ResolvedDocument =>
  refused('BAD_REQUEST', 400, 'Send "extensions.persistedQuery" as { "version": 1, "sha256Hash": "<64 hex digits>" }.');

export const textAndId = (): ResolvedDocument => refused('BAD_REQUEST', 400, 'Send "documentId" or "query", not both.');

export const hashMismatch = (): ResolvedDocument =>
  refused('BAD_REQUEST', 400, 'The hash in "extensions.persistedQuery" is not that of the text in "query".');
