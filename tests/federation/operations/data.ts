import type { BehaviourData } from '../support/subgraph.ts';

export const data = (): BehaviourData => ({
  catalog: {
    Query: { product: ({ id }) => ({ id, name: `Product ${id}` }) },
    Mutation: { rename: ({ id, name }) => ({ id, name }) },
  },
  reviews: { entities: { Product: ({ id }: { id: string }) => ({ rating: Number(id) }) } },
});
