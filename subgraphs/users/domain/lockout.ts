/** Failed sign-ins of one email address, whether or not an account has it. */
export interface Attempts {
  readonly failures: number;
  readonly lockedUntil: Date | null;
  readonly lastFailureAt: Date | null;
}

export const NO_ATTEMPTS: Attempts = { failures: 0, lockedUntil: null, lastFailureAt: null };

/** The failure in a row that locks first. */
const FAILURES_TO_LOCK = 5;
const FIRST_LOCK_MS = 60_000;
/** Bounded, so that nobody can shut somebody else out for long: resetting the password unlocks at once. */
const LONGEST_LOCK_MS = 15 * 60_000;
/** After a day without a failure the count starts anew. */
const FORGET_AFTER_MS = 24 * 3_600_000;

/** When the lock ends; null where there is none. */
export const lockOf = ({ lockedUntil }: Attempts, now: Date): Date | null =>
  lockedUntil !== null && lockedUntil > now ? lockedUntil : null;

/** The fifth failure locks for a minute, each further one for twice as long, up to a quarter of an hour. */
export function afterFailure(attempts: Attempts, now: Date): Attempts {
  const forgotten =
    attempts.lastFailureAt !== null && now.getTime() - attempts.lastFailureAt.getTime() > FORGET_AFTER_MS;
  const failures = (forgotten ? 0 : attempts.failures) + 1;
  const lockMs = Math.min(FIRST_LOCK_MS * 2 ** (failures - FAILURES_TO_LOCK), LONGEST_LOCK_MS);
  return {
    failures,
    lockedUntil: failures >= FAILURES_TO_LOCK ? new Date(now.getTime() + lockMs) : null,
    lastFailureAt: now,
  };
}
