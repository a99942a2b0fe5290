import type { BehaviourData } from '../support/subgraph.ts';

const product = { __typename: 'Product', id: '1', size: { width: 3 } };
const note = { __typename: 'Note', id: 'n' };

export const data = (): BehaviourData => ({
  catalog: {
    Query: { product, products: [product, { ...product, id: '2' }], item: note, anything: [product, note] },
    Mutation: { touch: product },
    entities: { Product: [product] },
  },
  reviews: {
    Query: { reviews: [{ stars: 1 }] },
    entities: {
      Product: [
        { id: '1', reviews: [{ stars: 5 }] },
        { id: '2', reviews: [] },
      ],
    },
  },
});
