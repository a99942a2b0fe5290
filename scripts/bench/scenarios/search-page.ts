import { SearchPageDocument, type SearchPageQuery } from '@emporium/web-client';
import { inTurn, type Scenario } from '../scenario.ts';
import { expect, Shopper } from '../shopper.ts';

const FULL_PAGE = 24;
const WORDS = 40;

export const searchPage: Scenario = {
  name: 'search',
  title: 'Search, 24 products and facets',
  async prepare({ pool, catalogue }) {
    const visitor = new Shopper(pool);
    const search = async (query: string): Promise<NonNullable<SearchPageQuery['search']>> => {
      const answer = await visitor.ask(SearchPageDocument, { query, first: FULL_PAGE });
      expect(answer.search !== null, `a search for “${query}” should be answered`);
      return answer.search;
    };

    const words: string[] = [];
    for (const word of wordsOf(catalogue.products.map(({ title }) => title))) {
      const { nodes, facets } = await search(word);
      if (nodes.length < FULL_PAGE) continue;
      expect(
        facets.some((facet) => facet.__typename === 'TermFacet' && facet.buckets.length > 1),
        'facets should have counts',
      );
      expect(
        nodes.every(({ card }) => card !== null),
        'every product should have its card',
      );
      words.push(word);
      if (words.length === WORDS) break;
    }
    expect(words.length > 0, `some word should find ${FULL_PAGE} products; seed more`);

    const next = inTurn(words);
    return {
      async run() {
        const word = next();
        const { nodes } = await search(word);
        expect(nodes.length === FULL_PAGE, `“${word}” should find as many as before`);
      },
    };
  },
};

/** The words of titles, each once, those first that stand in most of them. */
function wordsOf(titles: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of titles.flatMap((title) => title.toLowerCase().split(/[^a-z]+/))) {
    if (word.length >= 4) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([word]) => word);
}
