import { Connection, type ConnectionOwner, type Exchange } from './connection.ts';

export interface ConnectionPoolOptions {
  /** http or https; only the origin counts. */
  readonly url: URL;
  readonly maxConnections: number;
  /** How long an idle connection is kept, unless the server keeps it for less. */
  readonly keepAliveMs: number;
  readonly maxBodyBytes: number;
}

/** An idle connection is given up this long before its server would: a request on its way must not meet the end. */
const KEEP_ALIVE_MARGIN_MS = 1_000;
const SWEEP_EVERY_MS = 1_000;

/**
 * Connections to one origin, kept alive between requests. The one used last is used next, so that what is not needed
 * closes. Requests beyond `maxConnections` wait in line. Requests are not pipelined: one slow answer would hold up
 * those behind it.
 */
export class ConnectionPool implements ConnectionOwner {
  readonly #options: ConnectionPoolOptions;
  readonly #all = new Set<Connection>();
  readonly #idle: Connection[] = [];
  readonly #line: Exchange[] = [];
  #sweeper: NodeJS.Timeout | null = null;
  #closing: { readonly promise: Promise<void>; readonly resolve: () => void } | null = null;

  constructor(options: ConnectionPoolOptions) {
    this.#options = options;
  }

  /** Sends it over an idle connection or a new one, or lets it wait in line. */
  dispatch(exchange: Exchange): void {
    const idle = this.#takeIdle();
    if (idle !== null) idle.send(exchange);
    else if (this.#all.size < this.#options.maxConnections) this.#open().send(exchange);
    else this.#line.push(exchange);
  }

  /** Resolves when everything that was sent has been answered and all is closed. Later requests are still served. */
  close(): Promise<void> {
    if (this.#closing === null) {
      this.#closing = Promise.withResolvers<void>();
      for (const connection of this.#idle.splice(0)) connection.destroy();
      this.#finishClosing();
    }
    return this.#closing.promise;
  }

  onIdle(connection: Connection): void {
    const next = this.#nextInLine();
    if (next !== null) return connection.send(next);
    if (this.#closing !== null) return connection.destroy();
    const { keepAliveMs } = this.#options;
    const { keepAliveSeconds } = connection;
    const serverKeepsMs = keepAliveSeconds === undefined ? Infinity : keepAliveSeconds * 1_000 - KEEP_ALIVE_MARGIN_MS;
    connection.usableUntilMs = Date.now() + Math.min(keepAliveMs, serverKeepsMs);
    this.#idle.push(connection);
    this.#sweeper ??= setInterval(() => this.#sweep(), SWEEP_EVERY_MS).unref();
  }

  onClosed(connection: Connection): void {
    this.#all.delete(connection);
    const at = this.#idle.indexOf(connection);
    if (at >= 0) this.#idle.splice(at, 1);
    const next = this.#nextInLine();
    if (next !== null) this.#open().send(next);
    else this.#finishClosing();
  }

  #open(): Connection {
    const connection = new Connection(this.#options.url, this.#options.maxBodyBytes, this);
    this.#all.add(connection);
    return connection;
  }

  #takeIdle(): Connection | null {
    const connection = this.#idle.pop();
    if (connection === undefined) return null;
    if (connection.usableUntilMs > Date.now()) return connection;
    this.#idle.push(connection);
    this.#sweep(); // the newest is too old, hence all that wait as long
    return this.#idle.pop() ?? null;
  }

  #nextInLine(): Exchange | null {
    for (;;) {
      const next = this.#line.shift();
      if (next === undefined) return null;
      if (!next.cancelled) return next;
    }
  }

  #sweep(): void {
    const now = Date.now();
    for (const connection of this.#idle.filter(({ usableUntilMs }) => usableUntilMs <= now)) connection.destroy();
    if (this.#idle.length > 0 || this.#sweeper === null) return;
    clearInterval(this.#sweeper);
    this.#sweeper = null;
  }

  #finishClosing(): void {
    if (this.#closing === null || this.#all.size > 0) return;
    if (this.#sweeper !== null) clearInterval(this.#sweeper);
    this.#sweeper = null;
    this.#closing.resolve();
  }
}
