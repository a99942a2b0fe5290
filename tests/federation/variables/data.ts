import type { BehaviourData } from '../support/subgraph.ts';

/** Every field answers with the arguments that it got. */
const echo = (args: object) => JSON.stringify(args);

export const data = (): BehaviourData => ({
  catalog: { Query: { search: echo, product: ({ id }) => ({ id, name: echo }) } },
  reviews: { Query: { reviewCount: echo }, entities: { Product: () => ({ reviews: echo }) } },
});
