import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import type { BoundedQueue } from './bounded-queue.ts';
import type { EventMark, MarkEvent } from './event-identity.ts';
import type { SubjectOf } from './full-state.ts';

/** One reader of a hub. */
export interface Reader {
  readonly results: BoundedQueue<string>;
  /** Called when the reader's queue is full; the reader is let go right after. */
  readonly tooSlow: () => void;
  /** Called when another hub has taken the reader over. */
  readonly moved: (to: StreamHub) => void;
}

/** One event as readers get it. */
export interface JoinedEvent {
  /** JSON text of the whole result: written once, whoever gets it. */
  readonly text: string;
  /** Those in the text; null for none. */
  readonly errors: readonly GraphQLFormattedError[] | null;
}

export interface HubSource {
  readonly upstream: AsyncIterator<FormattedExecutionResult>;
  readonly join: (event: FormattedExecutionResult) => Promise<JoinedEvent>;
  readonly mark: MarkEvent;
  readonly subject: SubjectOf;
}

interface Sent {
  readonly mark: EventMark | null;
  readonly subject: string | null;
  readonly text: string;
}

/** How many events a hub remembers, to serve newcomers and to meet other hubs. */
const REMEMBERED = 64;

/**
 * One upstream subscription with any number of readers: each event is joined once and handed to all of them.
 * The upstream is closed as soon as the last reader leaves.
 */
export class StreamHub {
  readonly openedAtMs: number;
  readonly #source: HubSource;
  readonly #readers = new Set<Reader>();
  readonly #sent: Sent[] = [];
  #sentCount = 0;
  #firstSequence: string | null = null;
  #closed = false;
  readonly #onSent: () => void;
  readonly #onClose: () => void;

  constructor(source: HubSource, nowMs: number, listeners: { onSent: () => void; onClose: () => void }) {
    this.#source = source;
    this.openedAtMs = nowMs;
    this.#onSent = listeners.onSent;
    this.#onClose = listeners.onClose;
  }

  /** Everything sent so far is still remembered, so a newcomer would miss nothing. */
  get remembersAll(): boolean {
    return this.#sentCount === this.#sent.length;
  }

  /**
   * The last event sent, once it is a live or a replayed one. A snapshot may be several events, all with the
   * subject's latest sequence; in the middle of it no two streams have met.
   */
  get position(): string | null {
    const last = this.#sent.at(-1)?.mark;
    return last && last.sequence !== this.#firstSequence ? last.key : null;
  }

  /** The first reader starts the upstream. A later one first gets everything sent so far. */
  add(reader: Reader): void {
    const first = this.#readers.size === 0 && this.#sentCount === 0;
    this.#readers.add(reader);
    for (const sent of this.#sent) this.#give(reader, sent);
    if (first) void this.#pump();
  }

  remove(reader: Reader): void {
    if (this.#readers.delete(reader) && this.#readers.size === 0) this.close();
  }

  /**
   * Takes over the readers of another hub on the same stream, whose last event this hub has sent too; what this hub
   * has sent since then they get first. False when that event is not remembered here.
   */
  takeOver(other: StreamHub): boolean {
    const position = other.position;
    const at = position === null ? -1 : this.#sent.findLastIndex(({ mark }) => mark?.key === position);
    if (at < 0 || this.#closed) return false;
    const readers = [...other.#readers];
    other.#readers.clear();
    for (const reader of readers) {
      this.#readers.add(reader);
      reader.moved(this);
      for (const sent of this.#sent.slice(at + 1)) this.#give(reader, sent);
    }
    other.close();
    return true;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    void this.#source.upstream.return?.();
    this.#onClose();
  }

  async #pump(): Promise<void> {
    try {
      for (;;) {
        const { done, value } = await this.#source.upstream.next();
        if (done || this.#closed) break;
        const mark = this.#source.mark(value);
        const subject = this.#source.subject(value);
        const { text } = await this.#source.join(value);
        this.#send({ mark, subject, text });
      }
      for (const reader of this.#readers) reader.results.finish();
    } catch (error) {
      for (const reader of this.#readers) reader.results.fail(error);
    }
    this.close();
  }

  #send(sent: Sent): void {
    if (this.#closed) return;
    this.#firstSequence ??= sent.mark?.sequence ?? null;
    this.#sent.push(sent);
    this.#sentCount += 1;
    if (this.#sent.length > REMEMBERED) this.#sent.shift();
    for (const reader of this.#readers) this.#give(reader, sent);
    this.#onSent();
  }

  #give(reader: Reader, { text, subject }: Sent): void {
    if (reader.results.push(text, subject)) return;
    this.remove(reader);
    reader.tooSlow();
  }
}
