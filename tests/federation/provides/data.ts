import type { BehaviourData } from '../support/subgraph.ts';

/** Each subgraph says who answered, so that the answer shows it. */
const from = (subgraph: string, id: string) => ({
  id,
  name: `${id} of ${subgraph}`,
  brand: { name: `brand of ${subgraph}`, country: 'FR' },
});

export const data = (): BehaviourData => ({
  catalog: { entities: { Product: ['1', '2'].map((id) => ({ ...from('catalog', id), price: 5 })) } },
  orders: {
    Query: {
      orders: [
        { number: 10, product: from('orders', '1') },
        { number: 11, product: from('orders', '2') },
      ],
      favourite: { id: '1' },
    },
    entities: { Product: [{ id: '1' }, { id: '2' }] },
  },
});
