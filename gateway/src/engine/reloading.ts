import type { Log } from '@emporium/platform/log';
import type { Supergraph } from '../supergraph/source.ts';
import type { Engine, LoadedSupergraph, ReloadListener } from './engine-types.ts';

/**
 * An engine that follows its source: a changed supergraph is loaded, made ready by all listeners, and only then takes
 * traffic. One that does not load is logged, and the last good one stays. Changes are taken one after the other.
 */
export function createReloading(
  source: Supergraph,
  load: (sdl: string) => Promise<LoadedSupergraph>,
  log: Log,
): Engine {
  const listeners = new Set<ReloadListener>();
  let current: LoadedSupergraph | null = null;
  let reloads: Promise<void> = Promise.resolve();
  let stopWatching: () => void = () => {};

  const reload = async (sdl: string): Promise<void> => {
    try {
      const next = await load(sdl);
      if (next.id === current?.id) return;
      await Promise.allSettled([...listeners].map(async (listener) => listener.prepare?.(next)));
      current = next;
      log.info({ supergraph: next.id }, 'the supergraph has changed');
      for (const listener of listeners) listener.replaced?.();
    } catch (error) {
      log.error({ err: error }, 'the changed supergraph does not load; the last good one stays');
    }
  };

  return {
    get current() {
      if (current === null) throw new Error('the supergraph is not loaded yet');
      return current;
    },
    async start() {
      current = await load(await source.read());
      stopWatching = source.watch((sdl) => {
        reloads = reloads.then(() => reload(sdl));
      });
    },
    onReload(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async stop() {
      stopWatching();
      await reloads;
    },
  };
}
