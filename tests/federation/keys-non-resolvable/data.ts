import type { BehaviourData } from '../support/subgraph.ts';

const products = [
  { id: '1', name: 'Lamp' },
  { id: '2', name: 'Chair' },
];

export const data = (): BehaviourData => ({
  catalog: { Query: { products }, entities: { Product: products } },
  orders: {
    Query: {
      orders: [
        { number: 10, product: { id: '2' } },
        { number: 11, product: { id: '1' } },
      ],
    },
  },
});
