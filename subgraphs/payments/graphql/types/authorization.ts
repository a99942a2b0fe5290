import { describedEnum, Internal, MoneyInput, MutationPayload, PaymentNextAction } from '@emporium/platform/graphql';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { PaymentType } from './payment.ts';

export const AuthorizationOutcome = describedEnum(
  'AuthorizationOutcome',
  'How an authorisation stands when the call returns.',
  {
    AUTHORIZED: 'The money is set aside.',
    REQUIRES_ACTION: 'The buyer has to confirm it first.',
    DECLINED: 'The bank said no.',
    PENDING: 'The gateway did not answer in time; an event will tell.',
  },
);
export type AuthorizationOutcome = keyof typeof AuthorizationOutcome;

@Internal()
@InputType('PaymentAllocationInput', { description: 'The part of a payment that belongs to one seller order.' })
export class PaymentAllocationInput {
  @Field(() => ID, { description: 'The seller order’s id.' })
  sellerOrderId: string;
  @Field(() => ID, { description: 'Its seller.' })
  sellerId: string;
  @Field(() => MoneyInput, { description: 'How much of the payment.' })
  amount: MoneyInput;
}

@Internal()
@InputType('PaymentAuthorizeInput', { description: 'Money to be set aside for an order.' })
export class PaymentAuthorizeInput {
  @Field(() => ID, { description: 'The order’s id.' })
  orderId: string;
  @Field(() => String, { description: 'The order’s number, as the buyer knows it.' })
  orderNumber: string;
  @Field(() => ID, { description: 'The account or guest who pays.' })
  ownerId: string;
  @Field(() => Int, { description: '1 for the first method tried, one more for each further one.' })
  attempt: number;
  @Field(() => MoneyInput, { description: 'How much.' })
  amount: MoneyInput;
  @Field(() => ID, { description: 'The owner’s saved method.' })
  paymentMethodId: string;
  @Field(() => [PaymentAllocationInput], { description: 'Whose parts make up the amount, to the minor unit.' })
  allocations: PaymentAllocationInput[];
  @Field(() => ID, { description: 'The caller’s key for this step.' })
  idempotencyKey: string;
}

@Internal()
@ObjectType('PaymentAuthorizePayload', { description: 'How the authorisation stands, or why it was not tried.' })
export class PaymentAuthorizePayload extends MutationPayload {
  @Field(() => PaymentType, { nullable: true, description: 'The payment.' })
  payment?: PaymentType | null;
  @Field(() => AuthorizationOutcome, { nullable: true, description: 'How it stands; null when it was not tried.' })
  outcome?: AuthorizationOutcome | null;
  @Field(() => String, { nullable: true, description: 'Why the bank said no.' })
  declineCode?: string | null;
  @Field(() => PaymentNextAction, { nullable: true, description: 'What the buyer has to do.' })
  nextAction?: PaymentNextAction | null;
}

@Internal()
@InputType('PaymentVoidInput', { description: 'An order that comes to nothing.' })
export class PaymentVoidInput {
  @Field(() => ID, { description: 'The order’s id.' })
  orderId: string;
  @Field(() => ID, { description: 'The caller’s key for this step.' })
  idempotencyKey: string;
}

@Internal()
@ObjectType('PaymentVoidPayload', { description: 'The payment, or why nothing could be given up.' })
export class PaymentVoidPayload extends MutationPayload {
  @Field(() => PaymentType, { nullable: true, description: 'The payment as it is now.' })
  payment?: PaymentType | null;
}
