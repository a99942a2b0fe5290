import type { BehaviourData } from '../support/subgraph.ts';

export const data = (): BehaviourData => ({
  catalog: {
    Query: {
      products: [
        { internalId: '1', name: 'Lamp', status: 'ACTIVE' },
        { internalId: '2', name: 'Chair', status: 'BLOCKED' },
      ],
      internalReport: 'secret',
      things: [{ __typename: 'Book', title: 'Emma' }],
    },
  },
  stock: {
    entities: {
      Product: [
        { internalId: '1', quantity: 4 },
        { internalId: '2', quantity: 0 },
      ],
    },
  },
});
