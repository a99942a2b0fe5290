import type { Log } from '@emporium/platform/log';
import type { Supergraph } from '../supergraph/source.ts';
import { loadCompiledSupergraph, type CompiledOptions } from './compiled-supergraph.ts';
import { createReloading } from './reloading.ts';
import type { Engine } from './engine-types.ts';

/** The default engine: plans compiled to closures, response shapes compiled to functions. */
export const createCompiledEngine = ({
  supergraph,
  ...options
}: CompiledOptions & { readonly supergraph: Supergraph; readonly log: Log }): Engine =>
  createReloading(supergraph, (sdl) => loadCompiledSupergraph(sdl, options), options.log);
