import {
  describedEnum,
  GraphQLCountryCode,
  GraphQLDateTime,
  IDEMPOTENCY_KEY,
  Internal,
  MutationPayload,
  Node,
} from '@emporium/platform/graphql';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { AvailabilityStatus, DestinationInput, Offer } from './availability.ts';
import { Warehouse } from './warehouse.ts';

export const ReservationStatus = describedEnum('ReservationStatus', 'Where a reservation stands.', {
  ACTIVE: 'Holds stock until it expires.',
  CONFIRMED: 'Belongs to an order.',
  RELEASED: 'Was given back.',
  EXPIRED: 'Ran out.',
});

@ObjectType('ReservationLine', { description: 'Units held in one warehouse.' })
export class ReservationLine {
  @Field(() => Offer, { nullable: true, description: 'The offer.' })
  offer: Offer | null;
  @Field(() => Warehouse, { description: 'Where the units lie.' })
  warehouse: Warehouse;
  @Field(() => Int, { description: 'How many units.' })
  quantity: number;
}

@Directive('@key(fields: "id")')
@Directive('@authenticated')
@ObjectType('Reservation', { implements: Node, description: 'Stock held for a checkout.' })
export class ReservationType extends Node {
  @Field(() => ReservationStatus, { description: 'Where it stands.' })
  status: keyof typeof ReservationStatus;
  @Field(() => GraphQLDateTime, { description: 'How long the units are held.' })
  expiresAt: Date;
  @Field(() => ID, { description: 'The checkout it is for.' })
  checkoutId: string;
}

@Internal()
@InputType('StockReserveLineInput', { description: 'Units to hold.' })
export class StockReserveLineInput {
  @Field(() => ID, { description: 'The caller’s name for the line.' })
  lineId: string;
  @Field(() => ID, { description: 'The offer’s id.' })
  offerId: string;
  @Field(() => Int, { description: 'How many units.' })
  quantity: number;
  @Field(() => ID, { nullable: true, description: 'Take the units that were set aside for this deal.' })
  dealId?: string | null;
}

@Internal()
@InputType('StockReserveInput', { description: 'All lines are held or none.' })
export class StockReserveInput {
  @Field(() => ID, { description: 'The reservation’s id, made by the caller.' })
  reservationId: string;
  @Field(() => ID, { description: 'The checkout’s id.' })
  checkoutId: string;
  @Field(() => [StockReserveLineInput], { description: 'What to hold.' })
  lines: StockReserveLineInput[];
  @Field(() => DestinationInput, { description: 'Where the parcels go.' })
  destination: DestinationInput;
  @Field(() => GraphQLDateTime, { description: 'How long to hold them.' })
  expiresAt: Date;
  @Field(() => ID, { description: IDEMPOTENCY_KEY })
  idempotencyKey: string;
}

@Internal()
@ObjectType('StockAllocation', { description: 'What one warehouse sends for one line.' })
export class StockAllocation {
  @Field(() => ID, { description: 'The caller’s name for the line.' })
  lineId: string;
  @Field(() => ID, { description: 'The offer’s id.' })
  offerId: string;
  @Field(() => Int, { description: 'How many units.' })
  quantity: number;
  @Field(() => ID, { description: 'The warehouse’s id.' })
  warehouseId: string;
  @Field(() => String, { description: 'Its code.' })
  warehouseCode: string;
  @Field(() => GraphQLCountryCode, { description: 'Its country.' })
  country: string;
  @Field(() => Int, { description: 'Working days in transit, at least.' })
  transitDaysMin: number;
  @Field(() => Int, { description: 'Working days in transit, at most.' })
  transitDaysMax: number;
  @Field(() => Int, { description: 'Distance to the destination.' })
  distanceKm: number;
}

@Internal()
@ObjectType('StockReservePayload', { description: 'What is held, or everything that is short.' })
export class StockReservePayload extends MutationPayload {
  @Field(() => ReservationType, { nullable: true, description: 'The reservation.' })
  reservation?: object | null;
  @Field(() => [StockAllocation], { nullable: true, description: 'Which warehouse sends what.' })
  allocations?: StockAllocation[] | null;
}

@Internal()
@InputType('StockConfirmLineInput', { description: 'Units of an order line.' })
export class StockConfirmLineInput {
  @Field(() => ID, { description: 'The order line’s id.' })
  orderLineId: string;
  @Field(() => ID, { description: 'The offer’s id.' })
  offerId: string;
  @Field(() => ID, { nullable: true, description: 'The deal whose units they are.' })
  dealId?: string | null;
  @Field(() => Int, { description: 'How many units.' })
  quantity: number;
}

@Internal()
@InputType('StockConfirmShipmentInput', { description: 'One parcel of the order.' })
export class StockConfirmShipmentInput {
  @Field(() => ID, { description: 'The shipment’s id.' })
  shipmentId: string;
  @Field(() => ID, { description: 'The seller order’s id.' })
  sellerOrderId: string;
  @Field(() => ID, { description: 'The warehouse it leaves from.' })
  warehouseId: string;
  @Field(() => [StockConfirmLineInput], { description: 'What is in it.' })
  lines: StockConfirmLineInput[];
}

@Internal()
@InputType('StockConfirmInput', { description: 'The checkout became an order.' })
export class StockConfirmInput {
  @Field(() => ID, { description: 'The reservation’s id.' })
  reservationId: string;
  @Field(() => ID, { description: 'The order’s id.' })
  orderId: string;
  @Field(() => [StockConfirmShipmentInput], { description: 'How the order is cut into parcels.' })
  shipments: StockConfirmShipmentInput[];
  @Field(() => ID, { description: IDEMPOTENCY_KEY })
  idempotencyKey: string;
}

@Internal()
@InputType('StockReleaseInput', { description: 'The checkout came to nothing.' })
export class StockReleaseInput {
  @Field(() => ID, { description: 'The reservation’s id.' })
  reservationId: string;
  @Field(() => ID, { description: IDEMPOTENCY_KEY })
  idempotencyKey: string;
}

@Internal()
@ObjectType('ReservationPayload', { description: 'The reservation as it is now, or why nothing changed.' })
export class ReservationPayload extends MutationPayload {
  @Field(() => ReservationType, { nullable: true, description: 'The reservation.' })
  reservation?: object | null;
}

@Internal()
@ObjectType('OfferStock', { description: 'What a cart needs to know of an offer’s stock.' })
export class OfferStock {
  @Field(() => ID, { description: 'The offer’s id.' })
  offerId: string;
  @Field(() => Int, { description: 'Units that could be promised.' })
  available: number;

  @Field(() => AvailabilityStatus, { description: 'What shoppers see.' })
  status: keyof typeof AvailabilityStatus;
}
