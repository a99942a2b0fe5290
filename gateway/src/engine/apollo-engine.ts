import type { Log } from '@emporium/platform/log';
import type { Subgraphs } from '../subgraphs/registry.ts';
import type { Supergraph } from '../supergraph/source.ts';
import type { Engine } from './engine-types.ts';
import { createReloading } from './reloading.ts';

/**
 * The reference engine: `@apollo/gateway` plans and executes, hosted by `@apollo/server`. It is there to compare with,
 * and to fall back to; its half second of imports is spent only when it is chosen.
 */
export const createApolloEngine = (options: {
  readonly supergraph: Supergraph;
  readonly subgraphs: Subgraphs;
  readonly log: Log;
}): Engine =>
  createReloading(
    options.supergraph,
    async (sdl) => {
      process.env['APOLLO_TELEMETRY_DISABLED'] = 'true'; // its constructor reads it
      const { loadApolloSupergraph } = await import('./apollo-supergraph.ts');
      return loadApolloSupergraph(sdl, options);
    },
    options.log,
  );
