import type { BehaviourData } from '../support/subgraph.ts';

export const data = (): BehaviourData => ({
  catalog: {
    Query: {
      products: [
        { id: '1', status: 'ACTIVE' },
        { id: '2', status: 'DRAFT' },
      ],
      defaults: ({ filter }) => JSON.stringify(filter),
    },
  },
  stock: {
    Query: { stock: ({ filter, sort }) => [JSON.stringify(filter ?? null), JSON.stringify(sort ?? null)] },
    entities: {
      Product: [
        { id: '1', stockStatus: 'ACTIVE' },
        { id: '2', stockStatus: 'SOLD_OUT' },
      ],
    },
  },
});
