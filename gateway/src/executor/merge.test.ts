import { describe, expect, it } from 'vitest';
import type { Data } from './execution.ts';
import { copyOf, mergeInto, own, setMissing } from './merge.ts';

const merged = (target: string, source: string): string => {
  const object = JSON.parse(target) as Data;
  mergeInto(object, JSON.parse(source) as Data);
  return JSON.stringify(object);
};

describe('merging what two fetches know of one object', () => {
  it.each([
    ['adds what is new', '{"a":1}', '{"b":{"c":2}}', '{"a":1,"b":{"c":2}}'],
    ['merges objects', '{"a":{"b":1}}', '{"a":{"c":2}}', '{"a":{"b":1,"c":2}}'],
    [
      'merges lists item by item',
      '{"a":[{"b":1},null,3]}',
      '{"a":[{"c":2},{"d":4},3]}',
      '{"a":[{"b":1,"c":2},{"d":4},3]}',
    ],
    ['takes a value for a null', '{"a":null}', '{"a":{"b":1}}', '{"a":{"b":1}}'],
    ['keeps a value against a null', '{"a":{"b":1}}', '{"a":null}', '{"a":{"b":1}}'],
    ['takes the newer of two leaves', '{"__typename":"Node"}', '{"__typename":"Book"}', '{"__typename":"Book"}'],
    [
      'takes inherited names as data',
      '{}',
      '{"constructor":{"x":1},"toString":2}',
      '{"constructor":{"x":1},"toString":2}',
    ],
    ['takes __proto__ as data', '{"__proto__":{"a":1}}', '{"__proto__":{"b":2}}', '{"__proto__":{"a":1,"b":2}}'],
  ])('%s', (_, target, source, expected) => {
    expect(merged(target, source)).toBe(expected);
    expect(({} as Data)['b']).toBeUndefined(); // nothing has reached the prototype of all objects
  });
});

it('copies deeply, __proto__ included', () => {
  const original = JSON.parse('{"a":[{"b":1}],"__proto__":{"c":2}}') as Data;
  const copy = copyOf(original);
  expect(JSON.stringify(copy)).toBe(JSON.stringify(original));
  (copy['a'] as Data[])[0]!['b'] = 2;
  expect((original['a'] as Data[])[0]!['b']).toBe(1);
});

it('notes a missing field without touching a known one', () => {
  const object: Data = { known: 1 };
  for (const key of ['known', 'missing', 'toString', '__proto__']) setMissing(object, key);
  expect(JSON.stringify(object)).toBe('{"known":1,"missing":null,"toString":null,"__proto__":null}');
  expect(own({}, 'toString')).toBeUndefined();
});
