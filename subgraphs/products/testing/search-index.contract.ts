import type { WorldProduct } from '@emporium/world/products';
import { describe, expect, it } from 'vitest';
import { NO_FILTER, type ProductFilter, type SearchIndex, type TermFacet } from '../app/search.ts';

/** What any search index answers over the demonstration catalogue. */
export function searchIndexContract(
  name: string,
  open: () => { readonly index: SearchIndex; readonly products: readonly WorldProduct[] },
): void {
  const request = (text: string | null, filter: Partial<ProductFilter> = {}, sort = 'RELEVANCE' as const) => ({
    text,
    filter: { ...NO_FILTER, ...filter },
    sort,
  });
  const find = (text: string, filter?: Partial<ProductFilter>, first = 50) =>
    open().index.hits(request(text, filter), first, null);
  const termsOf = (facets: readonly { key: string }[], key: string) =>
    facets.find((facet) => facet.key === key) as TermFacet | undefined;

  describe(`search on ${name}`, () => {
    it('finds every product by its title, near the top', async () => {
      for (const product of open().products.slice(0, 20)) {
        const hits = await find(product.title, {}, 10);
        expect(
          hits.map((hit) => hit.productId),
          product.title,
        ).toContain(product.id);
      }
    });

    it('finds by brand and by category, whatever the case and the accents', async () => {
      const [product] = open().products;
      expect((await find(product!.brandName.toUpperCase())).length).toBeGreaterThan(0);
      expect((await find(product!.brandName.toLowerCase().replace('e', 'é'))).length).toBeGreaterThan(0);
    });

    it('finds nothing for nonsense, and does not choke on syntax', async () => {
      expect(await find('qqqqxyzzy')).toEqual([]);
      for (const odd of ['"', "'; drop table product", '& | ! ( )', '-', '\\', '%_', '(((((']) await find(odd);
    });

    it('corrects a word that nobody wrote', async () => {
      const word = open()
        .products[0]!.title.split(/[^A-Za-z]+/)
        .find((candidate) => candidate.length >= 7)!
        .toLowerCase();
      const typo = word.slice(0, 2) + word[3] + word[2] + word.slice(4);
      expect(await find(typo)).toEqual([]);
      expect(await open().index.correct(typo)).toBe(word);
      expect(await open().index.correct(word)).toBeNull();
    });

    it('orders by relevance without gap or repetition across pages', async () => {
      const { index } = open();
      const all = await index
        .hits(request('the'), 500, null)
        .then((hits) => (hits.length > 0 ? hits : index.hits(request('set'), 500, null)));
      const text = (await index.hits(request('the'), 1, null)).length > 0 ? 'the' : 'set';
      const paged = [];
      let after: { sortValue: number; productId: string } | null = null;
      for (;;) {
        const page: Awaited<ReturnType<SearchIndex['hits']>> = await index.hits(request(text), 7, after);
        paged.push(...page.slice(0, 7));
        if (page.length <= 7) break;
        after = page[6]!;
      }
      expect(paged.map((hit) => hit.productId)).toEqual(all.map((hit) => hit.productId));
    });

    it('counts facets so that the choice in one does not narrow its own counts', async () => {
      const { index } = open();
      const everything = await index.facets(request(null));
      expect(everything).toMatchObject({ totalCount: open().products.length, exact: true });
      const [first, second] = termsOf(everything.facets, 'brand')!.buckets;
      const chosen = await index.facets(request(null, { brandIds: [first!.value as never] }));
      expect(chosen.totalCount).toBe(first!.count);
      const brands = termsOf(chosen.facets, 'brand')!.buckets;
      expect(brands.find((bucket) => bucket.value === second!.value)?.count).toBe(second!.count);
      expect(brands.find((bucket) => bucket.value === first!.value)?.selected).toBe(true);
    });

    it('counts what it then lists', async () => {
      const { index } = open();
      const { facets } = await index.facets(request(null));
      for (const facet of facets
        .filter(
          (candidate): candidate is TermFacet =>
            candidate.kind === 'terms' && !['category', 'brand', 'rating'].includes(candidate.key),
        )
        .slice(0, 3)) {
        const [bucket] = facet.buckets;
        const filter = { attributes: [{ key: facet.key, values: [bucket!.value] }] };
        const hits = await index.hits(request(null, filter), 1_000, null);
        expect(hits.length, facet.key).toBe(bucket!.count);
        expect((await index.facets(request(null, filter))).totalCount).toBe(bucket!.count);
      }
    });

    it('suggests what begins with what was typed', async () => {
      const [product] = open().products;
      const prefix = product!.title.slice(0, 5);
      const suggestions = await open().index.suggest(prefix, 10);
      expect(suggestions.length).toBeGreaterThan(0);
      for (const suggestion of suggestions)
        expect(suggestion.text.toLowerCase().startsWith(prefix.toLowerCase())).toBe(true);
      expect(await open().index.suggest('%', 5)).toEqual([]);
    });
  });
}
