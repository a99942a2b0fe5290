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
