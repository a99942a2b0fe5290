import type { Budget } from './demand.ts';
import { payerOf } from './network.ts';
import { createTokenBuckets } from './token-buckets.ts';

export interface BudgetOptions {
  /** The most that one client may spend at once, and so the dearest operation there is. */
  readonly capacity: number;
  readonly restorePerSecond: number;
  /** Clients that are remembered. The one that has been away the longest is forgotten first, and comes back rich. */
  readonly clients?: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
}

/** What each client may spend on this gateway; every gateway keeps its own account of it. */
export function createBudget({ capacity, restorePerSecond, clients, now }: BudgetOptions): Budget {
  const buckets = createTokenBuckets({
    ...(clients === undefined ? {} : { size: clients }),
    ...(now === undefined ? {} : { now }),
  });
  return {
    capacity,
    restorePerSecond,
    pay(clientKey, cost) {
      const { allowed, remaining, retryAfterMs } = buckets.take(payerOf(clientKey), {
        capacity,
        refillPerSecond: restorePerSecond,
        cost,
      });
      const waitMs = Number.isFinite(retryAfterMs) ? retryAfterMs : null;
      return { accepted: allowed, requested: cost, available: remaining, retryAfterMs: waitMs };
    },
  };
}
