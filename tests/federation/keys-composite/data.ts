import type { BehaviourData } from '../support/subgraph.ts';

/** The same sku of two sellers: only the whole key tells them apart. */
const products = [
  { sku: 'LAMP', seller: { id: 's1' }, name: 'Lamp of one' },
  { sku: 'LAMP', seller: { id: 's2' }, name: 'Lamp of two' },
];

export const data = (): BehaviourData => ({
  catalog: { Query: { products }, entities: { Product: products, Seller: [{ id: 's1' }, { id: 's2' }] } },
  stock: {
    Query: { lastSold: { sku: 'LAMP', seller: { id: 's2', city: 'Lyon' } } },
    entities: {
      Product: [
        { sku: 'LAMP', seller: { id: 's1', city: 'Ghent' }, quantity: 1 },
        { sku: 'LAMP', seller: { id: 's2', city: 'Lyon' }, quantity: 2 },
      ],
      Seller: [
        { id: 's1', city: 'Ghent' },
        { id: 's2', city: 'Lyon' },
      ],
    },
  },
});
