import type { Asking, Transport } from '../subgraphs/transport.ts';
import { Link, type LinkOptions } from './link.ts';

export interface LinkPoolOptions extends Pick<LinkOptions, 'answerBytes' | 'metOther'> {
  readonly url: URL;
  /** How many requests may be on their way at once; others wait in line. */
  readonly connections: number;
  /** A connection that has waited longer than this, or nearly as long as the server keeps it, is not used again. */
  readonly keepAliveMs: number;
}

/** A server may close a connection this much earlier than it said, for it has waited longer than we know. */
const EARLIER_MS = 1_000;

/** The connections to one server over http. */
export class LinkPool implements Transport {
  readonly #options: LinkPoolOptions;
  readonly #linkOptions: LinkOptions;
  readonly #waiting: Asking[] = [];
  /** Free ones, the last used last: it is the one that is used next. */
  readonly #free: Link[] = [];
  #open = 0;
  #allClosed: (() => void) | null = null;

  constructor(options: LinkPoolOptions) {
    this.#options = options;
    const { url, answerBytes, metOther } = options;
    this.#linkOptions = {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port || 80),
      head: `POST ${url.pathname}${url.search} HTTP/1.1\r\nhost: ${url.host}\r\nconnection: keep-alive\r\n`,
      answerBytes,
      metOther,
      freed: (link) => this.#freed(link),
      closed: (link) => this.#closed(link),
    };
  }

  dispatch(asking: Asking): void {
    const link = this.#takeFree();
    if (link !== null) link.send(asking);
    else if (this.#open < this.#options.connections) this.#connect().send(asking);
    else this.#waiting.push(asking);
  }

  /** Those in line, which are now somebody else's to send. */
  takeWaiting(): Asking[] {
    return this.#waiting.splice(0);
  }

  /** Closes each connection when its answer has come, which the promise waits for. */
  close(): Promise<void> {
    const closed = new Promise<void>((resolve) => (this.#allClosed = resolve));
    for (const link of this.#free.splice(0)) link.close();
    if (this.#open === 0) this.#allClosed!();
    return closed;
  }

  #connect(): Link {
    this.#open += 1;
    return new Link(this.#linkOptions);
  }

  #takeFree(): Link | null {
    const now = Date.now();
    for (let link = this.#free.pop(); link !== undefined; link = this.#free.pop()) {
      if (now - link.freeSinceMs < this.#keepMs(link)) return link;
      link.close();
    }
    return null;
  }

  #keepMs({ keptForMs }: Link): number {
    const { keepAliveMs } = this.#options;
    return keptForMs === null ? keepAliveMs : Math.min(keepAliveMs, keptForMs - EARLIER_MS);
  }

  #freed(link: Link): void {
    const next = this.#nextWaiting();
    if (next !== null) return link.send(next);
    if (this.#allClosed !== null) return link.close();
    link.freeSinceMs = Date.now();
    this.#free.push(link);
  }

  #closed(link: Link): void {
    this.#open -= 1;
    const at = this.#free.indexOf(link);
    if (at >= 0) this.#free.splice(at, 1);
    const next = this.#nextWaiting();
    if (next !== null) this.#connect().send(next);
    if (this.#open === 0) this.#allClosed?.();
  }

  #nextWaiting(): Asking | null {
    for (let asking = this.#waiting.shift(); asking !== undefined; asking = this.#waiting.shift()) {
      if (!asking.isOver) return asking;
    }
    return null;
  }
}
