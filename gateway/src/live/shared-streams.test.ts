import type { FormattedExecutionResult } from 'graphql';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../limits.ts';
import { BoundedQueue } from './bounded-queue.ts';
import { createSharedStreams, NEWCOMER_WINDOW_MS } from './shared-streams.ts';
import type { HubSource } from './stream-hub.ts';

/** Upstreams under the test's control, and a clock that stands still. */
function setUp() {
  let time = 0;
  const upstreams: BoundedQueue<FormattedExecutionResult>[] = [];
  let closed = 0;
  let joins = 0;
  const open = (): HubSource => {
    const upstream = new BoundedQueue<FormattedExecutionResult>(10_000, () => (closed += 1));
    upstreams.push(upstream);
    return {
      upstream,
      join: async (event) => {
        joins += 1;
        return { text: JSON.stringify(event), errors: null };
      },
      subject: ({ data }) => (data?.['of'] as string | undefined) ?? null,
      mark: ({ data }) => {
        const { sequence, id = '' } = data as { sequence: number; id?: string };
        return { sequence: `${sequence}`, key: `${sequence} ${id}` };
      },
    };
  };
  const shared = createSharedStreams(LIMITS.queuedEvents, () => time);
  const late: number[] = [];
  const read = (key: string | null = 'key') => {
    const got: unknown[] = [];
    const results = shared.read(key, open, () => late.push(got.length));
    const ended = (async () => {
      for await (const result of results)
        got.push((JSON.parse(result) as { data: { sequence: number } }).data.sequence);
    })();
    return { got, ended, leave: () => results.return!() };
  };
  return {
    read,
    upstreams,
    late,
    shared,
    open,
    closed: () => closed,
    joins: () => joins,
    later: () => (time += NEWCOMER_WINDOW_MS + 1),
    send: (sequence: number, ...to: number[]) => {
      for (const i of to) upstreams[i]!.push({ data: { sequence } });
    },
    snapshot: (to: number, sequence: number, id: string) => upstreams[to]!.push({ data: { sequence, id } }),
    settle: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

describe('readers of one key', () => {
  it('share one upstream and one join per event', async () => {
    const { read, upstreams, send, settle, joins } = setUp();
    const readers = Array.from({ length: 50 }, () => read());
    send(1, 0);
    send(2, 0);
    await settle();
    expect(upstreams.length).toBe(1);
    expect(joins()).toBe(2);
    for (const { got } of readers) expect(got).toEqual([1, 2]);
  });

  it('never share under the null key', () => {
    const { read, upstreams } = setUp();
    read(null);
    read(null);
    expect(upstreams.length).toBe(2);
  });

  it('close the upstream with the last one, at once', async () => {
    const { read, closed } = setUp();
    const [first, second] = [read(), read()];
    await first.leave();
    expect(closed()).toBe(0);
    await second.leave();
    expect(closed()).toBe(1);
    await Promise.all([first.ended, second.ended]);
  });

  it('open a new upstream after an old one has ended', async () => {
    const { read, upstreams, settle } = setUp();
    const first = read();
    upstreams[0]!.fail(new Error('lost'));
    await expect(first.ended).rejects.toThrow('lost');
    read();
    await settle();
    expect(upstreams.length).toBe(2);
  });
});

describe('a newcomer', () => {
  it('gets a young stream from its beginning', async () => {
    const { read, send, settle, upstreams } = setUp();
    read();
    send(1, 0);
    await settle();
    const second = read();
    send(2, 0);
    await settle();
    expect(upstreams.length).toBe(1);
    expect(second.got).toEqual([1, 2]);
  });

  it('opens a stream of its own when the running one is old', () => {
    const { read, later, upstreams } = setUp();
    read();
    later();
    read();
    expect(upstreams.length).toBe(2);
  });

  it('moves to the old stream when both are at the same event, with no gap and no duplicate', async () => {
    const { read, later, send, settle, closed } = setUp();
    const old = read();
    send(1, 0);
    send(2, 0);
    await settle();
    later();
    const newcomer = read();
    send(2, 1); // its snapshot
    await settle();
    expect(closed()).toBe(0);

    send(3, 0); // the old one first
    await settle();
    expect(closed()).toBe(0);
    send(3, 1);
    await settle();
    expect(closed()).toBe(1);
    send(4, 0);
    await settle();
    expect(newcomer.got).toEqual([2, 3, 4]);
    expect(old.got).toEqual([1, 2, 3, 4]);
  });

  it('gets what the old stream has sent since the event at which they meet', async () => {
    const { read, later, send, settle, closed } = setUp();
    const old = read();
    for (const sequence of [1, 2, 3, 4, 5]) send(sequence, 0);
    await settle();
    later();
    const newcomer = read();
    send(2, 1);
    send(3, 1); // behind: 4 and 5 come from the old stream
    await settle();
    expect(closed()).toBe(1);
    expect(newcomer.got).toEqual([2, 3, 4, 5]);
    expect(old.got).toEqual([1, 2, 3, 4, 5]);
  });

  it('is met when it is ahead, as soon as the old stream gets there', async () => {
    const { read, later, send, settle, closed } = setUp();
    const old = read();
    send(1, 0);
    await settle();
    later();
    const newcomer = read();
    send(1, 1);
    send(2, 1);
    await settle();
    expect(closed()).toBe(0);
    send(2, 0);
    send(3, 0);
    await settle();
    expect(closed()).toBe(1);
    expect(newcomer.got).toEqual([1, 2, 3]);
    expect(old.got).toEqual([1, 2, 3]);
  });

  it('gets its whole snapshot before it moves', async () => {
    const { read, later, snapshot, send, settle, closed } = setUp();
    read();
    for (const id of ['a', 'b', 'c']) snapshot(0, 7, id);
    await settle();
    later();
    const newcomer = read();
    snapshot(1, 7, 'a'); // the old stream remembers this very event
    await settle();
    expect(closed()).toBe(0);
    snapshot(1, 7, 'b');
    snapshot(1, 7, 'c');
    send(8, 0, 1);
    await settle();
    expect(closed()).toBe(1);
    expect(newcomer.got).toEqual([7, 7, 7, 8]);
  });

  it('that leaves after moving leaves the stream it is on', async () => {
    const { read, later, send, settle, closed } = setUp();
    const old = read();
    send(1, 0);
    await settle();
    later();
    const newcomer = read();
    send(1, 1);
    send(2, 0, 1);
    await settle();
    expect(closed()).toBe(1);
    await newcomer.leave();
    expect(closed()).toBe(1);
    await old.leave();
    expect(closed()).toBe(2);
  });
});

it('lets a slow reader go, and only that one', async () => {
  const { shared, open, read, send, settle, late } = setUp();
  shared.read('key', open, () => late.push(-1)); // reads nothing
  const quick = read();
  for (let sequence = 1; sequence <= LIMITS.queuedEvents + 1; sequence += 1) {
    send(sequence, 0);
    if (sequence % 50 === 0) await settle();
  }
  await settle();
  expect(late).toEqual([-1]);
  expect(quick.got.length).toBe(LIMITS.queuedEvents + 1);
});

it('keeps a slow reader whose events replace each other, with the newest of each subject', async () => {
  const { read, upstreams, late, settle } = setUp();
  const { got } = read();
  for (let sequence = 1; sequence <= LIMITS.queuedEvents * 3; sequence += 1) {
    upstreams[0]!.push({ data: { sequence, of: sequence % 2 ? 'odd' : 'even' } });
  }
  await settle();
  await settle();
  expect(late).toEqual([]);
  expect(got.slice(-2)).toEqual([LIMITS.queuedEvents * 3 - 1, LIMITS.queuedEvents * 3]);
});
