import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Circuit } from './circuit.ts';
import { SubgraphFailure, type FailureReason } from './subgraph-failure.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

const failure = (reason: FailureReason, status?: number) =>
  new SubgraphFailure('products', reason, 'it failed', status === undefined ? {} : { status });

/** Lets the policy count what it was told. */
const counted = () => new Promise((resolve) => setImmediate(resolve));

async function failing(circuit: Circuit, times: number, { reason, status }: SubgraphFailure = failure('connection')) {
  for (let i = 0; i < times; i += 1) circuit.failed(failure(reason, status ?? undefined));
  await counted();
}

async function opened() {
  const changes: string[] = [];
  const circuit = new Circuit((state) => changes.push(state));
  await failing(circuit, 10);
  return { circuit, changes };
}

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

describe('a circuit', () => {
  it.each([failure('connection'), failure('truncated'), failure('deadline'), failure('http', 502)])(
    'opens after ten failures in a row: $reason',
    async (broken) => {
      const circuit = new Circuit(() => {});
      await failing(circuit, 9, broken);
      expect(circuit.closed).toBe(true);
      await failing(circuit, 1, broken);
      expect(circuit.closed).toBe(false);
    },
  );

  it.each([
    failure('http', 404),
    failure('contentType', 200),
    failure('malformed'),
    failure('empty'),
    failure('tooLarge'),
  ])('takes a wrong answer for an answer: $reason', async (wrong) => {
    const circuit = new Circuit(() => {});
    await failing(circuit, 9);
    await failing(circuit, 1, wrong);
    await failing(circuit, 9);
    expect(circuit.closed).toBe(true);
  });

  it('begins to count anew after an answer, and an abandoned fetch is none', async () => {
    const circuit = new Circuit(() => {});
    await failing(circuit, 9);
    circuit.answered();
    await failing(circuit, 9);
    expect(circuit.closed).toBe(true);
    await failing(circuit, 5, failure('abandoned'));
    await failing(circuit, 1);
    expect(circuit.closed).toBe(false);
  });

  it('refuses for a second, then lets one through, whose answer closes it', async () => {
    const { circuit, changes } = await opened();
    const fetch = vi.fn(async () => 'answer');
    later(999);
    expect(await circuit.attempt(fetch)).toEqual({ refused: true });
    expect(fetch).not.toHaveBeenCalled();

    later(1);
    const held = Promise.withResolvers<string>();
    const probe = circuit.attempt(() => held.promise);
    expect(await circuit.attempt(fetch)).toEqual({ refused: true });
    expect(fetch).not.toHaveBeenCalled();
    held.resolve('it is back');
    expect(await probe).toEqual({ answer: 'it is back' });
    expect(circuit.closed).toBe(true);
    expect(changes).toEqual(['open', 'halfOpen', 'closed']);
  });

  it.each([failure('connection'), failure('abandoned')])('stays open when that one fails: $reason', async (broken) => {
    const { circuit, changes } = await opened();
    later(1_000);
    await expect(circuit.attempt(() => Promise.reject(broken))).rejects.toBe(broken);
    expect(await circuit.attempt(async () => 'answer')).toEqual({ refused: true });
    later(1_000);
    expect(await circuit.attempt(async () => 'answer')).toEqual({ answer: 'answer' });
    expect(changes).toEqual(['open', 'halfOpen', 'open', 'halfOpen', 'closed']);
  });

  it('does not care for what was sent before it opened', async () => {
    const { circuit } = await opened();
    later(1_000);
    await failing(circuit, 1);
    circuit.answered();
    expect(circuit.closed).toBe(false);
    expect(await circuit.attempt(async () => 'answer')).toEqual({ answer: 'answer' });
  });
});
