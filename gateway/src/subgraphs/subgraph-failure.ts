/** Why a fetch brought no answer. */
export type FailureReason =
  /** The connection could not be made, or broke before an answer began. */
  | 'connection'
  /** An HTTP status that is no success, without a GraphQL error that explains it. */
  | 'http'
  | 'contentType'
  /** The connection broke within the answer. */
  | 'truncated'
  /** Not HTTP, not JSON, or `data` and `errors` of a shape that GraphQL does not know. */
  | 'malformed'
  /** Neither data nor errors. */
  | 'empty'
  /** More than `LIMITS.subgraphAnswerBytes`. */
  | 'tooLarge'
  | 'deadline'
  /** Nobody waits for the answer any more. */
  | 'abandoned'
  /** The subgraph failed too often just now, so nothing was sent. */
  | 'circuitOpen';

export type FailureCode = 'SERVICE_UNAVAILABLE' | 'DEADLINE_EXCEEDED';

/**
 * A fetch without an answer. The message and `extensions` are what a client may see; `reason` and `cause` are for
 * the log.
 */
export class SubgraphFailure extends Error {
  override readonly name = 'SubgraphFailure';
  readonly service: string;
  readonly reason: FailureReason;
  readonly code: FailureCode;
  /** The status of an answer that was none; null when it did not come to one. */
  readonly status: number | null;

  constructor(
    service: string,
    reason: FailureReason,
    detail: string,
    options: { cause?: unknown; status?: number } = {},
  ) {
    const late = reason === 'deadline';
    super(
      late
        ? `The ${service} service took too long. The rest of the answer is complete; ask again for this part.`
        : `The ${service} service is not available. The rest of the answer is complete; ask again for this part.`,
      { cause: new Error(detail, { cause: options.cause }) },
    );
    this.service = service;
    this.reason = reason;
    this.code = late ? 'DEADLINE_EXCEEDED' : 'SERVICE_UNAVAILABLE';
    this.status = options.status ?? null;
  }

  /** For the GraphQL errors at the fields that are missing. */
  get extensions(): { code: FailureCode; service: string } {
    return { code: this.code, service: this.service };
  }
}
