import { describe, expect, it } from 'vitest';
import { BRANDS } from './brands.ts';
import { ICONS } from './icons.ts';
import { COLOUR_HEX } from './palette.ts';
import { reviewPoints } from './review-points.ts';
import { SELLERS, SELLERS_BY_DEPARTMENT } from './sellers.ts';
import { CATEGORIES, DEPARTMENTS, LEAVES } from './taxonomy.ts';
import { WAREHOUSES } from './warehouses.ts';

const unique = <T>(items: readonly T[]): boolean => new Set(items).size === items.length;

describe('the taxonomy', () => {
  it('is a tree of three levels with parents first', () => {
    expect(DEPARTMENTS).toHaveLength(12);
    expect(LEAVES.length).toBeGreaterThanOrEqual(60);
    const seen = new Set<string>();
    for (const category of CATEGORIES) {
      expect(category.pathIds).toHaveLength(category.depth + 1);
      expect(category.pathIds.at(-1)).toBe(category.id);
      expect(category.parentId).toBe(category.pathIds.at(-2) ?? null);
      if (category.parentId !== null) expect(seen).toContain(category.parentId);
      seen.add(category.id);
    }
  });

  it('has unique slugs, ids and SKU codes', () => {
    expect(unique(CATEGORIES.map((category) => category.slug))).toBe(true);
    expect(unique(CATEGORIES.map((category) => category.id))).toBe(true);
    expect(unique(LEAVES.map((leaf) => leaf.definition.code))).toBe(true);
    expect(unique(BRANDS.map((brand) => brand.slug))).toBe(true);
    expect(unique(SELLERS.map((seller) => seller.slug))).toBe(true);
  });

  it('can draw, describe and review whatever it sells', () => {
    for (const { definition } of LEAVES) {
      expect(ICONS, definition.icon).toHaveProperty([definition.icon]);
      expect(reviewPoints(definition.slug).praise.length, definition.slug).toBeGreaterThanOrEqual(3);
      expect(reviewPoints(definition.slug).gripes.length, definition.slug).toBeGreaterThanOrEqual(3);
      expect(unique(definition.attributes.map((attribute) => attribute.key)), definition.slug).toBe(true);
      expect(unique(definition.axes.map((axis) => axis.name)), definition.slug).toBe(true);
      for (const axis of definition.axes) {
        expect(unique(axis.values), `${definition.slug} ${axis.name}`).toBe(true);
        if (axis.name === 'Colour')
          for (const value of axis.values) expect(COLOUR_HEX, definition.slug).toHaveProperty([value]);
      }
      const slots = new Set([
        'brand',
        'model',
        'noun',
        ...definition.attributes.map(({ key }) => key),
        ...Object.keys(definition.words ?? {}),
      ]);
      for (const template of [definition.title, ...definition.about]) {
        for (const [, slot] of template.matchAll(/\{([^}]*)\}/g))
          expect(slots, `${definition.slug}: ${template}`).toContain(slot);
      }
    }
  });

  it('has five sellers or more for every department, and six warehouses in three countries', () => {
    for (const sellers of SELLERS_BY_DEPARTMENT) expect(sellers.length).toBeGreaterThanOrEqual(5);
    expect(new Set(WAREHOUSES.map((warehouse) => warehouse.address.country)).size).toBe(3);
    expect(WAREHOUSES).toHaveLength(6);
  });
});
