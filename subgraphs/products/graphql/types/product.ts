import {
  connectionTypes,
  describedEnum,
  GraphQLDateTime,
  GraphQLDecimal,
  IDEMPOTENCY_KEY,
  Image,
  Lifetime,
  LifetimeOfParent,
  MoneyType,
  MutationPayload,
  Node,
} from '@emporium/platform/graphql';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { LIFETIMES } from '../lifetimes.ts';

export const ProductStatusEnum = describedEnum('ProductStatus', 'Where a listing stands.', {
  DRAFT: 'Being written.',
  IN_REVIEW: 'Waits for approval.',
  ACTIVE: 'Listed: shoppers find it.',
  SUPPRESSED: 'Taken off the shelves for now.',
  ARCHIVED: 'Gone for good.',
});

export const MediaKind = describedEnum('MediaKind', 'What kind of media it is. The list grows.', {
  IMAGE: 'A picture.',
});

export const ComplianceFlag = describedEnum('ComplianceFlag', 'A rule that selling the product is under.', {
  AGE_RESTRICTED: 'Adults only.',
  HAZMAT: 'Dangerous goods in transport.',
  EXPORT_RESTRICTED: 'Does not leave the country freely.',
  AUTHENTICITY_REQUIRED: 'Sellers prove that it is genuine.',
});

@LifetimeOfParent()
@ObjectType('ProductMedia', { description: 'A picture of a product.' })
export class ProductMedia {
  @Field(() => MediaKind, { description: 'What it is.' })
  kind: keyof typeof MediaKind;
  @LifetimeOfParent()
  @Field(() => Image, { nullable: true, description: 'The picture.' })
  image: Image | null;
  @Field(() => Int, { description: 'Its place, from 1.' })
  position: number;
}

@LifetimeOfParent()
@ObjectType('ProductAttribute', { description: 'A typed property, as its category defines it.' })
export class ProductAttribute {
  @Field(() => String, { description: 'Its key, for filters.' })
  key: string;
  @Field(() => String, { description: 'Its name, for people.' })
  label: string;
  @Field(() => String, { description: 'Its value.' })
  value: string;
  @Field(() => String, { nullable: true, description: 'The unit of the value.' })
  unit: string | null;
  @Field(() => Boolean, { description: 'Whether lists can be narrowed down by it.' })
  facetable: boolean;
}

@LifetimeOfParent()
@ObjectType('ProductOption', { description: 'A choice among variants.' })
export class ProductOption {
  @Field(() => String, { description: 'What is chosen: Size, Colour.' })
  name: string;
  @Field(() => [String], { description: 'What there is to choose from.' })
  values: readonly string[];
}

@LifetimeOfParent()
@ObjectType('SelectedOption', { description: 'What a variant is among the choices.' })
export class SelectedOption {
  @Field(() => String, { description: 'The choice.' })
  name: string;
  @Field(() => String, { description: 'What this variant is.' })
  value: string;
}

@InputType('SelectedOptionInput', { description: 'A choice that was made.' })
export class SelectedOptionInput {
  @Field(() => String, { description: 'The choice.' })
  name: string;
  @Field(() => String, { description: 'What was chosen.' })
  value: string;
}

@Directive('@tag(name: "public")')
@ObjectType('ProductCard', {
  description: 'What a grid shows of a product: one read, seconds old at most, never used for charging.',
})
export class ProductCard {
  @Field(() => String, { description: 'The title.' })
  title: string;
  @Field(() => Image, { nullable: true, description: 'The main picture.' })
  image: Image | null;
  @Field(() => MoneyType, {
    nullable: true,
    description: 'The price to show, deals included; null when nobody offers it.',
  })
  priceFrom: MoneyType | null;
  @Field(() => MoneyType, { nullable: true, description: 'What it cost before, where there is a reduction.' })
  wasPrice: MoneyType | null;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When the deal behind the price ends.' })
  dealEndsAt: Date | null;
  @Field(() => GraphQLDecimal, {
    nullable: true,
    description: 'Average of the stars, 1.00 to 5.00; null without reviews.',
  })
  rating: string | null;
  @Field(() => Int, { description: 'How many reviews there are.' })
  ratingCount: number;
  @Field(() => String, { description: 'IN_STOCK, LOW_STOCK or OUT_OF_STOCK.' })
  availability: string;
  @Field(() => Boolean, { description: 'Whether it ships with membership.' })
  memberShipping: boolean;
  @Field(() => Int, { description: 'How many offers there are.' })
  offerCount: number;
  @Field(() => [String], { description: 'What to stick on the picture: DEAL, BEST_SELLER, TOP_RATED.' })
  badges: string[];
  @Field(() => GraphQLDateTime, { description: 'When the card last changed.' })
  asOf: Date;
}

@Lifetime(LIFETIMES.product)
@Directive('@tag(name: "public")')
@Directive('@key(fields: "id")')
@ObjectType('Product', { implements: Node, description: 'Something that is sold, in one or several variants.' })
export class ProductType extends Node {}

