import { EntityKey, GraphQLDateTime, Internal, MutationPayload } from '@emporium/platform/graphql';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';

@Directive('@key(fields: "id")')
@ObjectType('Deal', { description: 'A limited number of units of one offer at a special price.' })
export class Deal extends EntityKey {}

@ObjectType('DealAllocation', { description: 'Units that were set aside for a deal before it started.' })
export class DealAllocation {
  @Field(() => Int, { description: 'Units set aside.' })
  total: number;
  @Field(() => Int, { description: 'Units that checkouts and orders took.' })
  taken: number;
  @Field(() => Int, { description: 'Units still set aside.' })
  remaining: number;
  @Field(() => Int, { description: 'Taken units in percent of all, rounded down.' })
  percentTaken: number;
  @Field(() => GraphQLDateTime, { description: 'When this was read.' })
  asOf: Date;
}

@Internal()
@InputType('DealStockAllocateInput', { description: 'Units to set aside for a deal.' })
export class DealStockAllocateInput {
  @Field(() => ID, { description: 'The deal’s id.' })
  dealId: string;
  @Field(() => ID, { description: 'The offer’s id.' })
  offerId: string;
  @Field(() => Int, { description: 'How many units.' })
  quantity: number;
  @Field(() => ID, { description: 'The caller’s key for this step.' })
  idempotencyKey: string;
}

@Internal()
@InputType('DealStockReleaseInput', { description: 'A deal that is over.' })
export class DealStockReleaseInput {
  @Field(() => ID, { description: 'The deal’s id.' })
  dealId: string;
  @Field(() => ID, { description: 'The caller’s key for this step.' })
  idempotencyKey: string;
}

@Internal()
@ObjectType('DealStockPayload', { description: 'How many units moved, or why none did.' })
export class DealStockPayload extends MutationPayload {
  @Field(() => Int, { nullable: true, description: 'Units set aside, or given back.' })
  allocated?: number | null;
}
