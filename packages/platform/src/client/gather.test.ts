import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { gather } from './gather.ts';

/** Calls, each answered when the test says so. */
function collector(maxKeys = 5) {
  const calls: { keys: readonly string[]; answer: (error?: Error) => void }[] = [];
  const ask = gather<string, ReadonlyMap<string, number>>(
    (keys) =>
      new Promise((resolve, reject) => {
        const answer = (error?: Error): void =>
          error ? reject(error) : resolve(new Map(keys.map((key) => [key, key.length])));
        calls.push({ keys, answer });
      }),
    maxKeys,
  );
  return { calls, ask };
}

describe('gather', () => {
  it('asks at once when nobody else does', async () => {
    const { calls, ask } = collector();
    const answer = ask(['a', 'bb']);
    expect(calls.map(({ keys }) => keys)).toEqual([['a', 'bb']]);
    calls[0]!.answer();
    expect((await answer).get('bb')).toBe(2);
  });

  it('asks together, each key once, for what comes while an answer is awaited', async () => {
    const { calls, ask } = collector();
    void ask(['a']);
    const later = [ask(['b']), ask(['c', 'b'])];
    expect(calls).toHaveLength(1);
    calls[0]!.answer();
    await setImmediate();
    expect(calls[1]!.keys).toEqual(['b', 'c']);
    // younger than the call under way, so not for it
    const last = ask(['b']);
    calls[1]!.answer();
    expect((await Promise.all(later)).map((answer) => answer.get('b'))).toEqual([1, 1]);
    await setImmediate();
    expect(calls[2]!.keys).toEqual(['b']);
    calls[2]!.answer();
    await last;
  });

  it('asks for no more at once than it may, and lets nobody’s keys be torn apart', async () => {
    const { calls, ask } = collector(3);
    void ask(['x']);
    void ask(['a', 'b']);
    void ask(['c', 'd']);
    void ask(['e']);
    for (let call = 0; call < 3; call += 1) {
      calls[call]!.answer();
      await setImmediate();
    }
    expect(calls.map(({ keys }) => keys)).toEqual([['x'], ['a', 'b'], ['c', 'd', 'e']]);
  });

  it('goes on after a failure, which is only theirs who were in it', async () => {
    const { calls, ask } = collector();
    const [failing, fine] = [ask(['a']), ask(['b'])];
    calls[0]!.answer(new Error('no'));
    await expect(failing).rejects.toThrow('no');
    calls[1]!.answer();
    expect((await fine).get('b')).toBe(1);
  });
});
