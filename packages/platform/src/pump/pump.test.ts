import { describe, expect, it, vi } from 'vitest';
import { silentLog } from '../testing/index.ts';
import { createPump, type Pump } from './index.ts';

/** A queue of work, as a table would hold it, and a gate that holds a step until it is opened. */
function pumpOver(work: number[], options: { failures?: number } = {}) {
  let failures = options.failures ?? 0;
  const done: number[] = [];
  let running = 0;
  let mostRunning = 0;
  let looks = 0;
  let gate = Promise.resolve();
  const pump: Pump = createPump({
    name: 'test',
    log: silentLog,
    step: async () => {
      looks += 1;
      mostRunning = Math.max(mostRunning, ++running);
      try {
        const next = work[0];
        await gate;
        if (failures-- > 0) throw new Error('the database is away');
        if (next === undefined) return 'idle';
        work.shift();
        done.push(next);
        return 'more';
      } finally {
        running -= 1;
      }
    },
  });
  return {
    pump,
    done,
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
    looks: () => looks,
    mostRunning: () => mostRunning,
  };
}

describe('pump', () => {
  it('does nothing before it is resumed, then repeats the step until there is no more', async () => {
    const { pump, done, looks } = pumpOver([1, 2, 3]);
    pump.wake();
    expect(looks()).toBe(0);
    pump.resume();
    await pump.idle();
    expect(done).toEqual([1, 2, 3]);
    await pump.stop();
  });

  it('looks once more when it is woken during a look, and never twice at a time', async () => {
    const work: number[] = [];
    const { pump, done, hold, looks, mostRunning } = pumpOver(work);
    const open = hold();
    pump.resume();
    work.push(1); // after the look under way has seen nothing
    pump.wake();
    pump.wake();
    open();
    await vi.waitFor(() => expect(done).toEqual([1]));
    await pump.idle();
    expect(mostRunning()).toBe(1);
    expect(looks()).toBeLessThanOrEqual(4);
    await pump.stop();
  });

  it('is idle only when a look that began after the question found nothing', async () => {
    const work: number[] = [];
    const { pump, done, hold } = pumpOver(work);
    const open = hold();
    pump.resume();
    work.push(1);
    const idle = pump.idle();
    open();
    await idle;
    expect(done).toEqual([1]);
    await pump.stop();
  });

  it('tries a failed step again until it succeeds', async () => {
    const { pump, done } = pumpOver([1], { failures: 3 });
    pump.resume();
    await pump.idle();
    expect(done).toEqual([1]);
    await pump.stop();
  });

  it('rests while paused and goes on where it was', async () => {
    const { pump, done, hold } = pumpOver([1, 2]);
    const open = hold();
    pump.resume();
    pump.pause();
    open();
    await vi.waitFor(() => expect(done).toEqual([1]));
    pump.wake();
    await new Promise(setImmediate);
    expect(done).toEqual([1]);
    pump.resume();
    await pump.idle();
    expect(done).toEqual([1, 2]);
    await pump.stop();
  });

  it('finishes the step under way when it stops, and starts no other', async () => {
    const { pump, done, hold } = pumpOver([1, 2]);
    const open = hold();
    pump.resume();
    const stopped = pump.stop();
    open();
    await stopped;
    pump.wake();
    pump.resume();
    await new Promise(setImmediate);
    expect(done).toEqual([1]);
  });

  it('stops at once between two tries', async () => {
    const { pump, looks } = pumpOver([], { failures: Infinity });
    pump.resume();
    await vi.waitFor(() => expect(looks()).toBeGreaterThan(3)); // by now it waits 400 ms and more
    const before = performance.now();
    await pump.stop();
    expect(performance.now() - before).toBeLessThan(300);
  });

  it('keeps nobody waiting for a pump that stops or has stopped', async () => {
    const { pump } = pumpOver([], { failures: Infinity });
    pump.resume();
    const before = pump.idle();
    await pump.stop();
    await before;
    await pump.idle();
  });
});
