import { CurrencyCode, describedEnum, GraphQLDecimal, OfferCondition, PageInfo } from '@emporium/platform/graphql';
import { Directive, Field, Float, ID, InputType, Int, InterfaceType, ObjectType } from 'type-graphql';
import { BrandType, CategoryType, ProductType } from './product.ts';

export const ProductSortEnum = describedEnum('ProductSort', 'The order of a list of products.', {
  RELEVANCE: 'What fits the text best; without a text, the same as FEATURED.',
  FEATURED: 'What shoppers look at most.',
  PRICE_ASC: 'The cheapest first.',
  PRICE_DESC: 'The dearest first.',
  RATING: 'The best rated first.',
  NEWEST: 'The newest first.',
  BEST_SELLING: 'What sells most first.',
});

@InputType('PriceRangeInput', { description: 'Prices between two amounts, both included.' })
export class PriceRangeInput {
  @Field(() => GraphQLDecimal, { nullable: true, description: 'The lowest price.' })
  min?: string | null;
  @Field(() => GraphQLDecimal, { nullable: true, description: 'The highest price.' })
  max?: string | null;
  @Field(() => CurrencyCode, { description: 'The currency of both.' })
  currencyCode: CurrencyCode;
}

@InputType('AttributeFilterInput', { description: 'Products with one of these values.' })
export class AttributeFilterInput {
  @Field(() => String, { description: 'The attribute’s key.' })
  key: string;
  @Field(() => [String], { description: 'Any of these values.' })
  values: string[];
}

@InputType('ProductFilter', {
  description: 'What products must be. Conditions are combined with and, values within one with or.',
})
export class ProductFilterInput {
  @Field(() => ID, { nullable: true, description: 'In this category or below it.' })
  categoryId?: string | null;
  @Field(() => [ID], { nullable: true, description: 'Of one of these brands.' })
  brandIds?: string[] | null;
  @Field(() => PriceRangeInput, { nullable: true, description: 'Within this price range.' })
  price?: PriceRangeInput | null;
  @Field(() => Float, { nullable: true, description: 'Rated at least this, 0 to 5.' })
  minRating?: number | null;
  @Field(() => Boolean, { nullable: true, description: 'Only what can be had.' })
  inStockOnly?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Only what ships with membership.' })
  primeOnly?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Only what has a deal running.' })
  onDealOnly?: boolean | null;
  @Field(() => [ID], { nullable: true, description: 'Offered by one of these sellers.' })
  sellerIds?: string[] | null;
  @Field(() => [OfferCondition], { nullable: true, description: 'Offered in one of these conditions.' })
  condition?: (keyof typeof OfferCondition)[] | null;
  @Field(() => [AttributeFilterInput], { nullable: true, description: 'With these properties.' })
  attributes?: AttributeFilterInput[] | null;
}

@InterfaceType('Facet', { autoRegisterImplementations: false, description: 'A way to narrow a list down.' })
export abstract class FacetType {
  @Field(() => String, { description: 'Its key.' })
  key: string;
  @Field(() => String, { description: 'Its name.' })
  label: string;
}

@ObjectType('TermBucket', { description: 'A value, and how many products have it.' })
export class TermBucketType {
  @Field(() => String, { description: 'The value, as filters take it.' })
  value: string;
  @Field(() => String, { description: 'The value, as people read it.' })
  label: string;
  @Field(() => Int, { description: 'How many products, whatever else of this facet is chosen.' })
  count: number;
  @Field(() => Boolean, { description: 'Whether it is chosen.' })
  selected: boolean;
}

@ObjectType('TermFacet', { implements: FacetType, description: 'Narrow down by values.' })
export class TermFacetType extends FacetType {
  @Field(() => [TermBucketType], { description: 'The most frequent values, twelve at most.' })
  buckets: readonly TermBucketType[];
  @Field(() => Boolean, { description: 'Whether several may be chosen.' })
  multiSelect: boolean;
}

