/** Token buckets shared by all processes, by the store's clock. */
export interface RateLimiter {
  /** Takes `cost` tokens, or none when there are too few. A key seen for the first time has a full bucket. */
  take(key: string, bucket: TokenBucket): Promise<Taken>;
}

export interface TokenBucket {
  /** The most that a key may spend at once. */
  readonly capacity: number;
  readonly refillPerSecond: number;
  /** 1 when absent. */
  readonly cost?: number;
}

export interface Taken {
  readonly allowed: boolean;
  /** Whole tokens left. */
  readonly remaining: number;
  /** 0 when allowed; `Infinity` when the cost exceeds the capacity, so that waiting is of no use. */
  readonly retryAfterMs: number;
}

/** What every adapter answers, from the tokens it found left after the attempt. */
export function taken(allowed: boolean, tokens: number, { capacity, refillPerSecond, cost = 1 }: TokenBucket): Taken {
  const retryAfterMs = cost > capacity ? Infinity : Math.ceil(((cost - tokens) / refillPerSecond) * 1000);
  return { allowed, remaining: Math.floor(tokens), retryAfterMs: allowed ? 0 : retryAfterMs };
}
