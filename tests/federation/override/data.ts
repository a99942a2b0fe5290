import type { BehaviourData } from '../support/subgraph.ts';

const products = [
  { id: '1', name: 'Lamp', price: -1 },
  { id: '2', name: 'Chair', price: -1 },
];

/** The catalog still has prices, and they are wrong. */
export const data = (): BehaviourData => ({
  catalog: { Query: { products }, entities: { Product: products } },
  pricing: {
    Query: { cheapest: { id: '1', price: 10 } },
    entities: {
      Product: [
        { id: '1', price: 10 },
        { id: '2', price: 20 },
      ],
    },
  },
});
