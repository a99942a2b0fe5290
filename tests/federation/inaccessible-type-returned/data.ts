import type { BehaviourData } from '../support/subgraph.ts';

const book = { __typename: 'Book', title: 'Emma' };
const prototype = { __typename: 'Prototype', title: 'Secret' };

export const data = (): BehaviourData => ({
  catalog: { Query: { things: [book, prototype], certain: prototype } },
});
