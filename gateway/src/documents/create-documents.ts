import type { Log } from '@emporium/platform/log';
import { LRUCache } from 'lru-cache';
import type { OperationRequest } from '../operations/operation.ts';
import { createAutomaticDocuments, sha256, type AutomaticDocuments } from './automatic-documents.ts';
import type { Documents, ResolvedDocument } from './documents.ts';
import { hashMismatch, malformedId, noDocument, notFound, notSupported, notTrusted, textAndId } from './refused.ts';
import type { TrustedSource } from './trusted-source.ts';

/** What happens to a document that is not on the list: it is refused, or run and logged once. */
export type Unlisted = 'refuse' | 'log';

export interface DocumentsOptions {
  /** Whether clients may register texts under their hashes (automatic persisted queries). */
  readonly automatic: boolean;
  /** Null when there is no list. */
  readonly trusted: { readonly source: TrustedSource; readonly unlisted: Unlisted } | null;
  readonly log: Log;
}

/** Unlisted documents that are remembered as logged. */
const LOGGED = 1_000;

/** A request that carries its text and no id, to a gateway without a list, is answered after three comparisons. */
export function createDocuments({ automatic, trusted, log }: DocumentsOptions): Documents {
  const registered: AutomaticDocuments | null = automatic ? createAutomaticDocuments() : null;
  const refusing = trusted?.unlisted === 'refuse';
  const logged = new LRUCache<string, true>({ max: LOGGED });

  const tellOf = (text: string, request: OperationRequest): void => {
    const hash = sha256(text);
    if (logged.has(hash)) return;
    logged.set(hash, true);
    log.warn({ sha256: hash, operationName: request.operationName ?? null }, 'a document is not on the trusted list');
  };

  const byText = (text: string, request: OperationRequest): ResolvedDocument => {
    if (trusted !== null && !trusted.source.current.has(text)) {
      if (refusing) return notTrusted();
      tellOf(text, request);
    }
    return { text };
  };

  const byId = (id: string, text: string | null, request: OperationRequest): ResolvedDocument => {
    const listed = trusted?.source.current.textOf(id);
    if (listed !== undefined) return text === null || text === listed ? { text: listed } : hashMismatch();
    if (refusing) {
      if (text === null) return notFound();
      return sha256(text) === id ? byText(text, request) : hashMismatch();
    }
    if (registered === null) return trusted === null ? notSupported() : notFound();
    if (text !== null) return registered.register(id, text) ? byText(text, request) : hashMismatch();
    const known = registered.find(id);
    return known === undefined ? notFound() : byText(known, request);
  };

  return {
    get trusted() {
      return trusted?.source.current.texts ?? [];
    },
    resolve(request) {
      const { query, documentId, extensions } = request;
      const text = query === undefined || query === null || query === '' ? null : query;
      if (documentId !== undefined && documentId !== null) {
        return text === null ? byId(withoutPrefix(documentId), null, request) : textAndId();
      }
      const persisted = extensions?.['persistedQuery'];
      if (persisted !== undefined && persisted !== null) {
        const id = hashIn(persisted);
        return id === null ? malformedId() : byId(id, text, request);
      }
      return text === null ? noDocument() : byText(text, request);
    },
  };
}

/** `sha256:<hex>` is how GraphQL over HTTP writes the id of a text that is known by its hash. */
const withoutPrefix = (documentId: string): string =>
  documentId.startsWith('sha256:') ? documentId.slice('sha256:'.length) : documentId;

function hashIn(persisted: unknown): string | null {
  if (typeof persisted !== 'object' || persisted === null) return null;
  const { version, sha256Hash } = persisted as { readonly version?: unknown; readonly sha256Hash?: unknown };
  return version === 1 && typeof sha256Hash === 'string' && sha256Hash !== '' ? sha256Hash : null;
}
