import {
  describedEnum,
  EntityKey,
  GraphQLDateTime,
  IDEMPOTENCY_KEY,
  MoneyInput,
  MoneyType,
  MutationPayload,
  Node,
  UserError,
} from '@emporium/platform/graphql';
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import { PaymentType } from './payment.ts';

export const RefundStatus = describedEnum('RefundStatus', 'How far a refund has come. The list grows.', {
  PENDING: 'Promised and set aside; the gateway carries it out.',
  SUCCEEDED: 'The buyer’s bank has it.',
  FAILED: 'The gateway refused; nothing was given back.',
});
export type RefundStatus = keyof typeof RefundStatus;

export const RefundDestination = describedEnum('RefundDestination', 'Where a refund goes.', {
  ORIGINAL_METHOD: 'Back to what the payment was made with.',
});
export type RefundDestination = keyof typeof RefundDestination;

@Directive('@key(fields: "id")')
@ObjectType('Return', { description: 'Goods on their way back.' })
export class Return extends EntityKey {}

@Directive('@key(fields: "id")')
@ObjectType('Refund', { implements: Node, description: 'Money given back to a buyer.' })
export class RefundType extends Node {
  @Field(() => PaymentType, {
    nullable: true,
    description: 'The payment it belongs to; null when it is not the viewer’s to see.',
  })
  payment?: PaymentType | null;
  @Field(() => RefundStatus, { description: 'How far it has come.' })
  status: RefundStatus;
  @Field(() => MoneyType, { description: 'How much.' })
  amount: MoneyType;
  @Field(() => String, { description: 'Why it is given back; the buyer reads it.' })
  reason: string;
  @Field(() => RefundDestination, { description: 'Where the money goes.' })
  destination: RefundDestination;
  @Field(() => Return, { nullable: true, description: 'The return it is for.' })
  return: Return | null;
  @Field(() => GraphQLDateTime, { description: 'When it was promised.' })
  createdAt: Date;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it succeeded or failed.' })
  completedAt: Date | null;
}

@InputType('RefundCreateInput', { description: 'Money to give back.' })
export class RefundCreateInput {
  @Field(() => ID, { description: 'Of which payment.' })
  paymentId: string;
  @Field(() => MoneyInput, { nullable: true, description: 'How much; all that can be refunded when left out.' })
  amount?: MoneyInput | null;
  @Field(() => String, { description: 'Why, 1 to 500 characters; the buyer sees it.' })
  reason: string;
  @Field(() => RefundDestination, { description: 'Where the money goes.' })
  destination: RefundDestination;
  @Field(() => ID, { nullable: true, description: 'The return it is for.' })
  returnId?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'Take it from this seller order alone; from all in proportion when left out.',
  })
  sellerOrderId?: string | null;
  @Field(() => ID, { description: IDEMPOTENCY_KEY })
  idempotencyKey: string;
}

@ObjectType('RefundPayload', { description: 'The refund, or why there is none.' })
export class RefundPayload extends MutationPayload {
  @Field(() => RefundType, { nullable: true, description: 'The refund.' })
  refund?: RefundType | null;
}

@ObjectType('RefundableExceededError', {
  implements: UserError,
  description: 'More than what can still be given back.',
})
export class RefundableExceededError extends UserError {
  @Field(() => MoneyType, { description: 'What can be given back now.' })
  refundable: MoneyType;
}
