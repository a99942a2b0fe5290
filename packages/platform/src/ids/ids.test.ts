import { describe, expect, it } from 'vitest';
import { isId, newId, parseId, seededIds } from './index.ts';

describe('ids', () => {
  it('carries its kind, and is refused as any other kind', () => {
    const id = newId('ofr');
    expect(parseId('ofr', id)).toBe(id);
    expect(parseId('prod', id)).toBeNull();
  });

  it('sorts by the millisecond it was made in', () => {
    const early = seededIds('a', Date.UTC(2020, 0, 1))('ord');
    const late = seededIds('a', Date.UTC(2026, 0, 1))('ord');
    expect(early < late).toBe(true);
  });

  it('never repeats over many', () => {
    const ids = new Set(Array.from({ length: 10_000 }, () => newId('cln')));
    expect(ids.size).toBe(10_000);
  });

  it('repeats for a seed', () => {
    expect(seededIds('x')('usr')).toBe(seededIds('x')('usr'));
    expect(seededIds('x')('usr')).not.toBe(seededIds('y')('usr'));
  });

  it('refuses what is not an id', () => {
    const good = newId('usr');
    for (const bad of [
      '',
      'usr_',
      good.slice(0, -1),
      `${good}0`,
      good.toUpperCase(),
      good.replace('usr', 'USR'),
      "usr_'; drop table",
      good.slice(0, -1) + 'u',
    ]) {
      expect(isId('usr', bad), bad).toBe(false);
    }
  });
});
