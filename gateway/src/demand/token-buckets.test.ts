import { describe, expect, it } from 'vitest';
import { createBudget } from './budget.ts';
import { createTokenBuckets } from './token-buckets.ts';

const stoppedClock = (nowMs = 0) => ({ now: () => nowMs, pass: (ms: number) => void (nowMs += ms) });

describe('token buckets', () => {
  const bucket = { capacity: 10, refillPerSecond: 2 };

  it('give what is there, then say when there will be enough', () => {
    const clock = stoppedClock();
    const buckets = createTokenBuckets({ now: clock.now });
    expect(buckets.take('a', { ...bucket, cost: 7 })).toEqual({ allowed: true, remaining: 3, retryAfterMs: 0 });
    expect(buckets.take('a', { ...bucket, cost: 4 })).toEqual({ allowed: false, remaining: 3, retryAfterMs: 500 });
    clock.pass(499);
    expect(buckets.take('a', { ...bucket, cost: 4 })).toEqual({ allowed: false, remaining: 3, retryAfterMs: 1 });
    clock.pass(1);
    expect(buckets.take('a', { ...bucket, cost: 4 })).toEqual({ allowed: true, remaining: 0, retryAfterMs: 0 });
  });

  it('fill up, and not beyond', () => {
    const clock = stoppedClock();
    const buckets = createTokenBuckets({ now: clock.now });
    buckets.take('a', { ...bucket, cost: 10 });
    clock.pass(2_500);
    expect(buckets.take('a', { ...bucket, cost: 0 }).remaining).toBe(5);
    clock.pass(1e9);
    expect(buckets.take('a', { ...bucket, cost: 0 }).remaining).toBe(10);
  });

  it('are one for each key', () => {
    const buckets = createTokenBuckets({ now: () => 0 });
    for (let use = 0; use < 10; use += 1) expect(buckets.take('a', bucket).allowed).toBe(true);
    expect(buckets.take('a', bucket).allowed).toBe(false);
    expect(buckets.take('b', bucket)).toEqual({ allowed: true, remaining: 9, retryAfterMs: 0 });
  });

  it('never have more than the capacity', () => {
    const buckets = createTokenBuckets({ now: () => 0 });
    expect(buckets.take('a', { ...bucket, cost: 11 })).toEqual({
      allowed: false,
      remaining: 10,
      retryAfterMs: Infinity,
    });
  });

  it('a clock that went back gives nothing and takes nothing', () => {
    const clock = stoppedClock(5_000);
    const buckets = createTokenBuckets({ now: clock.now });
    buckets.take('a', { ...bucket, cost: 10 });
    clock.pass(-5_000);
    expect(buckets.take('a', { ...bucket, cost: 0 }).remaining).toBe(0);
  });

  it('forget who has been away the longest', () => {
    const buckets = createTokenBuckets({ now: () => 0, size: 2 });
    buckets.take('a', { ...bucket, cost: 10 });
    buckets.take('b', { ...bucket, cost: 10 });
    buckets.take('a', bucket);
    buckets.take('c', bucket);
    expect(buckets.take('a', bucket).allowed).toBe(false);
    expect(buckets.take('b', bucket).allowed).toBe(true);
  });
});

describe('the budget', () => {
  it('is paid from, and restored', () => {
    const clock = stoppedClock();
    const budget = createBudget({ capacity: 1_000, restorePerSecond: 100, now: clock.now });
    expect(budget.pay('ada', 900)).toEqual({ accepted: true, requested: 900, available: 100, retryAfterMs: 0 });
    expect(budget.pay('ada', 150)).toEqual({ accepted: false, requested: 150, available: 100, retryAfterMs: 500 });
    expect(budget.pay('bob', 1_000)).toMatchObject({ accepted: true, available: 0 });
    clock.pass(500);
    expect(budget.pay('ada', 150)).toMatchObject({ accepted: true, available: 0 });
  });

  it('paying nothing says what there is', () => {
    const budget = createBudget({ capacity: 1_000, restorePerSecond: 100, now: () => 0 });
    expect(budget.pay('ada', 0)).toEqual({ accepted: true, requested: 0, available: 1_000, retryAfterMs: 0 });
    expect(budget.pay('ada', 0)).toMatchObject({ available: 1_000 });
  });

  it('is one for all addresses of an IPv6 network', () => {
    const budget = createBudget({ capacity: 10, restorePerSecond: 1, now: () => 0 });
    expect(budget.pay('2001:db8::1', 10).accepted).toBe(true);
    expect(budget.pay('2001:db8::2', 10).accepted).toBe(false);
    expect(budget.pay('2001:db8:0:1::2', 10).accepted).toBe(true);
  });

  it('waiting is of no use for what nobody can pay', () => {
    const budget = createBudget({ capacity: 1_000, restorePerSecond: 100, now: () => 0 });
    expect(budget.pay('ada', 1_001)).toEqual({
      accepted: false,
      requested: 1_001,
      available: 1_000,
      retryAfterMs: null,
    });
  });
});
