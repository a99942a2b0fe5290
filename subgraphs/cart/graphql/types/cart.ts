import {
  connectionTypes,
  describedEnum,
  GraphQLBigInt,
  GraphQLDateTime,
  MoneyType,
  Node,
} from '@emporium/platform/graphql';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

export const CartWarningCode = describedEnum('CartWarningCode', 'What a buyer should know before going on.', {
  PRICE_CHANGED: 'It costs more or less than when it was added.',
  OFFER_UNAVAILABLE: 'It cannot be bought at present, and counts for nothing in the totals.',
  DEAL_CLAIM_EXPIRED: 'The deal was not bought in time; the ordinary price applies.',
  COUPON_PROBLEM: 'A coupon takes nothing off any more.',
  DISCOUNTS_UNAVAILABLE: 'Discounts are not known at the moment. The checkout will know them.',
});

export const CartCause = describedEnum('CartCause', 'Why a cart changed.', {
  SNAPSHOT: 'It did not: this is how it was on subscribing.',
  LINES_ADDED: 'Something was put into it.',
  LINES_UPDATED: 'Quantities changed.',
  LINES_REMOVED: 'Something was taken out.',
  SAVED_FOR_LATER: 'A line was saved for later.',
  MOVED_TO_CART: 'A saved item came back.',
  COUPONS_CHANGED: 'A coupon was applied or removed.',
  MERGED: 'A guest signed in, and the carts became one.',
  ORDERED: 'What was bought left it.',
  DEAL_ENDED: 'A claimed deal was not bought in time.',
  EXPIRED: 'Nobody changed it for thirty days.',
});

@ObjectType('CartWarning', { description: 'Something a buyer should know before going on.' })
export class CartWarning {
  @Field(() => CartWarningCode, { description: 'What it is about, for programs.' })
  code: keyof typeof CartWarningCode;

  @Field(() => String, { description: 'What it is about, for people.' })
  message: string;

  @Field(() => ID, { nullable: true, description: 'The line it is about; null for the whole cart.' })
  lineId: string | null;
}

@ObjectType('CartTotals', {
  description: 'What the cart costs now, of what can be bought. The checkout adds shipping and tax.',
})
export class CartTotals {
  @Field(() => MoneyType, { description: 'The lines together.' })
  subtotal: MoneyType;

  @Field(() => MoneyType, { description: 'What coupons and promotions take off; zero while they are not known.' })
  discount: MoneyType;

  @Field(() => MoneyType, { description: 'Subtotal less discount.' })
  total: MoneyType;
}

@ObjectType('CartLine', { implements: Node, description: 'So many of one offer.' })
export class CartLineType extends Node {
  @Field(() => Int, { description: 'How many, 1 to 30.' })
  quantity: number;

  @Field(() => GraphQLDateTime, { description: 'When it was first added.' })
  addedAt: Date;
}
export const { Connection: CartLineConnection } = connectionTypes('CartLine', () => CartLineType);

@ObjectType('SavedItem', { implements: Node, description: 'So many of one offer, saved for later.' })
export class SavedItemType extends Node {
  @Field(() => Int, { description: 'How many, 1 to 30.' })
  quantity: number;

  @Field(() => GraphQLDateTime, { description: 'When it was saved.' })
  savedAt: Date;
}
export const { Connection: SavedItemConnection } = connectionTypes('SavedItem', () => SavedItemType);

@Directive('@tag(name: "public")')
@Directive('@key(fields: "id")')
@ObjectType('Cart', {
  implements: Node,
  description: 'What somebody is about to buy. An account or guest session has one.',
})
export class CartType extends Node {
  @Field(() => Int, { description: 'Counts its changes.' })
  version: number;

  @Field(() => [String], { description: 'The coupons that were applied, five at most.' })
  couponCodes: readonly string[];

  @Field(() => GraphQLDateTime, {
    description: 'When it is gone if nobody changes it before: thirty days after the last change.',
  })
  expiresAt: Date;

  @Field(() => GraphQLDateTime, { description: 'When it last changed.' })
  updatedAt: Date;
}

@ObjectType('CartEvent', { description: 'A cart changed.' })
export class CartEvent {
  @Field(() => GraphQLBigInt, { description: 'Counts up; pass the last one seen as `after` to resume.' })
  sequence: bigint;

  @Field(() => CartCause, { description: 'What changed it.' })
  cause: keyof typeof CartCause;

  @Field(() => CartType, {
    nullable: true,
    description: 'The cart as it is now; null once it has expired or become part of another.',
  })
  cart: object | null;
}
