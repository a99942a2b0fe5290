import type { BehaviourData } from '../support/subgraph.ts';

const products = [
  { id: '1', name: 'Lamp' },
  { id: '2', name: 'Chair' },
  { id: '3', name: 'Desk' },
];

export const data = (): BehaviourData => ({
  catalog: {
    Query: { products, product: ({ id }) => products.find((product) => product.id === id) },
    entities: { Product: products },
  },
  reviews: {
    Query: { mostReviewed: { id: '2' } },
    entities: {
      Product: [
        { id: '1', rating: 4.5, reviewCount: 12 },
        { id: '2', rating: null, reviewCount: 0 },
      ],
    },
  },
});
