import { expect, it } from 'vitest';
import { Recent } from './recent.ts';

it('keeps what is in use and forgets the rest', () => {
  const recent = new Recent<number>(2);
  recent.set('used', 1);
  for (let i = 0; i < 10; i += 1) {
    recent.set(`once ${i}`, i);
    expect(recent.get('used')).toBe(1);
  }
  expect(recent.get('once 0')).toBeUndefined();
  expect(recent.get('once 9')).toBe(9);
});

it('is bounded, and lists each value once', () => {
  const recent = new Recent<string>(3);
  for (let i = 0; i < 20; i += 1) recent.set(`${i}`, `${i}`);
  recent.get('15');
  const values = [...recent.values()];
  expect(values.length).toBeLessThanOrEqual(6);
  expect(new Set(values).size).toBe(values.length);
  expect(values).toEqual(expect.arrayContaining(['17', '18', '19']));
});
