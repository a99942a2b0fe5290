/** A request on its way, and who wants the answer. */
export interface Asking {
  readonly body: string;
  /** Its header fields: name, value, name, value … Written as they are, so whoever gathers them checks them. */
  headers(): readonly string[];
  /** Nobody wants the answer any more. */
  readonly isOver: boolean;
  /** It goes out now; `cut` ends it before its answer has come. */
  sent(cut: (reason: Error) => void): void;
  /** The head of the answer has come. */
  begun(status: number, contentType: string | undefined): void;
  /** The whole body has come, to be kept. Last, unless it breaks. */
  answered(body: Buffer): void;
  broke(error: Error): void;
}

/** The connections to one subgraph, one request at a time on each. */
export interface Transport {
  /** Sends it, now or when a connection is free. */
  dispatch(asking: Asking): void;
  /** Closes each connection when its answer has come, which the promise waits for. */
  close(): Promise<void>;
}
