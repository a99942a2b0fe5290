import type { BehaviourData } from '../support/subgraph.ts';

const lamp = { id: '1', sku: 'LAMP', name: 'Lamp' };
const chair = { id: '2', sku: 'CHAIR', name: 'Chair' };
const desk = { id: '3', sku: null, name: 'Desk' };

export const data = (): BehaviourData => ({
  catalog: {
    Query: {
      recent: [lamp, chair, null, lamp, desk, lamp, chair],
      pairs: [
        { left: lamp, right: chair },
        { left: chair, right: lamp },
      ],
    },
    entities: { Product: [lamp, chair, desk] },
  },
  reviews: {
    entities: {
      Product: [
        { id: '1', rating: 4, tags: [{ name: 'new' }] },
        { id: '2', rating: 5, tags: [] },
        { id: '3', rating: null, tags: null },
      ],
    },
  },
  stock: {
    entities: {
      Product: [
        { sku: 'LAMP', quantity: 7 },
        { sku: 'CHAIR', quantity: 8 },
      ],
    },
  },
});
