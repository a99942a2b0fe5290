import type { Import } from './imports.ts';

/** Which way imports point, and why. `forbids` says whether an import breaks the rule. */
export interface Rule {
  readonly name: string;
  readonly forbids: (imported: Import) => boolean;
  /** An import that breaks it, so that everybody has seen the rule fail. */
  readonly violation: Import;
}

type Layer = 'domain' | 'app' | 'graphql' | 'data' | 'events';

interface Place {
  readonly subgraph: string;
  readonly layer: Layer | null;
}

const LAYER = /^subgraphs\/([a-z]+)\/(?:.*?\/)?(domain|app|graphql|data|events)\//;

function placeOf(file: string): Place | null {
  const subgraph = /^subgraphs\/([a-z]+)\//.exec(file)?.[1] ?? /^@emporium\/(\w+)$/.exec(file)?.[1];
  if (subgraph === undefined) return null;
  return { subgraph, layer: (LAYER.exec(file)?.[2] as Layer | undefined) ?? null };
}

const layerOf = (file: string): Layer | null => placeOf(file)?.layer ?? null;
const isOwn = (file: string): boolean => /^(packages|subgraphs|gateway)\//.test(file);

/** Pure parts of Node and of the platform; everything else reaches outside. */
const DOMAIN_MAY =
  /^@emporium\/contracts\/|^@emporium\/platform\/(result|money|ids|errors|identity)$|^node:(crypto|url)$/;
const FRAMEWORKS =
  /^(type-graphql|graphql|pg|typeorm|fastify|undici|ioredis|ws|dataloader)(\/|$)|^@(apollo|opensearch-project)\//;

export const rules: readonly Rule[] = [
  {
    name: 'the domain decides: it knows no layer, no framework, no I/O',
    forbids: ({ from, to }) =>
      layerOf(from) === 'domain' && (isOwn(to) ? layerOf(to) !== 'domain' : !DOMAIN_MAY.test(to)),
    violation: { from: 'subgraphs/cart/domain/cart.ts', to: 'node:fs' },
  },
  {
    name: 'use-cases know ports, not adapters or the schema',
    forbids: ({ from, to }) =>
      layerOf(from) === 'app' && (isOwn(to) ? !['domain', 'app'].includes(layerOf(to) ?? '') : FRAMEWORKS.test(to)),
    violation: { from: 'subgraphs/cart/app/add-lines.ts', to: 'subgraphs/cart/data/cart-store.ts' },
  },
  {
    name: 'the schema and the stores never meet',
    forbids: ({ from, to }) =>
      (layerOf(from) === 'graphql' && layerOf(to) === 'data') ||
      (layerOf(from) === 'data' && (layerOf(to) === 'graphql' || /^(type-graphql|graphql)$/.test(to))),
    violation: { from: 'subgraphs/cart/graphql/cart.resolver.ts', to: 'subgraphs/cart/data/cart-store.ts' },
  },
  {
    name: 'event handlers decode and call use-cases',
    forbids: ({ from, to }) => layerOf(from) === 'events' && ['data', 'graphql'].includes(layerOf(to) ?? ''),
    violation: { from: 'subgraphs/cart/events/handlers.ts', to: 'subgraphs/cart/graphql/schema.ts' },
  },
  {
    name: 'no subgraph knows another',
    forbids: ({ from, to }) => {
      const [here, there] = [placeOf(from), placeOf(to)];
      const isPackage = /^@emporium\/(contracts|platform|world|gateway)/.test(to);
      return here !== null && there !== null && !isPackage && here.subgraph !== there.subgraph;
    },
    violation: { from: 'subgraphs/cart/data/sellers-client.ts', to: '@emporium/sellers' },
  },
  {
    name: 'the platform knows no commerce',
    forbids: ({ from, to }) =>
      from.startsWith('packages/platform/') &&
      (/^(subgraphs|gateway)\//.test(to) || /^@emporium\/(?!contracts\/)/.test(to)),
    violation: { from: 'packages/platform/src/db/database.ts', to: '@emporium/world/products' },
  },
  {
    name: 'contracts depend on nothing',
    forbids: ({ from, to }) => from.startsWith('packages/contracts/') && !to.startsWith('packages/contracts/'),
    violation: { from: 'packages/contracts/src/ids.ts', to: '@emporium/platform/ids' },
  },
  {
    name: 'the demonstration data is for seeds alone',
    forbids: ({ from, to }) =>
      to.startsWith('@emporium/world') &&
      !/^subgraphs\/[a-z]+\/(seed(\/|\.ts|-)|.*media)/.test(from) &&
      !from.startsWith('packages/world/'),
    violation: { from: 'subgraphs/cart/app/add-lines.ts', to: '@emporium/world/products' },
  },
];
