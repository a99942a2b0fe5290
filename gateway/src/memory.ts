import { setFlagsFromString } from 'node:v8';

/**
 * Tells V8 that nothing which this process allocates by the thousand lives longer than a request. It holds for the whole
 * process, so that a call more changes nothing.
 *
 * V8 watches where objects are allocated and, where nearly all of them survive a collection of the young generation, lets
 * the next ones begin in the old one (allocation site pretenuring). While requests wait for subgraphs, what belongs to
 * them survives and dies soon after; believed to be old, it costs a collection of the old generation several times a
 * second and keeps young objects alive with it. Whether V8 comes to believe that is decided by chance in the first seconds.
 */
export function expectShortLives(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}
