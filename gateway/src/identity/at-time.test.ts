import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { atTime } from './at-time.ts';

beforeEach(() => vi.useFakeTimers({ now: 0 }));
afterEach(() => vi.useRealTimers());

it('waits longer than one timer can', () => {
  const days = 24 * 3_600_000;
  const callback = vi.fn();
  atTime(30 * days, callback);
  vi.advanceTimersByTime(30 * days - 1);
  expect(callback).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(callback).toHaveBeenCalledTimes(1);
});

it('can be called off after it was armed anew', () => {
  const callback = vi.fn();
  const callOff = atTime(2 ** 31 + 1_000, callback);
  vi.advanceTimersByTime(2 ** 31);
  callOff();
  vi.advanceTimersByTime(10_000);
  expect(callback).not.toHaveBeenCalled();
});
