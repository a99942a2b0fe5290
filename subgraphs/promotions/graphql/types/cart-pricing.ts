import {
  ErrorCode,
  GraphQLDateTime,
  IDEMPOTENCY_KEY,
  Internal,
  MoneyInput,
  MoneyType,
  MutationPayload,
} from '@emporium/platform/graphql';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DealClaimStatus } from './deal-claim.ts';

@Internal()
@InputType('CartPricingLineInput', { description: 'A line of the cart.' })
export class CartPricingLineInput {
  @Field(() => ID, { description: 'The caller’s name for the line.' })
  lineId: string;
  @Field(() => ID, { description: 'The offer’s id.' })
  offerId: string;
  @Field(() => ID, { description: 'Its product.' })
  productId: string;
  @Field(() => [ID], { description: 'The product’s categories, from the department down.' })
  categoryPath: string[];
  @Field(() => ID, { description: 'Who sells it.' })
  sellerId: string;
  @Field(() => Int, { description: 'How many.' })
  quantity: number;
  @Field(() => MoneyInput, { description: 'The seller’s price of one.' })
  unitPrice: MoneyInput;
  @Field(() => ID, { nullable: true, description: 'The claim that gives it its deal’s price.' })
  dealClaimId?: string | null;
}

@Internal()
@InputType('CartPricingInput', { description: 'A cart to be priced; all its prices in one currency.' })
export class CartPricingInput {
  @Field(() => ID, { description: 'The account or guest it belongs to.' })
  ownerId: string;
  @Field(() => [String], { description: 'Coupon codes as typed.' })
  couponCodes: string[];
  @Field(() => [CartPricingLineInput], { description: 'What is in it.' })
  lines: CartPricingLineInput[];
  @Field(() => MoneyInput, {
    nullable: true,
    description: 'What delivery would cost; where it is known, free delivery counts as worth that much.',
  })
  shipping?: MoneyInput | null;
}

@Internal()
@ObjectType('CartPricingLine', { description: 'What one unit of a line costs, before promotions.' })
export class CartPricingLine {
  @Field(() => ID, { description: 'The caller’s name for the line.' })
  lineId: string;
  @Field(() => MoneyType, { description: 'The deal’s price for a valid claim, else the seller’s.' })
  unitPrice: MoneyType;
}

@Internal()
@ObjectType('CartDiscount', { description: 'What a promotion takes off.' })
export class CartDiscount {
  @Field(() => ID, { nullable: true, description: 'Off this line; null for the whole cart.' })
  lineId: string | null;
  @Field(() => String, { nullable: true, description: 'The coupon’s code.' })
  code: string | null;
  @Field(() => String, { description: 'The coupon’s code, else the promotion’s id.' })
  source: string;
  @Field(() => String, { description: 'What to call it on a receipt.' })
  title: string;
  @Field(() => MoneyType, { description: 'How much; more than zero.' })
  amount: MoneyType;
}

@Internal()
@ObjectType('CartPricingProblem', { description: 'A coupon or a claim that does not count.' })
export class CartPricingProblem {
  @Field(() => String, { nullable: true, description: 'The coupon.' })
  couponCode: string | null;
  @Field(() => ID, { nullable: true, description: 'The claim’s id.' })
  dealClaimId: string | null;
  @Field(() => ErrorCode, { description: 'Why, for programs.' })
  code: ErrorCode;
  @Field(() => String, { description: 'Why, for people.' })
  message: string;
  @Field(() => MoneyType, { nullable: true, description: 'From how much on the coupon would count.' })
  minimumSpend: MoneyType | null;
}

@Internal()
@ObjectType('CartPricing', { description: 'What a cart costs before delivery and tax.' })
export class CartPricingType {
  @Field(() => [CartPricingLine], { description: 'Every line.' })
  lines: CartPricingLine[];
  @Field(() => [CartDiscount], { description: 'What is taken off; together never more than the lines cost.' })
  discounts: CartDiscount[];
  @Field(() => Boolean, { description: 'Standard delivery costs nothing.' })
  freeShipping: boolean;
  @Field(() => [CartPricingProblem], { description: 'What does not count, and why.' })
  problems: CartPricingProblem[];
}

@Internal()
@ObjectType('CartDealClaim', { description: 'A claim as carts and checkouts need it.' })
export class CartDealClaim {
  @Field(() => ID, { description: 'The claim’s id.' })
  claimId: string;
  @Field(() => ID, { description: 'Its deal.' })
  dealId: string;
  @Field(() => ID, { description: 'The offer the deal is on.' })
  offerId: string;
  @Field(() => Int, { description: 'Units.' })
  quantity: number;
  @Field(() => DealClaimStatus, { description: 'Where it stands.' })
  status: keyof typeof DealClaimStatus;
  @Field(() => MoneyType, { description: 'What a unit costs under the deal.' })
  dealPrice: MoneyType;
  @Field(() => GraphQLDateTime, { description: 'How long the units are held.' })
  expiresAt: Date;
}

@Internal()
@InputType('PromotionsRedeemInput', { description: 'What an order uses: all of it or nothing.' })
export class PromotionsRedeemInput {
  @Field(() => ID, { description: 'The order’s id.' })
  orderId: string;
  @Field(() => ID, { description: 'The account or guest it belongs to.' })
  ownerId: string;
  @Field(() => [String], { description: 'Its coupons.' })
  couponCodes: string[];
  @Field(() => [ID], { description: 'Its claims on deals.' })
  dealClaimIds: string[];
  @Field(() => ID, { description: IDEMPOTENCY_KEY })
  idempotencyKey: string;
}

@Internal()
@InputType('PromotionsRestoreInput', { description: 'An order that came to nothing.' })
export class PromotionsRestoreInput {
  @Field(() => ID, { description: 'The order’s id.' })
  orderId: string;
  @Field(() => ID, { description: IDEMPOTENCY_KEY })
  idempotencyKey: string;
}

@Internal()
@ObjectType('PromotionsRedeemPayload', { description: 'Nothing, or why it was refused.' })
export class PromotionsRedeemPayload extends MutationPayload {}
