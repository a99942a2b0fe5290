import type { BehaviourData } from '../support/subgraph.ts';

interface Page {
  readonly first?: number;
  readonly stars?: number;
}

const product = (id: string) => ({
  id,
  name: ({ language }: { language?: string }) => `${language ?? 'en'} ${id}`,
  price: ({ currency }: { currency: string }) => (currency === 'EUR' ? 10 : 12),
});
const reviewed = (id: string) => ({
  id,
  rating: Number(id),
  reviews: ({ first = 3, stars }: Page) =>
    [5, 1, 5]
      .filter((given) => stars === undefined || given === stars)
      .slice(0, first)
      .map((given) => ({ stars: given, text: `${given} for ${id}` })),
});

export const data = (): BehaviourData => ({
  catalog: {
    Query: { product: ({ id }) => product(id), products: [product('1'), product('2')] },
    entities: { Product: [product('1'), product('2')] },
  },
  reviews: { entities: { Product: [reviewed('1'), reviewed('2')] } },
});
