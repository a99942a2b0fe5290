import type { BehaviourData } from '../support/subgraph.ts';

const work = (title: string, name: string, code: string) => ({ title, author: { name, country: { code } } });
const faust = work('Faust', 'Goethe', 'DE');
const emma = work('Emma', 'Austen', 'GB');

export const data = (): BehaviourData => ({
  catalog: {
    Query: {
      editions: [
        { work: faust, year: 1808, pages: 309 },
        { work: emma, year: 1815, pages: 474 },
      ],
    },
    entities: { Edition: [{ work: emma, year: 1815, pages: 474 }] },
  },
  stock: {
    Query: { rarest: { work: emma, year: 1815 } },
    entities: {
      Edition: [
        { work: faust, year: 1808, copies: 1 },
        { work: emma, year: 1815, copies: 3 },
      ],
    },
  },
});
