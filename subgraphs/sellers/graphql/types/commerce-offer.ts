import { GraphQLCountryCode, Internal, MoneyType, OfferCondition } from '@emporium/platform/graphql';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { OfferStatus } from './offer.ts';

@Internal()
@ObjectType('CommerceOffer', { description: 'An offer as carts and checkouts need it.' })
export class CommerceOfferType {
  @Field(() => ID, { description: 'The offer’s id.' })
  offerId: string;
  @Field(() => ID, { description: 'The product’s id.' })
  productId: string;
  @Field(() => [ID], { description: 'The product’s categories, from the department down.' })
  categoryPath: readonly string[];
  @Field(() => ID, { description: 'The variant’s id.' })
  variantId: string;
  @Field(() => ID, { description: 'The seller’s id.' })
  sellerId: string;
  @Field(() => String, { description: 'The name buyers see.' })
  sellerName: string;
  @Field(() => OfferCondition, { description: 'The state of the goods.' })
  condition: keyof typeof OfferCondition;
  @Field(() => OfferStatus, { description: 'Whether it stands.' })
  status: keyof typeof OfferStatus;
  @Field(() => MoneyType, { description: 'The price now.' })
  price: MoneyType;
  @Field(() => MoneyType, { nullable: true, description: 'What is struck out beside it.' })
  listPrice: MoneyType | null;
  @Field(() => Boolean, { description: 'Prime members get it without shipping costs.' })
  primeEligible: boolean;
  @Field(() => Int, { description: 'Working days until the carrier has it.' })
  handlingDays: number;
  @Field(() => GraphQLCountryCode, { description: 'The country it is sent from.' })
  shipsFrom: string;
  @Field(() => Int, {
    description: 'The marketplace’s share in millionths of the goods’ price after discounts, without tax and shipping.',
  })
  commissionRate: number;
  @Field(() => Int, { description: 'Counts the offer’s changes.' })
  version: number;
}
