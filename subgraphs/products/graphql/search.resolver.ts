import { randomUUID } from 'node:crypto';
import { connectionOf, decodeCursor, encodeCursor, page, type Page } from '@emporium/platform/cursor';
import { type Connection, Lifetime, PageArgs, pageArgs, Paginated, requireInput } from '@emporium/platform/graphql';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import {
  NO_FILTER,
  type Facets,
  type Hit,
  type SearchIndex,
  type SearchRequest,
  type Suggestion,
} from '../app/search.ts';
import type { ProductRef, ProductsContext } from './context.ts';
import { readFilter } from './filter.ts';
import { LIFETIMES } from './lifetimes.ts';
import { toFacet } from './present.ts';
import { ProductConnection } from './types/product.ts';
import {
  FacetType,
  HomeFeed,
  ProductFilterInput,
  ProductSortEnum,
  SearchResultType,
  SuggestionType,
} from './types/search.ts';

const Page24 = pageArgs(24);

const SHELF = 12;
const MAX_QUERY = 200;
const MAX_SUGGESTIONS = 20;

type Sort = keyof typeof ProductSortEnum;
type Result = ReturnType<typeof connectionOf<Hit, ProductRef>> & {
  readonly request: SearchRequest;
  counted?: Promise<Facets>;
};

@Resolver(() => SearchResultType)
export class SearchResolver {
  constructor(private readonly index: SearchIndex) {}

  @Lifetime(LIFETIMES.list)
  @Paginated()
  @Directive('@tag(name: "public")')
  @Query(() => ProductConnection, { nullable: true, description: 'Listed products, filtered and sorted.' })
  async products(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('ids', () => [ID], { nullable: true, description: 'Only these, 250 at most.' }) ids: string[] | null,
    @Arg('filter', () => ProductFilterInput, { nullable: true, description: 'What they must be.' })
    filter: ProductFilterInput | null,
    @Arg('sort', () => ProductSortEnum, { defaultValue: 'FEATURED', description: 'Their order.' }) sort: Sort,
  ): Promise<Connection<ProductRef>> {
    return this.page({ text: null, filter: readFilter(filter, ids), sort }, page(args));
  }

  @Paginated()
  @Directive('@cost(weight: 10)')
  @Directive('@tag(name: "public")')
  @Query(() => SearchResultType, {
    nullable: true,
    description: 'Listed products that fit a text, typing errors forgiven.',
  })
  async search(
    @Arg('query', () => String, {
      description: 'The text, 200 characters at most; "quoted" words stand together, -word excludes.',
    })
    query: string,
    @Args(() => Page24) args: PageArgs,
    @Arg('filter', () => ProductFilterInput, { nullable: true, description: 'What they must be.' })
    filter: ProductFilterInput | null,
    @Arg('sort', () => ProductSortEnum, { defaultValue: 'RELEVANCE', description: 'Their order.' }) sort: Sort,
  ): Promise<object> {
    const asked = requireInput({ query }, (p) => ({ text: p.text('query', { max: MAX_QUERY }) }));
    const limits = page(args);
    let request: SearchRequest = { text: asked.text, filter: readFilter(filter, null), sort };
    let result = await this.page(request, limits);
    let correctedQuery: string | null = null;
    if (result.nodes.length === 0) {
      correctedQuery = await this.index.correct(asked.text);
      if (correctedQuery !== null) {
        request = { ...request, text: correctedQuery };
        result = await this.page(request, limits);
      }
    }
    return {
      ...result,
      edges: result.edges.map(({ cursor, node }) => ({ cursor, node, score: node.hit!.sortValue })),
      correctedQuery,
      didYouMean: correctedQuery === null ? [] : [correctedQuery],
      searchId: randomUUID(),
      rankingVersion: this.index.rankingVersion,
      request,
    };
  }

  @FieldResolver(() => Int, { description: 'How many products fit, counted up to 10,000.' })
  async totalCount(@Root() result: Result): Promise<number> {
    return (await this.count(result)).totalCount;
  }

  @FieldResolver(() => Boolean, { description: 'Whether the count is exact, or only what was counted.' })
  async totalCountIsExact(@Root() result: Result): Promise<boolean> {
    return (await this.count(result)).exact;
  }

  @FieldResolver(() => [FacetType], {
    description: 'Ways to narrow the result down; what is chosen in a facet does not narrow its own counts.',
  })
  async facets(@Root() result: Result): Promise<object[]> {
    return (await this.count(result)).facets.map(toFacet);
  }

  @Directive('@cost(weight: 2)')
  @Directive('@tag(name: "public")')
  @Query(() => [SuggestionType], { nullable: true, description: 'What somebody who types this may mean.' })
  async searchSuggestions(
    @Arg('prefix', () => String, { description: 'What was typed so far.' }) prefix: string,
    @Arg('limit', () => Int, { defaultValue: 10, description: 'How many at most, 1 to 20.' }) limit: number,
    @Ctx() context: ProductsContext,
  ): Promise<object[]> {
    const asked = requireInput({ prefix, limit }, (p) => ({
      prefix: p.text('prefix', { max: MAX_QUERY }),
      limit: p.int('limit', { min: 1, max: MAX_SUGGESTIONS }),
    }));
    const suggestions = await this.index.suggest(asked.prefix, asked.limit);
    return Promise.all(suggestions.map((suggestion) => present(suggestion, context)));
  }

  @Directive('@cost(weight: 10)')
  @Directive('@tag(name: "public")')
  @Query(() => HomeFeed, { nullable: true, description: 'What the home page shows.' })
  async homeFeed(): Promise<HomeFeed> {
    const shelves: [string, string, Sort, Partial<typeof NO_FILTER>][] = [
      ['deals', 'Deals running now', 'FEATURED', { onDealOnly: true, inStockOnly: true }],
      ['best-sellers', 'Best sellers', 'BEST_SELLING', { inStockOnly: true }],
      ['top-rated', 'Loved by those who bought it', 'RATING', { inStockOnly: true }],
      ['new', 'New', 'NEWEST', { inStockOnly: true }],
    ];
    const sections = await Promise.all(
      shelves.map(async ([key, title, sort, filter]) => {
        const request: SearchRequest = { text: null, sort, filter: { ...NO_FILTER, ...filter } };
        return { key, title, products: (await this.page(request, { first: SHELF, after: null })).nodes };
      }),
    );
    return { sections: sections.filter((section) => section.products.length > 0) };
  }

  private async page(request: SearchRequest, limits: Page) {
    const place = limits.after === null ? null : decodeCursor(limits.after, z.tuple([z.number(), z.string()]));
    const after = place && { sortValue: place[0], productId: place[1] };
    const hits = await this.index.hits(request, limits.first, after);
    return connectionOf(
      hits,
      limits,
      (hit) => encodeCursor([hit.sortValue, hit.productId]),
      (hit): ProductRef => ({ id: hit.productId, hit }),
    );
  }

  /** Counting costs as much as finding, so it is done when a field asks for it, once. */
  private count(result: Result): Promise<Facets> {
    return (result.counted ??= this.index.facets(result.request));
  }
}

async function present(
  { kind, text, reference }: Suggestion,
  { categories, brands }: ProductsContext,
): Promise<object> {
  return {
    kind,
    text,
    category: kind === 'CATEGORY' ? await categories.load(reference as never) : null,
    brand: kind === 'BRAND' ? await brands.load(reference as never) : null,
    product: kind === 'PRODUCT' ? { id: reference } : null,
  };
}
