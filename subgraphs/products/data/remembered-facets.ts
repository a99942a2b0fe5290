import { LRUCache } from 'lru-cache';
import type { Facets, SearchIndex, SearchRequest } from '../app/search.ts';

/** How old counts may be. Cards follow what happens to products with about as much delay. */
const MAX_AGE_MS = 2_000;
const MOST_SEARCHES = 1_000;

/**
 * The index, with facets that are up to two seconds old: what many search for is counted once for all who ask at the same
 * time. Hits are always fresh, so a count may differ from them by what changed meanwhile.
 */
export function withRememberedFacets(index: SearchIndex): SearchIndex {
  const counted = new LRUCache<string, Facets, SearchRequest>({
    max: MOST_SEARCHES,
    ttl: MAX_AGE_MS,
    ttlResolution: 0,
    fetchMethod: (_key, _stale, { context }) => index.facets(context),
  });
  return {
    ...index,
    facets: async (request) => (await counted.fetch(keyOf(request), { context: request }))!,
  };
}

/** Facets depend on all of a search but its order. */
const keyOf = ({ text, filter }: SearchRequest): string =>
  JSON.stringify([text, filter], (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
