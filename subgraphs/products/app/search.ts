import type { BrandId, CategoryId, ProductId, SellerId } from '@emporium/contracts/ids';
import type { CurrencyCode } from '@emporium/contracts/money';

export type ProductSort = 'RELEVANCE' | 'FEATURED' | 'PRICE_ASC' | 'PRICE_DESC' | 'RATING' | 'NEWEST' | 'BEST_SELLING';

export interface ProductFilter {
  readonly ids: readonly ProductId[] | null;
  readonly categoryId: CategoryId | null;
  readonly brandIds: readonly BrandId[] | null;
  readonly priceMin: bigint | null;
  readonly priceMax: bigint | null;
  /** In hundredths of a star. */
  readonly minRating: number | null;
  readonly inStockOnly: boolean;
  readonly primeOnly: boolean;
  readonly onDealOnly: boolean;
  readonly sellerIds: readonly SellerId[] | null;
  readonly conditions: readonly string[] | null;
  readonly attributes: readonly { readonly key: string; readonly values: readonly string[] }[];
}

export const NO_FILTER: ProductFilter = {
  ids: null,
  categoryId: null,
  brandIds: null,
  priceMin: null,
  priceMax: null,
  minRating: null,
  inStockOnly: false,
  primeOnly: false,
  onDealOnly: false,
  sellerIds: null,
  conditions: null,
  attributes: [],
};

export interface SearchRequest {
  /** Null lists without a text. */
  readonly text: string | null;
  readonly filter: ProductFilter;
  readonly sort: ProductSort;
}

/** A product in a grid: what `Product.card` shows, and where it stands in the order. */
export interface Hit {
  readonly productId: ProductId;
  readonly slug: string;
  readonly title: string;
  readonly imagePath: string | null;
  readonly currency: CurrencyCode;
  readonly priceMinor: bigint | null;
  readonly wasMinor: bigint | null;
  readonly dealEndsAt: Date | null;
  readonly ratingHundredths: number | null;
  readonly ratingCount: number;
  readonly availability: string;
  readonly prime: boolean;
  readonly offerCount: number;
  readonly popularity: number;
  readonly updatedAt: Date;
  /** What the list is sorted by; with the id it makes the cursor. */
  readonly sortValue: number;
}

export interface TermBucket {
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly selected: boolean;
}

export interface TermFacet {
  readonly kind: 'terms';
  readonly key: string;
  readonly label: string;
  readonly buckets: readonly TermBucket[];
}

export interface RangeBucket {
  readonly fromMinor: bigint;
  readonly toMinor: bigint | null;
  readonly count: number;
  readonly selected: boolean;
}

export interface RangeFacet {
  readonly kind: 'range';
  readonly key: string;
  readonly label: string;
  readonly currency: CurrencyCode;
  readonly minMinor: bigint;
  readonly maxMinor: bigint;
  readonly buckets: readonly RangeBucket[];
}

export interface Facets {
  readonly totalCount: number;
  /** False when more match than are counted. */
  readonly exact: boolean;
  readonly facets: readonly (TermFacet | RangeFacet)[];
}

export interface Suggestion {
  readonly kind: 'QUERY' | 'CATEGORY' | 'PRODUCT' | 'BRAND';
  readonly text: string;
  readonly reference: string;
}

/**
 * Finding products. The embedded adapter is PostgreSQL's full text and trigrams over the card table;
 * another one answers the same contract suite.
 */
export interface SearchIndex {
  /** Up to `first + 1` hits after the given place, in order. */
  hits(
    request: SearchRequest,
    first: number,
    after: { readonly sortValue: number; readonly productId: string } | null,
  ): Promise<readonly Hit[]>;
  /** Counts for drilling down. A facet's own selection does not narrow its own counts. */
  facets(request: SearchRequest): Promise<Facets>;
  /** The query with unknown words replaced by the nearest known ones; null when there is nothing to correct. */
  correct(text: string): Promise<string | null>;
  suggest(prefix: string, limit: number): Promise<readonly Suggestion[]>;
  /** Names the ranking formula, so that a change of order can be told from a change of data. */
  readonly rankingVersion: string;
}
