import type { BehaviourData } from '../support/subgraph.ts';

const fail = () => {
  throw new Error('out of ink');
};
const product = (id: string) => ({ id, name: `Product ${id}`, maker: { id: `m${id}`, failing: fail } });
const [known, unknown] = [product('1'), product('unknown')];

/** reviews has never heard of `unknown`, nor of its maker. */
export const data = (): BehaviourData => ({
  catalog: {
    Query: {
      product: ({ id }) => product(id),
      certain: unknown,
      strict: [known, unknown, known],
      lenient: [known, unknown, known],
      shelves: [[known], [known, unknown], []],
      fails: fail,
      failsInside: known,
    },
  },
  reviews: {
    entities: {
      Product: [{ id: '1', rating: 4, summary: { text: fail }, best: { text: 'fine' } }],
      Maker: [{ id: 'm1', score: 9 }],
    },
  },
});
