/** The nine subgraphs in port order: the gateway listens on 4000, `users` on 4001, and so on. */
export const SUBGRAPHS = [
  'users',
  'products',
  'inventory',
  'cart',
  'orders',
  'payments',
  'reviews',
  'sellers',
  'promotions',
] as const;

export type SubgraphName = (typeof SUBGRAPHS)[number];

export const GATEWAY_PORT = 4000;

/** Where a subgraph listens unless its configuration says otherwise. */
export const defaultPort = (name: SubgraphName): number => GATEWAY_PORT + 1 + SUBGRAPHS.indexOf(name);
