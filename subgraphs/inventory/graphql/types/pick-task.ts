import { connectionTypes, describedEnum, EntityKey, MutationPayload, Node } from '@emporium/platform/graphql';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { Offer } from './availability.ts';

export const PickStatus = describedEnum('PickStatus', 'Where the warehouse’s work on a parcel stands.', {
  QUEUED: 'Waits for a picker.',
  PICKING: 'A picker is collecting.',
  PICKED: 'Everything is collected.',
  PACKED: 'The parcel waits for the carrier.',
  SHIPPED: 'The carrier has it.',
  CANCELLED: 'Nothing is left to send.',
});

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Shipment', { description: 'One parcel: what one seller sends from one warehouse.' })
export class Shipment extends EntityKey {}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('PublicProfile', {
  description: 'What others may see of a person. An entity of its own, so that a review can never leak an address.',
})
export class PublicProfile extends EntityKey {}

@ObjectType('PickLine', { description: 'Units to take from one bin.' })
export class PickLineType {
  @Field(() => Offer, { nullable: true, description: 'What to take.' })
  offer: Offer | null;
  @Field(() => String, { description: 'Aisle, rack and shelf, such as `K-17-3`.' })
  bin: string;
  @Field(() => Int, { description: 'How many units.' })
  quantity: number;
  @Field(() => Int, { description: 'How many are in the tote already.' })
  picked: number;
}

@Directive('@key(fields: "id")')
@Directive('@requiresScopes(scopes: [["warehouse:ops"]])')
@ObjectType('PickTask', { implements: Node, description: 'The warehouse’s work for one parcel: collect and pack.' })
export class PickTaskType extends Node {
  @Field(() => PickStatus, { description: 'Where it stands.' })
  status: keyof typeof PickStatus;
}

export const { Connection: PickTaskConnection } = connectionTypes('PickTask', () => PickTaskType);

@ObjectType('PickTaskPayload', { description: 'The task as it is now, or why nothing changed.' })
export class PickTaskPayload extends MutationPayload {
  @Field(() => PickTaskType, { nullable: true, description: 'The task.' })
  pickTask?: object | null;
}
