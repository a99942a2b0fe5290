import { isDeepStrictEqual } from 'node:util';
import type { BehaviourData } from '../support/subgraph.ts';

const ref = { shop: 1, codes: ['a', 'b'] };

export const data = (): BehaviourData => ({
  catalog: {
    Query: {
      settings: (args) => args['with'] ?? { theme: 'dark', sizes: [1, 2, { deep: null }], __typename: 'NoType' },
      product: {
        ref,
        page: 'https://shop.example/1',
        attributes: { id: 'not the id', 'with space': true, nested: { list: [[]] } },
        history: [1, 'two', { three: 3 }, [4], null, true],
      },
      total: '9007199254740993',
    },
  },
  reviews: {
    entities: {
      Product: (representation: { ref: unknown }) => ({
        raw: isDeepStrictEqual(representation.ref, ref) ? ['recognised'] : ['unknown'],
      }),
    },
  },
});
