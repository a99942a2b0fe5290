import type { BehaviourData } from '../support/subgraph.ts';

export const data = (): BehaviourData => ({
  catalog: {
    Query: { products: [{ id: '1', name: 'Lamp', price: 1, stock: 1, rating: 1 }] },
    entities: { Product: [{ id: '1', name: 'Lamp', price: 1, stock: 1, rating: 1 }] },
  },
  pricing: { entities: { Product: [{ id: '1', price: 2, stock: 2, rating: 2 }] } },
});
