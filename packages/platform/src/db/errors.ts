/** The idempotency key was used before, for a different command. */
export class IdempotencyConflict extends Error {
  override readonly name = 'IdempotencyConflict';

  constructor(
    readonly key: string,
    readonly originalRequestedAt: Date,
  ) {
    super(`idempotency key ${key} was used for another command`);
  }
}

/** A `writeOne` did not change exactly one row: somebody else was faster. Nothing was written. */
export class StaleWrite extends Error {
  override readonly name = 'StaleWrite';

  constructor(options?: ErrorOptions) {
    super('the row changed or went away meanwhile', options);
  }
}

const CONNECTION_CODES = /^(08|53|57P)|^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)/;
/** For these pg has no code. */
const CONNECTION_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** The database could not be reached or went away, so the same work may well succeed later. */
export function isConnectionFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? CONNECTION_CODES.test(code) : CONNECTION_MESSAGES.test(error.message);
}
