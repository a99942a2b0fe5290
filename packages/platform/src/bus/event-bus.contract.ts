import type { DomainEvent, Envelope } from '@emporium/contracts/events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '../ids/index.ts';
import type { EventBus, Subscription } from './event-bus.ts';

type Counted = DomainEvent & { readonly n: number };

export interface EventLogUnderTest {
  /** Another process's connection to the same log. */
  connect(): EventBus;
}

let lastEvent = 0;

export const testEnvelope = (topic: string, key: string, n: number): Envelope<Counted> => ({
  id: newId('evt'),
  topic,
  key,
  occurredAt: new Date(Date.UTC(2026, 0, 1) + (lastEvent += 1)).toISOString(),
  event: { type: 'test.counted.v1', n },
});

/** What every adapter of `EventBus` must do. `log` is asked once a test; its topics and consumers are new ones each time. */
export function describeEventBus(adapter: string, log: () => EventLogUnderTest): void {
  describe(`${adapter} as an event bus`, () => {
    let topic: string;
    let consumer: string;
    let buses: EventBus[];
    let subscriptions: Subscription[];

    beforeEach(() => {
      topic = `topic-${newId('evt')}`;
      consumer = `consumer-${newId('evt')}`;
      buses = [];
      subscriptions = [];
    });
    afterEach(async () => {
      await Promise.all(subscriptions.map((subscription) => subscription.stop()));
      await Promise.all(buses.map((bus) => bus.close()));
    });

    const connect = () => {
      const bus = log().connect();
      buses.push(bus);
      return bus;
    };
    /** Subscribes and collects what was handled. */
    const collect = (
      bus: EventBus,
      options: { consumer?: string; topics?: string[]; handle?: (envelope: Envelope) => Promise<void> } = {},
    ) => {
      const handled: Envelope[] = [];
      const subscription = bus.subscribe({
        consumer: options.consumer ?? consumer,
        topics: options.topics ?? [topic],
        handle: async (envelope) => {
          await options.handle?.(envelope);
          handled.push(envelope);
        },
      });
      subscriptions.push(subscription);
      return { subscription, handled };
    };
    const batch = (key: string, from: number, to: number, to_ = topic) =>
      Array.from({ length: to - from + 1 }, (_, n) => testEnvelope(to_, key, from + n));
    const numbers = (envelopes: readonly Envelope[], key?: string) =>
      envelopes
        .filter((envelope) => key === undefined || envelope.key === key)
        .map((envelope) => (envelope as Envelope<Counted>).event.n);
    const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

    it('delivers an event as it was published', async () => {
      const bus = connect();
      const { handled, subscription } = collect(bus);
      const plain = testEnvelope(topic, 'a', 1);
      const traced = {
        ...testEnvelope(topic, 'ключ "b"', 2),
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      };
      await bus.publish(topic, [plain, traced]);
      await bus.publish(topic, []);
      await subscription.idle();
      expect(handled).toEqual([plain, traced]);
    });

    it('delivers what was published before the consumer first came', async () => {
      const bus = connect();
      await bus.publish(topic, batch('a', 1, 3));
      const { handled, subscription } = collect(bus);
      await subscription.idle();
      expect(numbers(handled)).toEqual([1, 2, 3]);
    });

    it('delivers only the topics asked for', async () => {
      const bus = connect();
      const [second, other] = [`${topic}-2`, `${topic}-other`];
      const { handled, subscription } = collect(bus, { topics: [topic, second] });
      await bus.publish(other, batch('x', 1, 1, other));
      await bus.publish(topic, batch('a', 2, 2));
      await bus.publish(second, batch('b', 3, 3, second));
      await subscription.idle();
      expect(numbers(handled).toSorted((a, b) => a - b)).toEqual([2, 3]);
    });

    it('delivers one at a time, in order per key, however large the batches', async () => {
      const bus = connect();
      const keys = ['a', 'b', 'c'];
      let busy = 0;
      const { handled, subscription } = collect(bus, {
        handle: async () => {
          expect((busy += 1)).toBe(1);
          await new Promise(setImmediate);
          busy -= 1;
        },
      });
      await Promise.all(
        keys.map(async (key, index) => {
          const size = [1, 40, 300][index]!;
          for (let n = 1; n <= 300; n += size) await bus.publish(topic, batch(key, n, Math.min(300, n + size - 1)));
        }),
      );
      await subscription.idle();
      for (const key of keys) expect(numbers(handled, key)).toEqual(upTo(300));
    });

    it('delivers again what a handler rejected, before anything later', async () => {
      const bus = connect();
      let refusals = 2;
      const seen: number[] = [];
      const { subscription } = collect(bus, {
        handle: async (envelope) => {
          const [n] = numbers([envelope]);
          seen.push(n!);
          if (n === 2 && refusals-- > 0) throw new Error('no database');
        },
      });
      await bus.publish(topic, batch('a', 1, 3));
      await subscription.idle();
      expect(seen).toEqual([1, 2, 2, 2, 3]);
    });

    it('loses nothing when an event is published again', async () => {
      const bus = connect();
      const { handled, subscription } = collect(bus);
      const events = batch('a', 1, 3);
      await bus.publish(topic, events.slice(0, 2));
      await bus.publish(topic, events);
      await subscription.idle();
      const firstTimes = numbers(handled).filter((n, index, all) => all.indexOf(n) === index);
      expect(firstTimes).toEqual([1, 2, 3]);
    });

    it('finishes the event under way on stop, and the next start goes on after it', async () => {
      const bus = connect();
      const began = Promise.withResolvers<void>();
      const finish = Promise.withResolvers<void>();
      const first = collect(bus, {
        handle: async (envelope) => {
          if (numbers([envelope])[0] !== 2) return;
          began.resolve();
          await finish.promise;
        },
      });
      await bus.publish(topic, batch('a', 1, 4));
      await began.promise;
      const stopped = first.subscription.stop();
      finish.resolve();
      await stopped;
      expect(numbers(first.handled)).toEqual([1, 2]);

      await bus.publish(topic, batch('a', 5, 5));
      expect(numbers(first.handled)).toEqual([1, 2]);
      const second = collect(connect());
      await second.subscription.idle();
      expect(numbers(second.handled)).toEqual([3, 4, 5]);
    });

    it('stops at once when there is nothing to do, right after the start too', async () => {
      const { subscription } = collect(connect());
      await subscription.stop();
      const later = collect(connect());
      await later.subscription.idle();
      await later.subscription.stop();
    });

    it('keeps consumers independent of each other', async () => {
      const bus = connect();
      const stuck = Promise.withResolvers<void>();
      const slow = collect(bus, { consumer: `${consumer}-slow`, handle: () => stuck.promise });
      const quick = collect(bus, { consumer: `${consumer}-quick` });
      await bus.publish(topic, batch('a', 1, 5));
      await quick.subscription.idle();
      expect(numbers(quick.handled)).toEqual([1, 2, 3, 4, 5]);
      expect(slow.handled).toEqual([]);
      stuck.resolve();
      await slow.subscription.idle();
      expect(numbers(slow.handled)).toEqual([1, 2, 3, 4, 5]);
    });

    it('shares the work between two processes of one consumer, and the second goes on alone', async () => {
      const [one, two] = [connect(), connect()];
      const first = collect(one);
      const second = collect(two);
      const handled = () => [...first.handled, ...second.handled];
      for (let n = 1; n <= 50; n += 5) await one.publish(topic, batch('a', n, n + 4));
      await vi.waitFor(() => expect(numbers(handled()).toSorted((a, b) => a - b)).toEqual(upTo(50)), 10_000);

      await first.subscription.stop();
      const handledByFirst = first.handled.length;
      await two.publish(topic, batch('a', 51, 60));
      await vi.waitFor(() => expect(numbers(handled()).toSorted((a, b) => a - b)).toEqual(upTo(60)), 10_000);
      expect(first.handled).toHaveLength(handledByFirst);
    });

    it('loses nothing of concurrent publishers, whichever commits first', async () => {
      const publishers = [connect(), connect(), connect()];
      const { handled, subscription } = collect(connect());
      await Promise.all(
        Array.from({ length: 12 }, async (_, publisher) => {
          // Large and small ones together: a small one overtakes a large one that took its place before.
          const size = publisher % 3 === 0 ? 400 : 10;
          for (let round = 0; round < 8; round += 1)
            await publishers[publisher % 3]!.publish(
              topic,
              batch(`p${publisher}`, round * size + 1, round * size + size),
            );
        }),
      );
      await subscription.idle();
      for (let publisher = 0; publisher < 12; publisher += 1)
        expect(numbers(handled, `p${publisher}`)).toEqual(upTo(publisher % 3 === 0 ? 3_200 : 80));
    });
  });
}
