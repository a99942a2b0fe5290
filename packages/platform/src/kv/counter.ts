/** Counts that may be lost in a crash: attempts, views, what is trending. Never money or stock. */
export interface Counter {
  /**
   * Adds atomically and gives the new count. A counter begins at 0 and, when its first `add` names a
   * `ttlMs`, ends that long after it; later adds do not prolong it.
   */
  add(key: string, amount: number, options?: { readonly ttlMs?: number }): Promise<number>;
  /** 0 when there is none. */
  get(key: string): Promise<number>;
  /** Back to 0, and without an end. */
  reset(key: string): Promise<void>;
}
