import type { BehaviourData } from '../support/subgraph.ts';

const items = [
  { __typename: 'Product', id: 'p1', name: 'Lamp', price: 5 },
  { __typename: 'Voucher', id: 'v1', name: 'Ten off' },
  { __typename: 'Service', id: 's1', name: 'Assembly', hourly: 40 },
  { __typename: 'Product', id: 'p2', name: 'Chair', price: 9 },
];
const reviewed = [
  { __typename: 'Product', id: 'p1', rating: 3 },
  { __typename: 'Product', id: 'p2', rating: 4 },
  { __typename: 'Service', id: 's1', rating: 5, replies: 2 },
];

export const data = (): BehaviourData => ({
  catalog: { Query: { search: items }, entities: { Product: items, Service: items } },
  reviews: { Query: { reviewed }, entities: { Product: reviewed, Service: reviewed } },
});
