import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { NO_FILTER, type Facets, type SearchIndex, type SearchRequest } from '../app/search.ts';
import { withRememberedFacets } from './remembered-facets.ts';

let nowMs = 1_000;
beforeEach(() => void vi.spyOn(performance, 'now').mockImplementation(() => nowMs));
afterEach(() => void vi.restoreAllMocks());

const LAMPS: SearchRequest = { text: 'lamp', filter: NO_FILTER, sort: 'RELEVANCE' };
const CHEAP_LAMPS: SearchRequest = { ...LAMPS, filter: { ...NO_FILTER, priceMax: 1_000n } };

function start() {
  const asked: SearchRequest[] = [];
  const counting = {
    facets(request: SearchRequest): Promise<Facets> {
      asked.push(request);
      return Promise.resolve({ totalCount: asked.length, exact: true, facets: [] });
    },
  };
  return { asked, index: withRememberedFacets(counting as SearchIndex) };
}

it('counts once for all who search for the same, in whatever order they want it', async () => {
  const { asked, index } = start();
  const counts = await Promise.all([
    index.facets(LAMPS),
    index.facets(LAMPS),
    index.facets({ ...LAMPS, sort: 'NEWEST' }),
  ]);
  expect(counts.map(({ totalCount }) => totalCount)).toEqual([1, 1, 1]);
  expect(asked).toEqual([LAMPS]);
});

it('counts again for another search', async () => {
  const { asked, index } = start();
  await index.facets(LAMPS);
  expect((await index.facets(CHEAP_LAMPS)).totalCount).toBe(2);
  expect(asked).toEqual([LAMPS, CHEAP_LAMPS]);
});

it('counts again after two seconds', async () => {
  const { index } = start();
  await index.facets(LAMPS);
  nowMs += 1_900;
  expect((await index.facets(LAMPS)).totalCount).toBe(1);
  nowMs += 200;
  expect((await index.facets(LAMPS)).totalCount).toBe(2);
});

it('remembers no failure', async () => {
  let down = true;
  const index = withRememberedFacets({
    facets: () =>
      down ? Promise.reject(new Error('down')) : Promise.resolve({ totalCount: 1, exact: true, facets: [] }),
  } as unknown as SearchIndex);
  await expect(index.facets(LAMPS)).rejects.toThrow('down');
  down = false;
  expect((await index.facets(LAMPS)).totalCount).toBe(1);
});
