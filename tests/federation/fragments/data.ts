import type { BehaviourData } from '../support/subgraph.ts';

const product = { __typename: 'Product', id: 'p1', price: 5, name: 'Lamp', variants: () => variants };
const variants = [
  { __typename: 'Variant', id: 'v1', colour: 'red', product },
  { __typename: 'Variant', id: 'v2', colour: null, product },
];
const nodes = [product, variants[1], { __typename: 'Voucher', id: 'x1', price: 3 }];

export const data = (): BehaviourData => ({
  catalog: {
    Query: { nodes, node: ({ id }) => nodes.find((node) => node?.id === id) },
    entities: { Product: [product] },
  },
  stock: {
    entities: {
      Product: [{ id: 'p1', available: true }],
      Variant: [
        { id: 'v1', quantity: 4 },
        { id: 'v2', quantity: 0 },
      ],
    },
  },
});
