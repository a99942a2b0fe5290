import { GraphQLBigInt, GraphQLDateTime, MutationPayload, Node } from '@emporium/platform/graphql';
import { Field, Float, ID, InputType, ObjectType } from 'type-graphql';
import { ShipmentStatus } from '../../../orders/graphql/types/enums.ts';
import { ShipmentType } from '../../../orders/graphql/types/parts.ts';

type Status = keyof typeof ShipmentStatus;

@ObjectType('TrackingEvent', { implements: Node, description: 'One scan of a parcel, as its carrier reported it.' })
export class TrackingEventType extends Node {
  @Field(() => GraphQLBigInt, { description: 'Counts what was received; carriers report late and out of order.' })
  sequence: bigint;
  @Field(() => ShipmentStatus, { description: 'What the scan says of the parcel.' })
  status: Status;
  @Field(() => String, { description: 'The carrier’s words.' })
  detail: string;
  @Field(() => String, { nullable: true, description: 'Where it happened, in the carrier’s words.' })
  location: string | null;
  @Field(() => GraphQLDateTime, { description: 'When it happened.' })
  occurredAt: Date;
}

@ObjectType('DeliveryWindow', { description: 'Between when a parcel is expected.' })
export class DeliveryWindow {
  @Field(() => GraphQLDateTime, { description: 'Not before.' })
  earliest: Date;
  @Field(() => GraphQLDateTime, { description: 'Not after.' })
  latest: Date;
  @Field(() => Float, { description: 'The share of parcels in this state that arrive in the window, 0 to 1.' })
  confidence: number;
}

@ObjectType('TrackingUpdateEvent', { description: 'A carrier reported on a parcel.' })
export class TrackingUpdateEvent {
  @Field(() => GraphQLBigInt, { description: 'Pass the last one seen as `after` to resume.' })
  sequence: bigint;
  @Field(() => ID, { description: 'The parcel’s id.' })
  shipmentId: string;
  @Field(() => TrackingEventType, { description: 'What was reported.' })
  event: TrackingEventType;
}

@InputType('TrackingIngestInput', { description: 'A carrier’s report.' })
export class TrackingIngestInput {
  @Field(() => String, { description: 'The number on the label.' })
  trackingNumber: string;
  @Field(() => ID, { description: 'The carrier’s own id of the event: the same one is recorded once.' })
  carrierEventId: string;
  @Field(() => ShipmentStatus, { description: 'From PICKED_UP to DELIVERED.' })
  status: Status;
  @Field(() => String, { description: 'What happened, for people.' })
  detail: string;
  @Field(() => String, { nullable: true, description: 'Where it happened, in the carrier’s words.' })
  location?: string | null;
  @Field(() => GraphQLDateTime, { description: 'When it happened; not later than now.' })
  occurredAt: Date;
}

@ObjectType('ShipmentPayload', { description: 'The parcel, or why nothing was recorded.' })
export class ShipmentPayload extends MutationPayload {
  @Field(() => ShipmentType, { nullable: true, description: 'The parcel as it is now.' })
  shipment?: object | null;
}
