import { BoundedQueue } from '../live/bounded-queue.ts';

export interface LoggedEvent {
  readonly sequence: number;
  readonly [field: string]: unknown;
}

/** The events of one subject, as a stand-in subgraph keeps them: replayed after a sequence, then live. */
export class EventLog {
  readonly #events: LoggedEvent[] = [];
  readonly #readers = new Set<BoundedQueue<LoggedEvent>>();
  readonly #watchers = new Set<() => void>();
  /** How often somebody subscribed. */
  opened = 0;

  /** Subscriptions open now. */
  get active(): number {
    return this.#readers.size;
  }

  publish(fields: Record<string, unknown> = {}): LoggedEvent {
    const event = { ...fields, sequence: this.#events.length + 1 };
    this.#events.push(event);
    for (const reader of this.#readers) reader.push(event);
    return event;
  }

  subscribe(after?: number | null): BoundedQueue<LoggedEvent> {
    const reader: BoundedQueue<LoggedEvent> = new BoundedQueue(10_000, () => {
      this.#readers.delete(reader);
      this.#changed();
    });
    this.#readers.add(reader);
    this.opened += 1;
    for (const event of this.#events) if (after != null && event.sequence > after) reader.push(event);
    this.#changed();
    return reader;
  }

  /** Resolves as soon as `count` subscriptions are open. */
  until(count: number): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (this.active !== count) return;
        this.#watchers.delete(check);
        resolve();
      };
      this.#watchers.add(check);
      check();
    });
  }

  #changed(): void {
    for (const check of this.#watchers) check();
  }
}
