import type { DocumentNode, OperationDefinitionNode, OperationTypeNode } from 'graphql';
import type { OperationAccess, Permitted } from '../access/access.ts';
import type { LoadedSupergraph, PlannedOperation, Variables } from '../engine/engine-types.ts';
import type { RequestContext } from '../request-context.ts';

/** What a client sends, whatever it sends it over. Checked for shape by the transport. */
export interface OperationRequest {
  readonly query?: string | null | undefined;
  /** Names a persisted document in place of `query` (GraphQL over HTTP, appendix A). */
  readonly documentId?: string | null | undefined;
  readonly operationName?: string | null | undefined;
  readonly variables?: Variables | null | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | null | undefined;
  /** Sent in a way that promises to change nothing (GET): mutations are refused, and caches may keep the answer. */
  readonly readOnly?: boolean | undefined;
}

/** A valid operation within the limits, planned for one supergraph. Remembered and shared between requests. */
export interface PreparedOperation {
  readonly supergraph: LoadedSupergraph;
  /** The text it was prepared from; equal operations have equal texts. */
  readonly text: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly type: OperationTypeNode;
  /** `anonymous` for an operation without a name. */
  readonly name: string;
  /** Who may see what of it. */
  readonly access: OperationAccess;
  /** Planned when first asked for. Throws a `GraphQLError` when it cannot be. */
  readonly planned: PlannedOperation;
}

/** An operation that may run now: its variables are coerced, its cost is paid. */
export interface AdmittedOperation {
  readonly prepared: PreparedOperation;
  /** When it came, by the clock of `performance.now()`. */
  readonly startedAtMs: number;
  readonly variables: Variables;
  /**
   * Set when the viewer may not see all of it: `prepared` is what is left, or the whole when nothing is left to run
   * (`narrowed` is null), and each answer goes through `complete`.
   */
  readonly permitted: Permitted | null;
  /** Goes into the answer's `extensions`, as JSON text with braces; null for none. */
  readonly extensions: string | null;
  /** Runs it to its answer; for queries and mutations. Never rejects. */
  execute(): Promise<Answer>;
}

/** An answer, ready for any transport. */
export interface Answer {
  /** JSON of the whole GraphQL response, text or UTF-8, or of its first part. */
  readonly body: string | Buffer;
  /** What comes after `body`: set for an answer in parts alone. Must be iterated, if only to be ended. */
  readonly rest?: AsyncIterable<AnswerPart>;
  /** HTTP's status for it under `application/graphql-response+json`; other transports ignore it. */
  readonly status: number;
  /** Over HTTP: further headers, such as `retry-after` and `cache-control`. */
  readonly headers: Readonly<Record<string, string>> | null;
}

/** A later part of an answer. */
export interface AnswerPart {
  /** JSON text of it. */
  readonly body: string;
  readonly hasNext: boolean;
}

export interface Pipeline {
  /** Plans the trusted documents, so that the first request for one finds it ready. Once the engine has started. */
  warmUp(): Promise<void>;
  /** Runs a query or mutation from text to answer. Never rejects. A subscription is refused. */
  run(request: OperationRequest, context: RequestContext): Promise<Answer>;
  /** Everything before execution, of subscriptions too; the answer says why not. Never rejects. */
  admit(
    request: OperationRequest,
    context: RequestContext,
  ): AdmittedOperation | Answer | Promise<AdmittedOperation | Answer>;
}
