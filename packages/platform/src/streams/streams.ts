import { startListener, type Database } from '../db/index.ts';
import { AppError } from '../errors/index.ts';
import type { Log } from '../log/index.ts';
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
   * For a client that has seen nothing: the current state, and the subject's sequence it was read
   * at (`stream_head`, in the same statement). Sent first; live events follow from there.
   */
  readonly snapshot?: () => Promise<StreamEvent<Payload> | null>;
  /** Leaves out events that are not meant for this subscriber. */
  readonly filter?: (payload: Payload) => boolean;
}

export interface Streams {
  /**
   * Subscribes first, replays second, then goes live. The iterator ends with `RESYNC` when `after`
   * is older than what is kept, or when its reader falls a thousand events behind: read the state
   * anew and subscribe without `after`.
   */
  subscribe<Payload>(options: SubscribeOptions<Payload>): Promise<AsyncIterableIterator<StreamEvent<Payload>>>;
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
  reading: boolean;
  again: boolean;
  readonly subscribers: Set<Subscriber<unknown>>;
}

const REPLAY_LIMIT = 1_000;

export function startStreams({ db, log, name }: { db: Database; log: Log; name: string }): Streams {
  const channels = new Map<string, Channel>();

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

  /** Reads what is new, once at a time; a wake-up meanwhile makes it look again. */
  const readNew = async (subject: string, channel: Channel): Promise<void> => {
    if (channel.reading) {
      channel.again = true;
      return;
    }
    channel.reading = true;
    try {
      do {
        channel.again = false;
        const events = await eventsAfter(subject, channel.position);
        for (const event of events) {
          channel.position = event.sequence;
          for (const subscriber of channel.subscribers) subscriber.live(event);
        }
        if (events.length === REPLAY_LIMIT) channel.again = true;
      } while (channel.again);
    } catch (error) {
      log.warn({ err: error, subject }, 'live events could not be read; the next wake-up reads them');
    } finally {
      channel.reading = false;
    }
  };

  const wake = (subject: string): void => {
    const channel = channels.get(subject);
    if (channel) void readNew(subject, channel);
  };

  const listener = startListener({
    url: db.url,
    name: `${name} streams`,
    channels: ['stream'],
    onReady: () => channels.forEach((_channel, subject) => wake(subject)),
    onNotification: (_channel, subject) => wake(subject),
    log,
  });

  const join = async (subject: string, subscriber: Subscriber<unknown>): Promise<void> => {
    let channel = channels.get(subject);
    if (channel === undefined) {
      channel = { position: 0n, reading: true, again: false, subscribers: new Set([subscriber]) };
      channels.set(subject, channel);
      try {
        channel.position = await head(subject);
      } catch (error) {
        channels.delete(subject);
        throw error;
      } finally {
        channel.reading = false;
      }
      if (channel.again) wake(subject);
    } else {
      channel.subscribers.add(subscriber);
    }
  };

  const leave = (subject: string, subscriber: Subscriber<unknown>): void => {
    const channel = channels.get(subject);
    if (channel?.subscribers.delete(subscriber) && channel.subscribers.size === 0) channels.delete(subject);
  };

  const replay = async (subject: string, after: bigint): Promise<StreamEvent<unknown>[]> => {
    const latest = await head(subject);
    if (latest === after) return [];
    const events = await eventsAfter(subject, after);
    const complete = events[0]?.sequence === after + 1n && events.at(-1)!.sequence >= latest;
    if (after > latest || !complete) {
      throw new AppError(
        'RESYNC',
        'The events after this point are no longer kept. Read the state anew and subscribe without "after".',
        {
          latestSequence: latest.toString(),
        },
      );
    }
    return events;
  };

  return {
    async subscribe<Payload>({ subject, after, snapshot, filter }: SubscribeOptions<Payload>) {
      const subscriber = new Subscriber<unknown>({
        filter: filter as ((payload: unknown) => boolean) | undefined,
        onEnd: () => leave(subject, subscriber),
      });
      try {
        await join(subject, subscriber);
        if (after !== null && after !== undefined) {
          subscriber.start(await replay(subject, after), after);
        } else {
          const current = (await snapshot?.()) ?? null;
          subscriber.start(current === null ? [] : [current], current?.sequence ?? 0n);
        }
      } catch (error) {
        void subscriber.return();
        throw error;
      }
      return subscriber as AsyncIterableIterator<StreamEvent<Payload>>;
    },
    async stop() {
      await listener.stop();
      for (const { subscribers } of channels.values())
        for (const subscriber of [...subscribers]) void subscriber.return();
    },
  };
}
