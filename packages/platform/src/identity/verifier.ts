import { err, ok, type Result } from '../result/index.ts';
import { verifyClaims, viewerOf, type IdentityProblem } from './signed-identity.ts';
import type { Viewer } from './viewer.ts';

export type IdentityVerifier = (header: string) => Result<Viewer, IdentityProblem>;

/**
 * `verifyIdentity` with a memory: one client action reaches a subgraph several times with the same header,
 * so the last `capacity` good headers are kept until they expire. Bad ones are never kept.
 */
export function createIdentityVerifier(
  secret: string,
  options: { capacity?: number; now?: () => number } = {},
): IdentityVerifier {
  const capacity = options.capacity ?? 512;
  const now = options.now ?? Date.now;
  const known = new Map<string, { viewer: Viewer; expiresAtMs: number }>();

  return (header) => {
    const hit = known.get(header);
    if (hit !== undefined) {
      known.delete(header); // put back last, so that the least recently used is the first to go
      if (hit.expiresAtMs <= now()) return err('EXPIRED');
      known.set(header, hit);
      return ok(hit.viewer);
    }

    const claims = verifyClaims(header, secret);
    if (!claims.ok) return claims;
    const expiresAtMs = claims.value.exp * 1000;
    if (expiresAtMs <= now()) return err('EXPIRED');
    const viewer = viewerOf(claims.value);
    if (viewer.ok) {
      if (known.size >= capacity) known.delete(known.keys().next().value!);
      known.set(header, { viewer: viewer.value, expiresAtMs });
    }
    return viewer;
  };
}
