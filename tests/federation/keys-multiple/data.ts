import type { BehaviourData } from '../support/subgraph.ts';

const products = [
  { id: '1', sku: 'LAMP', name: 'Lamp' },
  { id: '2', sku: 'CHAIR', name: 'Chair' },
];

export const data = (): BehaviourData => ({
  catalog: { Query: { products }, entities: { Product: products } },
  reviews: {
    Query: { bestRated: { id: '2', rating: 5 } },
    entities: {
      Product: [
        { id: '1', rating: 3 },
        { id: '2', rating: 5 },
      ],
    },
  },
  stock: {
    Query: { soldOut: [{ sku: 'LAMP', quantity: 0 }] },
    entities: {
      Product: [
        { sku: 'LAMP', quantity: 0 },
        { sku: 'CHAIR', quantity: 7 },
      ],
    },
  },
});
