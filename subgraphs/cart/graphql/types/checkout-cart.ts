import { Internal, MoneyType } from '@emporium/platform/graphql';
import { Field, ID, Int, ObjectType } from 'type-graphql';

@Internal()
@ObjectType('CheckoutCartLine', { description: 'A line as a checkout takes it over.' })
export class CheckoutCartLine {
  @Field(() => ID, { description: 'The line’s id.' })
  lineId: string;
  @Field(() => ID, { description: 'The offer’s id.' })
  offerId: string;
  @Field(() => Int, { description: 'How many.' })
  quantity: number;
  @Field(() => MoneyType, { description: 'What the buyer saw.' })
  unitPriceWhenAdded: MoneyType;
  @Field(() => ID, { nullable: true, description: 'The claim on a deal, while it holds.' })
  dealClaimId: string | null;
}

@Internal()
@ObjectType('CheckoutCart', { description: 'A cart as a checkout takes it over.' })
export class CheckoutCart {
  @Field(() => ID, { description: 'The cart’s id.' })
  cartId: string;
  @Field(() => ID, { description: 'Whose it is.' })
  ownerId: string;
  @Field(() => Int, { description: 'Counts its changes.' })
  version: number;
  @Field(() => [String], { description: 'The coupons that were applied.' })
  couponCodes: readonly string[];
  @Field(() => [CheckoutCartLine], { description: 'The lines, a hundred at most.' })
  lines: readonly CheckoutCartLine[];
}
