import type { DealId } from '@emporium/contracts/ids';
import {
  describedEnum,
  GraphQLBigInt,
  GraphQLDateTime,
  IDEMPOTENCY_KEY,
  MutationPayload,
  Node,
  UserError,
} from '@emporium/platform/graphql';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';

export const DealClaimStatus = describedEnum('DealClaimStatus', 'Where a claim stands.', {
  HELD: 'The units wait for the checkout until `expiresAt`.',
  REDEEMED: 'An order has them.',
  EXPIRED: 'The checkout did not come in time.',
  RELEASED: 'Given back, or its order was cancelled.',
});

@Directive('@key(fields: "id")')
@Directive('@authenticated')
@ObjectType('DealClaim', { implements: Node, description: 'Units of a deal, held for one buyer.' })
export class DealClaimType extends Node {
  @Field(() => DealClaimStatus, { description: 'Where it stands.' })
  status: keyof typeof DealClaimStatus;

  @Field(() => Int, { description: 'Units.' })
  quantity: number;

  @Field(() => GraphQLDateTime, { description: 'How long the units are held.' })
  expiresAt: Date;

  dealId: DealId;
}

@InputType('DealClaimInput', { description: 'Units of a deal that the viewer wants.' })
export class DealClaimInput {
  @Field(() => ID, { description: 'The deal’s id.' })
  dealId: string;
  @Field(() => Int, { defaultValue: 1, description: 'How many units, up to the deal’s `perCustomerLimit`.' })
  quantity: number;
  @Field(() => ID, { description: IDEMPOTENCY_KEY })
  idempotencyKey: string;
}

@ObjectType('DealClaimPayload', { description: 'The claim, or why there is none.' })
export class DealClaimPayload extends MutationPayload {
  @Field(() => DealClaimType, { nullable: true, description: 'The claim.' })
  claim?: object | null;

  dealId?: DealId;
}

@ObjectType('DealSoldOutError', {
  implements: UserError,
  description: 'Fewer units are left than were asked for.',
})
export class DealSoldOutError extends UserError {
  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When the next hold runs out, so that a unit may be free again; null when all are bought.',
  })
  nextHoldEndsAt: Date | null;
}

@ObjectType('DealNotStartedError', { implements: UserError, description: 'The deal has not begun for this viewer.' })
export class DealNotStartedError extends UserError {
  @Field(() => GraphQLDateTime, { description: 'When it begins.' })
  opensAt: string;
}

@ObjectType('DealClaimEvent', { description: 'A claim has changed.' })
export class DealClaimEvent {
  @Field(() => GraphQLBigInt, { description: 'Counts up per claim; pass the last one seen as `after` to resume.' })
  sequence: bigint;
  @Field(() => ID, { description: 'The claim’s id.' })
  claimId: string;
  @Field(() => DealClaimStatus, { description: 'Where it stands.' })
  status: keyof typeof DealClaimStatus;
  @Field(() => GraphQLDateTime, { description: 'How long the units are held.' })
  expiresAt: string;
}