@Lifetime(LIFETIMES.product)
@Directive('@tag(name: "public")')
@Directive('@key(fields: "sku")')
@Directive('@key(fields: "id")')
@ObjectType('ProductVariant', { implements: Node, description: 'One size, colour or configuration of a product.' })
export class ProductVariantType extends Node {
  @Field(() => String, { description: 'Stock keeping unit; unique.' })
  sku: string;
  @Field(() => String, { nullable: true, description: 'Global trade item number (GS1).' })
  gtin: string | null;
  @Field(() => String, { description: 'The product’s title with what this variant is.' })
  title: string;
  @Field(() => [SelectedOption], { description: 'What it is among the choices.' })
  selectedOptions: readonly SelectedOption[];
  @Field(() => Int, { nullable: true, description: 'Weight with packaging.' })
  weightGrams: number | null;
  @Field(() => [Int], { nullable: true, description: 'Length, width and height in millimetres.' })
  dimensionsMm: readonly number[] | null;
  @Field(() => String, { description: 'How it is taxed.' })
  taxClass: string;
}

export const { Connection: ProductConnection } = connectionTypes('Product', () => ProductType, { cached: true });
export const { Connection: ProductVariantConnection } = connectionTypes('ProductVariant', () => ProductVariantType, {
  cached: true,
});

@Lifetime(LIFETIMES.taxonomy)
@Directive('@tag(name: "public")')
@Directive('@key(fields: "id")')
@ObjectType('Category', { implements: Node, description: 'A place in the catalogue’s tree.' })
export class CategoryType extends Node {
  @Field(() => String, { description: 'Its name in addresses; unique.' })
  slug: string;
  @Field(() => String, { description: 'Its name.' })
  name: string;
}

@Lifetime(LIFETIMES.taxonomy)
@Directive('@tag(name: "public")')
@Directive('@key(fields: "id")')
@ObjectType('Brand', { implements: Node, description: 'Who makes it.' })
export class BrandType extends Node {
  @Field(() => String, { description: 'Its name in addresses; unique.' })
  slug: string;
  @Field(() => String, { description: 'Its name.' })
  name: string;
  @Field(() => Boolean, { description: 'Whether the brand itself is registered here.' })
  verified: boolean;
}

@InputType('AttributeInput', { description: 'A property of the product.' })
export class AttributeInput {
  @Field(() => String, { description: 'Its key, as the category defines it.' })
  key: string;
  @Field(() => String, { description: 'Its value.' })
  value: string;
}

@InputType('ProductOptionInput', { description: 'A choice among variants.' })
export class ProductOptionInput {
  @Field(() => String, { description: 'What is chosen.' })
  name: string;
  @Field(() => [String], { description: 'What there is to choose from.' })
  values: string[];
}

@InputType('VariantInput', { description: 'One variant of a new product.' })
export class VariantInput {
  @Field(() => String, { description: 'Stock keeping unit; unique.' })
  sku: string;
  @Field(() => String, { nullable: true, description: 'Global trade item number, 8 to 14 digits with check digit.' })
  gtin?: string | null;
  @Field(() => [SelectedOptionInput], { description: 'What it is among the choices.' })
  options: SelectedOptionInput[];
  @Field(() => Int, { nullable: true, description: 'Weight with packaging.' })
  weightGrams?: number | null;
  @Field(() => String, { description: 'How it is taxed: standard, books, food, clothing, electronics or medicine.' })
  taxClass: string;
}

@InputType('ProductCreateInput', { description: 'A new listing.' })
export class ProductCreateInput {
  @Field(() => String, { description: 'The title, 5 to 200 characters.' })
  title: string;
  @Field(() => String, {
    description: 'The description; paragraphs, lists and emphasis are kept, all other markup goes.',
  })
  descriptionHtml: string;
  @Field(() => ID, { description: 'Where it belongs.' })
  categoryId: string;
  @Field(() => ID, { nullable: true, description: 'Who makes it.' })
  brandId?: string | null;
  @Field(() => [AttributeInput], { nullable: true, description: 'Its properties.' })
  attributes?: AttributeInput[] | null;
  @Field(() => [ProductOptionInput], { nullable: true, description: 'The choices among its variants.' })
  options?: ProductOptionInput[] | null;
  @Field(() => [VariantInput], { description: 'Its variants, one to fifty.' })
  variants: VariantInput[];
  @Field(() => ID, { description: IDEMPOTENCY_KEY })
  idempotencyKey: string;
}

@InputType('ProductUpdateInput', { description: 'What to change; what is left out stays.' })
export class ProductUpdateInput {
  @Field(() => String, { nullable: true, description: 'A new title.' })
  title?: string | null;
  @Field(() => String, { nullable: true, description: 'A new description.' })
  descriptionHtml?: string | null;
  @Field(() => ID, { nullable: true, description: 'Another category.' })
  categoryId?: string | null;
  @Field(() => ID, { nullable: true, description: 'Another brand.' })
  brandId?: string | null;
  @Field(() => [AttributeInput], { nullable: true, description: 'All properties anew.' })
  attributes?: AttributeInput[] | null;
  @Field(() => ProductStatusEnum, { nullable: true, description: 'Another status.' })
  status?: keyof typeof ProductStatusEnum | null;
}

@ObjectType('ProductPayload', { description: 'The product as it is now, or why nothing changed.' })
export class ProductPayload extends MutationPayload {
  @Field(() => ProductType, { nullable: true, description: 'The product.' })
  product?: object | null;
}

@ObjectType('CategoryPayload', { description: 'The category as it is now, or why nothing changed.' })
export class CategoryPayload extends MutationPayload {
  @Field(() => CategoryType, { nullable: true, description: 'The category.' })
  category?: object | null;
}
