import type { BehaviourData } from '../support/subgraph.ts';

const variants = [
  { id: 'v1', colour: 'red' },
  { id: 'v2', colour: 'blue' },
];
const products = [
  { id: '1', name: 'Lamp', variants },
  { id: '2', name: 'Chair', variants: [] },
];

export const data = (): BehaviourData => ({
  catalog: { Query: { product: products[0], products } },
  reviews: {
    Query: { reviewCount: 30 },
    entities: {
      Product: [
        { id: '1', rating: 4 },
        { id: '2', rating: 5 },
      ],
      Variant: [
        { id: 'v1', rating: 1 },
        { id: 'v2', rating: 2 },
      ],
    },
  },
});
