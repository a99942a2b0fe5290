import { BrokenCircuitError, circuitBreaker, CircuitState, ConsecutiveBreaker, handleWhen } from 'cockatiel';
import type { CircuitState as MeteredState } from '../metrics.ts';
import { SubgraphFailure } from './subgraph-failure.ts';

/** Failures in a row after which a subgraph is left alone. */
const FAILURES = 10;
/** How long it is left alone before one fetch tries it again. */
const PROBE_AFTER_MS = 1_000;

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
 * Spares a subgraph that does not answer, and its clients the wait for it: after ten failures in a row fetches fail at
 * once, but for one a second that tries whether it is back. While closed it costs a comparison and a write.
 */
export class Circuit {
  readonly #consecutive = new ConsecutiveBreaker(FAILURES);
  readonly #policy = circuitBreaker(
    // An abandoned try says nothing, so that the next one decides.
    handleWhen((error) => error instanceof SubgraphFailure && (countsAgainst(error) || error.reason === 'abandoned')),
    { breaker: this.#consecutive, halfOpenAfter: PROBE_AFTER_MS },
  );

  constructor(onChange: (state: MeteredState) => void) {
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
