import type { Pool } from 'undici';
import type { Catalogue } from './catalogue.ts';
import type { Operation } from './load.ts';

export interface Shop {
  /** Connections to the gateway, as many as there are clients at once. */
  readonly pool: Pool;
  readonly catalogue: Catalogue;
}

export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** Gets ready for so many clients, does it once and looks at the answer closely; only then is it worth measuring. */
  prepare(shop: Shop, clients: number): Promise<Operation>;
}

/** Takes turns, so that no two requests in a row are about the same thing. */
export function inTurn<Item>(items: readonly Item[]): () => Item {
  let turn = 0;
  return () => items[turn++ % items.length]!;
}
