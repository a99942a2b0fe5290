import type { Asking } from '../plain-http/link.ts';

/** The connections to one subgraph, one request at a time on each. */
export interface Transport {
  /** Sends it, now or when a connection is free. */
  dispatch(asking: Asking): void;
  /** Closes each connection when its answer has come, which the promise waits for. */
  close(): Promise<void>;
}
