import {
  describedEnum,
  EntityKey,
  GraphQLBigInt,
  GraphQLCountryCode,
  GraphQLDate,
  GraphQLDateTime,
} from '@emporium/platform/graphql';
import { Directive, Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Warehouse } from './warehouse.ts';

export const AvailabilityStatus = describedEnum('AvailabilityStatus', 'What shoppers see of the stock.', {
  IN_STOCK: 'Enough for anybody.',
  LOW_STOCK: 'A few units left; the number is shown.',
  OUT_OF_STOCK: 'Nothing that could be promised.',
});

@ObjectType('Availability', { description: 'A band, not the raw number, unless the number is small.' })
export class Availability {
  @Field(() => AvailabilityStatus, { description: 'The band.' })
  status: keyof typeof AvailabilityStatus;

  @Field(() => Int, { nullable: true, description: 'How many are left, when that is five or fewer.' })
  lowStockQuantity: number | null;

  @Field(() => Int, { description: 'The most that one order can have.' })
  maxOrderQuantity: number;

  @Field(() => GraphQLDateTime, { description: 'When this was read.' })
  asOf: Date;
}

@ObjectType('DeliveryEstimate', { description: 'When a parcel ordered now arrives.' })
export class DeliveryEstimate {
  @Field(() => GraphQLDate, { description: 'Not before this day.' })
  earliest: string;

  @Field(() => GraphQLDate, { description: 'Not after this day.' })
  latest: string;

  @Field(() => Float, { description: 'The share of parcels that arrive within these days, 0 to 1.' })
  confidence: number;

  @Directive('@requiresScopes(scopes: [["admin:inventory"]])')
  @Field(() => Warehouse, { nullable: true, description: 'Where the parcel would leave from.' })
  warehouse: Warehouse | null;

  @Field(() => String, { description: 'The model that made the estimate.' })
  modelVersion: string;
}

@InputType('DestinationInput', { description: 'Where a parcel goes, as far as the estimate needs it.' })
export class DestinationInput {
  @Field(() => GraphQLCountryCode, { description: 'Country.' })
  country: string;

  @Field(() => String, { nullable: true, description: 'Postal code; makes the estimate sharper.' })
  postalCode?: string | null;
}

@Directive('@key(fields: "id")')
@ObjectType('Offer', { description: 'A seller’s price for one variant in one condition: the thing that is bought.' })
export class Offer extends EntityKey {}

@ObjectType('AvailabilityEvent', { description: 'What shoppers see of an offer’s stock has changed.' })
export class AvailabilityEvent {
  @Field(() => GraphQLBigInt, {
    description: 'Counts up over all offers; pass the last one seen as `after` to resume.',
  })
  sequence: bigint;

  @Field(() => ID, { description: 'The offer’s id.' })
  offerId: string;

  @Field(() => Availability, { description: 'What shoppers see now.' })
  availability: Availability;
}
