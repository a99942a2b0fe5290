import type { BehaviourData } from '../support/subgraph.ts';

const products = [
  { __typename: 'Product', id: 'p1', name: 'Lamp' },
  { __typename: 'Product', id: 'p2', name: 'Chair' },
];
const sellers = [
  { __typename: 'Seller', id: 's1', city: 'Ghent' },
  { __typename: 'Seller', id: 's2', city: 'Lyon' },
];

export const data = (): BehaviourData => ({
  catalog: {
    Query: { featured: [products[0], null, { __typename: 'Bundle', id: 'b1', title: 'Reading corner', products }] },
    entities: { Product: products },
  },
  sellers: {
    Query: { spotlight: sellers[1], spotlights: [sellers[0], { __typename: 'Product', id: 'p2', seller: sellers[1] }] },
    entities: {
      Product: [
        { id: 'p1', seller: sellers[0] },
        { id: 'p2', seller: null },
      ],
      Seller: sellers,
    },
  },
});
