import {
  GraphQLBigInt,
  GraphQLDateTime,
  IDEMPOTENCY_KEY,
  MutationPayload,
  UserError,
} from '@emporium/platform/graphql';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ModerationStatus, ReviewType } from './review.ts';

@InputType('ReviewCreateInput', { description: 'A review. One for an account and a product.' })
export class ReviewCreateInput {
  @Field(() => ID, { description: 'The product’s id.' })
  productId: string;
  @Field(() => ID, { nullable: true, description: 'The delivered order line it is about; else the latest there is.' })
  orderLineId?: string | null;
  @Field(() => Int, { description: 'Stars, 1 to 5.' })
  rating: number;
  @Field(() => String, { nullable: true, description: 'A headline, at most 120 characters.' })
  title?: string | null;
  @Field(() => String, { description: 'The review itself, 10 to 5000 characters of plain text.' })
  body: string;
  @Field(() => ID, { description: IDEMPOTENCY_KEY })
  idempotencyKey: string;
}

@ObjectType('ReviewPayload', { description: 'The review as it is now, or why nothing changed.' })
export class ReviewPayload extends MutationPayload {
  @Field(() => ReviewType, { nullable: true, description: 'The review; null once it is deleted.' })
  review?: object | null;
}

@ObjectType('AlreadyReviewedError', {
  implements: UserError,
  description: 'There is a review of this product by this account already.',
})
export class AlreadyReviewedError extends UserError {
  @Field(() => ID, { description: 'The review to change instead.' })
  reviewId: string;
}

@ObjectType('ReviewModerationEvent', { description: 'What a moderator decided about a review.' })
export class ReviewModerationEvent {
  @Field(() => GraphQLBigInt, { description: 'Counts up for the review; pass the last one seen as `after` to resume.' })
  sequence: bigint;
  @Field(() => ID, { description: 'The review’s id.' })
  reviewId: string;
  @Field(() => ModerationStatus, { description: 'Where it stands.' })
  status: keyof typeof ModerationStatus;
  @Field(() => String, { nullable: true, description: 'Why; null when no moderator has looked at it.' })
  reason: string | null;
  @Field(() => GraphQLDateTime, { description: 'When it was decided.' })
  occurredAt: Date;
}
