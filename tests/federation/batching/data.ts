import type { BehaviourData } from '../support/subgraph.ts';

const [one, two, three] = [{ id: '1' }, { id: '2' }, { id: '3' }];

export const data = (): BehaviourData => ({
  catalog: {
    Query: {
      home: {
        banner: one,
        recent: [two, three],
        categories: [
          { id: 'c1', products: [one, two] },
          { id: 'c2', products: [] },
        ],
      },
    },
  },
  reviews: {
    entities: {
      Product: ({ id }: { id: string }) => ({
        rating: Number(id),
        best: `best of ${id}`,
        reviews: ({ first }: { first: number }) => ['a', 'b', 'c'].slice(0, first).map((text) => text + id),
      }),
      Category: [
        { id: 'c1', rating: 4 },
        { id: 'c2', rating: null },
      ],
    },
  },
});
