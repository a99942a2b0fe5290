import type { BehaviourData } from '../support/subgraph.ts';

const [one, two, three] = [{ id: '1' }, { id: '2' }, { id: '3' }];
const rated = (id: string) => ({ id, rating: Number(id) });

export const data = (): BehaviourData => ({
  catalog: {
    Query: {
      grid: [[one, two], [], [three]],
      holes: [null, [one, null], [null], [null, two]],
      cube: [[[1, null], []], null, [null, [2]]],
      empty: [],
      floors: [
        { rooms: [[{ products: [one, two] }, null], null] },
        { rooms: null },
        { rooms: [[], [{ products: [] }, { products: [three] }]] },
      ],
    },
    entities: { Product: ({ id }: { id: string }) => ({ id, place: `shelf ${id}` }) },
  },
  reviews: {
    entities: {
      Product: [
        { ...rated('1'), similar: [[rated('2')], []] },
        { ...rated('2'), similar: null },
        { ...rated('3'), similar: [null, [null, rated('1')]] },
      ],
    },
  },
});
