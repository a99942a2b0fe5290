import type { BehaviourData } from '../support/subgraph.ts';

const euro = { code: 'EUR', digits: 2 };
const products = [{ id: '1', name: 'Lamp', price: { amount: 5, currency: euro } }];

export const data = (): BehaviourData => ({
  catalog: { Query: { products, currency: euro }, entities: { Product: products } },
  orders: {
    Query: {
      orders: [{ number: 10, total: { amount: 7, currency: euro }, product: products[0] }],
      currency: euro,
    },
    entities: { Product: products },
  },
});
