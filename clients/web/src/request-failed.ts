/** A top-level error as the gateway sends it. Codes are open: have a default branch. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: {
    readonly code?: string;
    /** What to quote when asking for help; the server's log has it. */
    readonly requestId?: string;
    /** The same operation may be sent again. */
    readonly retryable?: boolean;
  };
}

/** There is no data: the request was refused, or nothing that speaks GraphQL answered. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';
  readonly errors: readonly AnswerError[];

  constructor(message: string, errors: readonly AnswerError[] = [], options?: ErrorOptions) {
    super(message, options);
    this.errors = errors;
  }

  /** Of the first error: `UNAUTHENTICATED`, `RATE_LIMITED`, …; null when the answer was not GraphQL. */
  get code(): string | null {
    return this.errors[0]?.extensions?.code ?? null;
  }
}
