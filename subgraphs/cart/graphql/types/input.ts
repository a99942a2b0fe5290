import { MoneyType, MutationPayload, UserError } from '@emporium/platform/graphql';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CartType } from './cart.ts';

@InputType('CartLineAddInput', {
  description: 'What to put into the cart. More of an offer that is in it already counts up.',
})
export class CartLineAddInput {
  @Field(() => ID, { description: 'The offer’s id.' })
  offerId: string;
  @Field(() => Int, { defaultValue: 1, description: 'How many, 1 to 30.' })
  quantity: number;
  @Field(() => ID, { nullable: true, description: 'The viewer’s claim on a lightning deal of this offer.' })
  dealClaimId?: string | null;
}

@InputType('CartLineUpdateInput', { description: 'A new quantity for a line.' })
export class CartLineUpdateInput {
  @Field(() => ID, { description: 'The line’s id.' })
  lineId: string;
  @Field(() => Int, { description: 'How many; 0 takes the line out.' })
  quantity: number;
}

@ObjectType('CartPayload', { description: 'The cart as it is now, or why it was not changed.' })
export class CartPayload extends MutationPayload {
  @Field(() => CartType, { nullable: true, description: 'The cart.' })
  cart?: object | null;
}

@ObjectType('CouponError', { implements: UserError, description: 'The coupon takes nothing off this cart.' })
export class CouponError extends UserError {
  @Field(() => String, { description: 'The coupon.' })
  couponCode: string;
  @Field(() => MoneyType, { nullable: true, description: 'What the cart must cost for it, when that is the reason.' })
  minimumSpend: MoneyType | null;
}
