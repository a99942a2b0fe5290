import type { CategoryId } from '@emporium/contracts/ids';
import { describe, expect, it } from 'vitest';
import { canBecome, decideAttributes, decideMove, slugOf, type AttributeDefinition, type Category } from './product.ts';

const definitions: AttributeDefinition[] = [
  { key: 'ram', label: 'Memory', type: 'number', unit: 'GB', values: [], facetable: true },
  { key: 'colour', label: 'Colour', type: 'enum', unit: null, values: ['Red', 'Blue'], facetable: true },
  { key: 'touch', label: 'Touch screen', type: 'boolean', unit: null, values: [], facetable: false },
];
const category = (id: string, ...path: string[]): Category => ({
  id: id as CategoryId,
  slug: id,
  name: id,
  parentId: null,
  pathIds: [...path, id] as CategoryId[],
  attributes: [],
});

describe('attributes', () => {
  it('take label and unit from the category', () => {
    expect(decideAttributes(definitions, [{ key: 'ram', value: '16' }])).toMatchObject({
      ok: true,
      value: [{ key: 'ram', label: 'Memory', unit: 'GB', value: '16' }],
    });
  });

  it.each([
    [[{ key: 'wheels', value: '4' }], 'no attribute "wheels"'],
    [[{ key: 'ram', value: 'much' }], 'is a number'],
    [[{ key: 'colour', value: 'Mauve' }], 'one of: Red, Blue'],
    [[{ key: 'touch', value: 'maybe' }], 'Yes or No'],
    [
      [
        { key: 'ram', value: '8' },
        { key: 'ram', value: '16' },
      ],
      'twice',
    ],
  ])('refuses %j', (given, message) => {
    expect(decideAttributes(definitions, given)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining(message) },
    });
  });
});

describe('categories', () => {
  it('never lie below themselves', () => {
    const shoes = category('cat_shoes', 'cat_clothing');
    expect(decideMove(category('cat_clothing'), shoes, 1)).toEqual({ ok: false, error: { code: 'CATEGORY_CYCLE' } });
    expect(decideMove(shoes, shoes, 0)).toMatchObject({ ok: false });
    expect(decideMove(shoes, null, 0)).toEqual({ ok: true, value: ['cat_shoes'] });
  });

  it('lie six deep at most', () => {
    const tooDeep = { ok: false, error: { code: 'TOO_DEEP' } };
    expect(decideMove(category('cat_6'), category('cat_5', '1', '2', '3', '4'), 0)).toMatchObject({ ok: true });
    expect(decideMove(category('cat_7'), category('cat_6', '1', '2', '3', '4', '5'), 0)).toEqual(tooDeep);
    expect(decideMove(category('cat_6'), category('cat_5', '1', '2', '3', '4'), 1)).toEqual(tooDeep);
  });
});

describe('slugs', () => {
  it.each([
    ['Café-Lampe 2×', 'cafe-lampe-2'],
    ['  --  ', 'product'],
    ['Ärmelshirt, L', 'armelshirt-l'],
    ['x'.repeat(200), 'x'.repeat(80)],
  ])('%s → %s', (title, slug) => expect(slugOf(title)).toBe(slug));
});

it('archives for good', () => {
  expect(canBecome('ACTIVE', 'ARCHIVED')).toBe(true);
  expect(canBecome('ARCHIVED', 'ACTIVE')).toBe(false);
});
