import type { BehaviourData } from '../support/subgraph.ts';

const maker = { id: 'm1', constructor: () => 'Artemide' };
const products = [
  { id: '1', name: 'Lamp', maker },
  { id: '2', name: 'Chair', maker },
];

export const data = (): BehaviourData => ({
  catalog: { Query: { product: products[0], products }, entities: { Product: products } },
  reviews: {
    entities: {
      Product: [
        { id: '1', rating: 4, toString: () => 'one' },
        { id: '2', rating: 5, toString: () => 'two' },
      ],
      Maker: [{ id: 'm1', valueOf: () => 7 }],
    },
  },
});
