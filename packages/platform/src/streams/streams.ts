import { startListener, type Database } from '../db/index.ts';
import { AppError } from '../errors/index.ts';
import type { Log } from '../log/index.ts';
import { createPump, type Pump } from '../pump/index.ts';
import { Subscriber } from './subscriber.ts';

export interface StreamEvent<Payload> {
  readonly sequence: bigint;
  readonly payload: Payload;
  readonly occurredAt: Date;
}

export interface SubscribeOptions<Payload> {
  readonly subject: string;
  /** The last sequence the client has seen: everything later follows, without gap or duplicate. */
  readonly after?: bigint | null | undefined;
  /**
   * For a client that has seen nothing: the current state as one or several events, with the
   * subject's `head` taken before the state was read, or with it. Sent first; live events follow from there.
   */
  readonly snapshot?: (() => Promise<readonly StreamEvent<Payload>[]>) | undefined;
  /** Leaves out events that are not meant for this subscriber; the snapshot is always sent. */
  readonly filter?: (payload: Payload) => boolean;
}

export interface Streams {
  /**
   * Subscribes first, replays second, then goes live. The iterator ends with `RESYNC` when `after`
   * is older than what is kept, or when its reader falls a thousand events behind: read the state
   * anew and subscribe without `after`.
   *
   * @throws {AppError} RESYNC, or SERVICE_UNAVAILABLE after `stop`
   */
  subscribe<Payload>(options: SubscribeOptions<Payload>): Promise<AsyncIterableIterator<StreamEvent<Payload>>>;
  /** The sequence of the subject's latest event; 0 when there is none. */
  head(subject: string): Promise<bigint>;
  /** Ends every iterator, then waits for the reads under way. */
  stop(): Promise<void>;
}

interface EventRow {
  readonly subject: string;
  readonly sequence: bigint;
  readonly payload: unknown;
  readonly occurred_at: Date;
}

/** The subscribers of one subject in this process, and how far its events were read. */
interface Channel {
  position: bigint;
  /** The subject's head was read: everything later reaches the subscribers. */
  readonly ready: Promise<void>;
  readonly reader: Pump;
  readonly subscribers: Set<Subscriber<unknown>>;
}

const REPLAY_LIMIT = 1_000;

export function startStreams({ db, log, name }: { db: Database; log: Log; name: string }): Streams {
  const channels = new Map<string, Channel>();
  let stopped = false;

  const eventsAfter = async (subject: string, position: bigint): Promise<StreamEvent<unknown>[]> => {
    const rows = await db.query<EventRow>(
      `SELECT sequence, payload, occurred_at FROM stream_event
        WHERE subject = $1 AND sequence > $2 ORDER BY sequence LIMIT $3`,
      [subject, position, REPLAY_LIMIT],
    );
    return rows.map((row) => ({ sequence: row.sequence, payload: row.payload, occurredAt: row.occurred_at }));
  };

  const head = async (subject: string): Promise<bigint> =>
    (await db.one<{ sequence: bigint }>('SELECT sequence FROM stream_head WHERE subject = $1', [subject]))?.sequence ??
    0n;

  const openChannel = (subject: string): Channel => {
    const readNew = async (): Promise<'more' | 'idle'> => {
      const events = await eventsAfter(subject, channel.position);
      for (const event of events) {
        channel.position = event.sequence;
        for (const subscriber of channel.subscribers) subscriber.live(event);
      }
      return events.length === REPLAY_LIMIT ? 'more' : 'idle';
    };
    const channel: Channel = {
      position: 0n,
      ready: head(subject).then((sequence) => {
        channel.position = sequence;
        channel.reader.resume();
      }),
      reader: createPump({ name: `live events of ${subject}`, step: readNew, log }),
      subscribers: new Set(),
    };
    channels.set(subject, channel);
    return channel;
  };

  const listener = startListener({
    url: db.url,
    name: `${name} streams`,
    channels: ['stream'],
    onReady: () => channels.forEach(({ reader }) => reader.wake()),
    onNotification: (_channel, subject) => channels.get(subject)?.reader.wake(),
    log,
  });

  const join = async (subject: string, subscriber: Subscriber<unknown>): Promise<void> => {
    const channel = channels.get(subject) ?? openChannel(subject);
    channel.subscribers.add(subscriber);
    // Whoever joins second waits too: a state read before the head would miss what happened between them.
    await channel.ready;
  };

  const leave = (subject: string, subscriber: Subscriber<unknown>): void => {
    const channel = channels.get(subject);
    if (!channel?.subscribers.delete(subscriber) || channel.subscribers.size > 0) return;
    channels.delete(subject);
    void channel.reader.stop();
  };

  const replay = async (subject: string, after: bigint): Promise<StreamEvent<unknown>[]> => {
    const latest = await head(subject);
    if (latest === after) return [];
    const events = await eventsAfter(subject, after);
    const last = events.at(-1)?.sequence ?? after;
    // Sequences are distinct, so as many as there are numbers means that none is missing between them.
    if (after > latest || last < latest || last - after !== BigInt(events.length)) {
      throw new AppError(
        'RESYNC',
        'The events after this point are no longer kept. Read the state anew and subscribe without "after".',
        { latestSequence: latest.toString() },
      );
    }
    return events;
  };

  return {
    head,
    async subscribe<Payload>({ subject, after, snapshot, filter }: SubscribeOptions<Payload>) {
      if (stopped) throw new AppError('SERVICE_UNAVAILABLE', 'The server is shutting down. Subscribe again.');
      const matches = (event: StreamEvent<unknown>) => filter?.(event.payload as Payload) ?? true;
      const subscriber = new Subscriber<unknown>({ matches, onEnd: () => leave(subject, subscriber) });
      try {
        await join(subject, subscriber);
        if (after !== null && after !== undefined) {
          const missed = await replay(subject, after);
          subscriber.start(missed.filter(matches), missed.at(-1)?.sequence ?? after);
        } else {
          const current = (await snapshot?.()) ?? [];
          subscriber.start(current, current.at(-1)?.sequence ?? 0n);
        }
      } catch (error) {
        void subscriber.return();
        throw error;
      }
      return subscriber as AsyncIterableIterator<StreamEvent<Payload>>;
    },
    async stop() {
      stopped = true;
      const open = [...channels.values()];
      for (const { subscribers } of open) for (const subscriber of subscribers) void subscriber.return();
      await Promise.all([listener.stop(), ...open.map(({ reader }) => reader.stop())]);
    },
  };
}
