import { describe, expect, it } from 'vitest';
import { afterFailure, lockOf, NO_ATTEMPTS, type Attempts } from './lockout.ts';

const start = new Date('2026-01-01T00:00:00Z');
const after = (ms: number): Date => new Date(start.getTime() + ms);
const HOUR_MS = 3_600_000;

/** Failures in a row, all at the same moment. */
const failed = (times: number): Attempts =>
  Array.from({ length: times }).reduce<Attempts>((attempts) => afterFailure(attempts, start), NO_ATTEMPTS);
const lockedForMs = (attempts: Attempts): number =>
  (lockOf(attempts, start)?.getTime() ?? start.getTime()) - start.getTime();

describe('failed sign-ins', () => {
  it.each([
    [4, 0],
    [5, 60_000],
    [6, 120_000],
    [8, 480_000],
    [9, 900_000],
    [100, 900_000],
  ])('%d in a row lock the address for %d ms', (failures, ms) => {
    expect(lockedForMs(failed(failures))).toBe(ms);
  });

  it('lock until the time is over, and not at it', () => {
    const { lockedUntil } = failed(5);
    expect(lockOf(failed(5), after(59_999))).toEqual(lockedUntil);
    expect(lockOf(failed(5), after(60_000))).toBeNull();
  });

  it('are forgotten after a day without one', () => {
    expect(afterFailure(failed(4), after(24 * HOUR_MS))).toMatchObject({ failures: 5 });
    expect(afterFailure(failed(4), after(24 * HOUR_MS + 1))).toMatchObject({ failures: 1, lockedUntil: null });
  });
});