@ObjectType('RangeBucket', { description: 'A part of the range, and how many products lie in it.' })
export class RangeBucketType {
  @Field(() => GraphQLDecimal, { nullable: true, description: 'From here.' })
  from: string | null;
  @Field(() => GraphQLDecimal, { nullable: true, description: 'To here.' })
  to: string | null;
  @Field(() => Int, { description: 'How many products.' })
  count: number;
  @Field(() => Boolean, { description: 'Whether it is chosen.' })
  selected: boolean;
}

@ObjectType('RangeFacet', {
  implements: FacetType,
  description: 'Narrow down by a range; five parts with equally many products.',
})
export class RangeFacetType extends FacetType {
  @Field(() => GraphQLDecimal, { description: 'The lowest value.' })
  min: string;
  @Field(() => GraphQLDecimal, { description: 'The highest value.' })
  max: string;
  @Field(() => [RangeBucketType], { description: 'The parts.' })
  buckets: readonly RangeBucketType[];
}

@ObjectType('SearchEdge', { description: 'One product in the result, with its place.' })
export class SearchEdge {
  @Field(() => String, { description: 'The place in the result; opaque.' })
  cursor: string;
  @Field(() => ProductType, { description: 'The product.' })
  node: object;
  @Field(() => Float, { nullable: true, description: 'How well it fits; comparable within one result only.' })
  score: number | null;
}

@Directive('@tag(name: "public")')
@ObjectType('SearchResult', { description: 'A page of products that fit.' })
export class SearchResultType {
  @Field(() => [SearchEdge], { description: 'The products of this page with their places.' })
  edges: readonly SearchEdge[];
  @Field(() => [ProductType], { description: 'The products of this page.' })
  nodes: readonly object[];
  @Field(() => PageInfo, { description: 'Whether there is more, and where to go on.' })
  pageInfo: PageInfo;
  @Field(() => String, {
    nullable: true,
    description: 'The text that was searched for instead, when the one given found nothing.',
  })
  correctedQuery: string | null;
  @Field(() => [String], { description: 'Other texts that may have been meant.' })
  didYouMean: readonly string[];
  @Field(() => ID, { description: 'Names this search, for telling the shop what was clicked.' })
  searchId: string;
  @Field(() => String, { description: 'The ranking formula that ordered it.' })
  rankingVersion: string;
}

export const SuggestionKindEnum = describedEnum('SuggestionKind', 'What a suggestion leads to.', {
  QUERY: 'A text to search for.',
  CATEGORY: 'A category.',
  PRODUCT: 'A product.',
  BRAND: 'A brand.',
});

@Directive('@tag(name: "public")')
@ObjectType('Suggestion', { description: 'What somebody who types this may mean.' })
export class SuggestionType {
  @Field(() => String, { description: 'The text.' })
  text: string;
  @Field(() => SuggestionKindEnum, { description: 'What it leads to.' })
  kind: keyof typeof SuggestionKindEnum;
  @Field(() => CategoryType, { nullable: true, description: 'The category it leads to.' })
  category: object | null;
  @Field(() => ProductType, { nullable: true, description: 'The product it leads to.' })
  product: object | null;
  @Field(() => BrandType, { nullable: true, description: 'The brand it leads to.' })
  brand: object | null;
}

@ObjectType('HomeSection', { description: 'A shelf of the home page.' })
export class HomeSection {
  @Field(() => String, { description: 'Its key.' })
  key: string;
  @Field(() => String, { description: 'Its title.' })
  title: string;
  @Field(() => [ProductType], { description: 'Twelve products at most.' })
  products: readonly object[];
}

@Directive('@tag(name: "public")')
@ObjectType('HomeFeed', { description: 'What the home page shows.' })
export class HomeFeed {
  @Field(() => [HomeSection], { description: 'The shelves, from the top.' })
  sections: readonly HomeSection[];
}
