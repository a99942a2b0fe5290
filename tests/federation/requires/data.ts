import type { BehaviourData } from '../support/subgraph.ts';

interface Part {
  readonly name: string;
  readonly weight: number;
}

/** What the catalog is required to send along. */
interface Required {
  readonly weight?: number | null;
  readonly size?: { readonly width: number; readonly height: number } | null;
  readonly parts?: readonly Part[] | null;
}

const products = [
  {
    id: '1',
    weight: 3,
    size: { width: 2, height: 5 },
    parts: [
      { name: 'shade', weight: 1 },
      { name: 'foot', weight: 2 },
    ],
  },
  { id: '2', weight: null, size: null, parts: [] },
];

const heaviest = (parts: readonly Part[]): string | null =>
  [...parts].sort((a, b) => b.weight - a.weight)[0]?.name ?? null;

export const data = (): BehaviourData => ({
  catalog: { Query: { products }, entities: { Product: products } },
  shipping: {
    Query: { nextToShip: { id: '1', depot: 'Ghent' } },
    entities: {
      Product: ({ weight, size, parts }: Required) => ({
        depot: 'Ghent',
        shippingCost: weight === undefined ? 'not sent' : weight === null ? null : weight * 10,
        box: size === undefined ? 'not sent' : size && `${size.width}x${size.height}`,
        heaviestPart: parts === undefined ? 'not sent' : parts && heaviest(parts),
      }),
    },
  },
});
