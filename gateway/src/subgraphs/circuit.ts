import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhen,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import type { CircuitState as MeteredState } from '../metrics.ts';
import { SubgraphFailure } from './subgraph-failure.ts';

/** When a subgraph that fails is left alone. */
export interface CircuitRules {
  /** Failures in a row after which it is. */
  readonly failures: number;
  /** How long it is, before one fetch tries it again. */
  readonly retryAfterMs: number;
}

export const CIRCUIT_RULES: CircuitRules = { failures: 10, retryAfterMs: 1_000 };

const METERED: Readonly<Record<CircuitState, MeteredState>> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'halfOpen',
  [CircuitState.Isolated]: 'open',
};

/** It says that the subgraph is down or drowning. An answer that is wrong in itself does not. */
const countsAgainst = ({ reason, status }: SubgraphFailure): boolean =>
  reason === 'connection' ||
  reason === 'truncated' ||
  reason === 'deadline' ||
  (reason === 'http' && status !== null && status >= 500);

/**
 * Spares a subgraph that does not answer, and its clients the wait for it: after so many failures in a row fetches fail
 * at once, but for one now and then that tries whether it is back. While closed it costs a comparison and a write.
 */
export class Circuit {
  readonly #consecutive: ConsecutiveBreaker;
  readonly #policy: CircuitBreakerPolicy;

  constructor(onChange: (state: MeteredState) => void, { failures, retryAfterMs } = CIRCUIT_RULES) {
    this.#consecutive = new ConsecutiveBreaker(failures);
    this.#policy = circuitBreaker(
      // An abandoned try says nothing, so that the next one decides.
      handleWhen((error) => error instanceof SubgraphFailure && (countsAgainst(error) || error.reason === 'abandoned')),
      { breaker: this.#consecutive, halfOpenAfter: retryAfterMs },
    );
    this.#policy.onStateChange((state) => onChange(METERED[state]));
  }

  get closed(): boolean {
    return this.#policy.state === CircuitState.Closed;
  }

  /** A fetch that was sent while closed has been answered. */
  answered(): void {
    this.#consecutive.success();
  }

  /** A fetch that was sent while closed has failed. */
  failed(failure: SubgraphFailure): void {
    if (!this.closed) return;
    if (!countsAgainst(failure)) {
      if (failure.reason !== 'abandoned') this.answered();
      return;
    }
    this.#policy.execute(() => Promise.reject(failure)).catch(() => {}); // the policy counts it; its sender has it
  }

  /** While not closed: runs `fetch` when it is time for a try, and says whether it did. */
  async attempt<T>(fetch: () => Promise<T>): Promise<{ readonly refused: true } | { readonly answer: T }> {
    if (this.#policy.state === CircuitState.HalfOpen) return { refused: true };
    try {
      return { answer: await this.#policy.execute(fetch) };
    } catch (error) {
      if (error instanceof BrokenCircuitError) return { refused: true };
      throw error;
    }
  }
}
