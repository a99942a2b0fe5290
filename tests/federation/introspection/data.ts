import type { BehaviourData } from '../support/subgraph.ts';

export const data = (): BehaviourData => ({
  catalog: { Query: { product: { id: '1', name: 'Lamp', secret: 'x' } } },
  reviews: { entities: { Product: [{ id: '1', rating: 4 }] } },
});
