import type { BehaviourData } from '../support/subgraph.ts';

const products = [
  { id: '1', name: 'Lamp' },
  { id: '2', name: 'Chair' },
];

export const data = (): BehaviourData => ({
  catalog: { Query: { product: products[0], products } },
  reviews: {
    entities: {
      Product: [
        { id: '1', rating: 4, lines: ['good'] },
        { id: '2', rating: 3, lines: ['bad'] },
      ],
    },
  },
});
