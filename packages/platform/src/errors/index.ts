/** Codes that a top-level GraphQL error may carry in `extensions.code`. Clients treat the list as open. */
export type AppErrorCode =
  | 'BAD_USER_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'RATE_LIMITED'
  | 'RESYNC'
  | 'SERVICE_UNAVAILABLE'
  | 'DEADLINE_EXCEEDED';

/**
 * A failure that a client may see as it is: its message says what to do next. Whatever else is thrown
 * counts as a bug and reaches the client masked, with the request id that finds it in the log.
 */
export class AppError extends Error {
  override readonly name = 'AppError';

  constructor(
    readonly code: AppErrorCode,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Ends a `switch` over a union: a member without a case does not compile. */
export function unreachable(value: never): never {
  throw new Error(`unreachable case: ${JSON.stringify(value)}`);
}
