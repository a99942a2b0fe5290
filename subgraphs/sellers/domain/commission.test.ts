import type { CategoryId } from '@emporium/contracts/ids';
import { expect, it } from 'vitest';
import { commissionRate } from './commission.ts';

const [books, novels, toys] = ['cat_books', 'cat_novels', 'cat_toys'] as CategoryId[] as [
  CategoryId,
  CategoryId,
  CategoryId,
];
const rule = (position: number, categoryId: CategoryId | null, rate: number) => ({
  id: `r${position}`,
  position,
  categoryId,
  rate,
});

it('takes the first rule that names the category or one above it', () => {
  const rules = [rule(1, novels, 80_000), rule(2, books, 120_000), rule(3, null, 150_000)];
  expect(commissionRate(rules, [books, novels])).toBe(80_000);
  expect(commissionRate(rules, [books])).toBe(120_000);
  expect(commissionRate(rules, [toys])).toBe(150_000);
  expect(() => commissionRate([], [toys])).toThrow('no rule');
});
