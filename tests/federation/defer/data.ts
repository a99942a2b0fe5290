import type { BehaviourData } from '../support/subgraph.ts';

const maker = { id: 'm1', name: 'Anvil' };
const products = [
  { __typename: 'Product', id: '1', name: 'Lamp', maker },
  { __typename: 'Product', id: '2', name: 'Chair', maker: null },
];
const voucher = { __typename: 'Voucher', code: 'TEN', name: 'Ten off' };
const reviews = [
  { id: 'r1', body: 'Hell.', product: { id: '1' } },
  { id: 'r2', body: 'Bequem.', product: { id: '2' } },
];

export const data = (): BehaviourData => ({
  catalog: {
    Query: {
      products,
      product: ({ id }: { id: string }) => products.find((one) => one.id === id),
      search: [products[0], voucher],
      shop: { motto: 'Sturdy.', products },
    },
    entities: { Product: products, Maker: [maker], Voucher: [voucher] },
  },
  reviews: {
    Query: { newest: reviews },
    entities: {
      Product: [
        { id: '1', rating: 4.5, trusted: true, reviews: [reviews[0]] },
        { id: '2', rating: 3, trusted: null, reviews: [reviews[1]] },
      ],
      Review: reviews,
      Maker: [{ id: 'm1', fame: 7 }],
      Voucher: [{ code: 'TEN', used: 12 }],
    },
  },
  translations: {
    entities: {
      Review: [
        { id: 'r1', english: 'Bright.' },
        { id: 'r2', english: 'Comfortable.' },
      ],
    },
  },
});
