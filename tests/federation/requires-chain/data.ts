import type { BehaviourData } from '../support/subgraph.ts';

const products = [
  { id: '1', price: 100 },
  { id: '2', price: 200 },
  { id: '3', price: null },
];

export const data = (): BehaviourData => ({
  catalog: { Query: { products }, entities: { Product: products } },
  discounts: {
    entities: {
      Product: ({ price }: { price: number | null }) => ({ discounted: price === null ? null : price - 10 }),
    },
  },
  tax: {
    entities: {
      Product: ({ discounted }: { discounted: number | null }) => ({
        taxed: discounted === null ? null : discounted * 2,
      }),
    },
  },
  labels: {
    entities: {
      Product: ({ price, taxed }: { price: number | null; taxed: number | null }) => ({
        label: `${price ?? 'no price'}, with tax ${taxed ?? 'unknown'}`,
      }),
    },
  },
});
