import type { BehaviourData } from '../support/subgraph.ts';

const products = [
  { id: '1', name: 'Lamp' },
  { id: '2', name: 'Chair' },
];
const rated = [
  { id: '1', rating: 4, reviews: 10 },
  { id: '2', rating: 3, reviews: 20 },
];

export const data = (): BehaviourData => ({
  catalog: { Query: { products, promoted: products[1] }, entities: { Product: products } },
  reviews: { Query: { reviewCount: 30, lastReviewed: rated[0] }, entities: { Product: rated } },
});
