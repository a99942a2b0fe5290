import {
  connectionTypes,
  describedEnum,
  EntityKey,
  GraphQLBigInt,
  GraphQLCountryCode,
  GraphQLDateTime,
  IDEMPOTENCY_KEY,
  MoneyInput,
  MoneyType,
  MutationPayload,
  Node,
  OfferCondition,
  UserError,
} from '@emporium/platform/graphql';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';

export const FulfilmentChannel = describedEnum('FulfilmentChannel', 'Who stores and ships.', {
  PLATFORM: 'Emporium’s warehouses.',
  SELLER: 'The seller’s own.',
});

export const OfferStatus = describedEnum(
  'OfferStatus',
  'Whether an offer stands. Whether it is in stock is its `availability`.',
  {
    ACTIVE: 'Can be bought while it is in stock.',
    INACTIVE: 'Withdrawn by its seller.',
    SUPPRESSED: 'Its product is not for sale at present.',
  },
);

@Directive('@key(fields: "id")')
@ObjectType('ProductVariant', { description: 'One size, colour or configuration of a product.' })
export class ProductVariant extends EntityKey {}

@Directive('@key(fields: "id")')
@ObjectType('Product', { description: 'Something that is sold, in one or several variants.' })
export class Product extends EntityKey {}

@Directive('@tag(name: "public")')
@Directive('@key(fields: "id")')
@ObjectType('Offer', {
  implements: Node,
  description: 'A seller’s price for one variant in one condition: the thing that is bought.',
})
export class OfferType extends Node {
  @Field(() => OfferCondition, { description: 'The state of the goods.' })
  condition: keyof typeof OfferCondition;

  @Field(() => FulfilmentChannel, { description: 'Who stores and ships it.' })
  fulfilment: keyof typeof FulfilmentChannel;

  @Field(() => Boolean, { description: 'Prime members get it without shipping costs, and faster.' })
  primeEligible: boolean;

  @Field(() => GraphQLCountryCode, { description: 'The country it is sent from.' })
  shipsFrom: string;

  @Field(() => Int, { description: 'Working days until the carrier has it.' })
  handlingDays: number;

  @Field(() => Int, { description: 'Days after delivery in which it can be sent back.' })
  returnWindowDays: number;

  @Field(() => OfferStatus, { description: 'Whether it stands.' })
  status: keyof typeof OfferStatus;

  @Field(() => Int, { description: 'Counts its changes; pass it back when setting a price.' })
  version: number;
}

export const { Connection: OfferConnection } = connectionTypes('Offer', () => OfferType, { totalCount: true });

@ObjectType('PricePoint', { description: 'A price and when it began.' })
export class PricePointType {
  @Field(() => GraphQLDateTime, { description: 'When it began.' })
  at: Date;

  @Field(() => MoneyType, { description: 'The price.' })
  price: MoneyType;
}

@ObjectType('FeaturedOfferEvent', { description: 'Another offer stands behind a variant’s "Add to cart".' })
export class FeaturedOfferEvent {
  @Field(() => GraphQLBigInt, {
    description: 'Counts up over all variants; pass the last one seen as `after` to resume.',
  })
  sequence: bigint;

  @Field(() => ID, { description: 'The variant’s id.' })
  variantId: string;

  @Field(() => OfferType, {
    nullable: true,
    description: 'The featured new offer as it is now; null when there is none.',
  })
  offer: object | null;
}

@InputType('OfferCreateInput', { description: 'A new offer.' })
export class OfferCreateInput {
  @Field(() => ID, { description: 'The seller; one the viewer works for.' })
  sellerId: string;
  @Field(() => ID, { description: 'What is offered.' })
  variantId: string;
  @Field(() => OfferCondition, { description: 'The state of the goods.' })
  condition: keyof typeof OfferCondition;
  @Field(() => MoneyInput, {
    description: 'In US dollars, between a quarter and four times the median of what the variant costs now.',
  })
  price: MoneyInput;
  @Field(() => MoneyInput, { nullable: true, description: 'What is struck out beside the price; higher than it.' })
  listPrice?: MoneyInput | null;
  @Field(() => FulfilmentChannel, { description: 'Who stores and ships it.' })
  fulfilment: keyof typeof FulfilmentChannel;
  @Field(() => Int, { description: 'Working days until the carrier has it, 0 to 30.' })
  handlingDays: number;
  @Field(() => Int, { defaultValue: 30, description: 'Days after delivery in which it can be sent back, 14 to 365.' })
  returnWindowDays: number;
  @Field(() => ID, { description: IDEMPOTENCY_KEY })
  idempotencyKey: string;
}

@ObjectType('OfferPayload', { description: 'The offer as it is now, or why it was not changed.' })
export class OfferPayload extends MutationPayload {
  @Field(() => OfferType, { nullable: true, description: 'The offer.' })
  offer?: object | null;
}

@ObjectType('PriceOutOfBoundsError', {
  implements: UserError,
  description: 'The price is so far from what the variant costs that it looks like a slip.',
})
export class PriceOutOfBoundsError extends UserError {
  @Field(() => MoneyType, { description: 'The lowest price that is accepted now.' })
  lowest: MoneyType;
  @Field(() => MoneyType, { description: 'The highest price that is accepted now.' })
  highest: MoneyType;
}

@ObjectType('DuplicateOfferError', {
  implements: UserError,
  description: 'The seller has an offer for this variant in this condition.',
})
export class DuplicateOfferError extends UserError {
  @Field(() => ID, { description: 'The offer’s id.' })
  offerId: string;
}
