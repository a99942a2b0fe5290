import { IDEMPOTENCY_KEY, MutationPayload, PaymentNextAction, UserError } from '@emporium/platform/graphql';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { OrderType } from '../../../orders/graphql/types/order.ts';
import { CheckoutType, PriceChangeType } from './checkout.ts';

@ObjectType('CheckoutPayload', { description: 'The checkout, or why nothing changed.' })
export class CheckoutPayload extends MutationPayload {
  @Field(() => CheckoutType, { nullable: true, description: 'The checkout as it is now.' })
  checkout?: object | null;
}

@InputType('CheckoutCompleteInput', { description: 'What to buy, and how to pay.' })
export class CheckoutCompleteInput {
  @Field(() => ID, { description: 'The checkout’s id.' })
  checkoutId: string;
  @Field(() => Int, { description: 'The version the buyer saw.' })
  version: number;
  @Field(() => ID, { nullable: true, description: 'A saved payment method.' })
  paymentMethodId?: string | null;
  @Field(() => Boolean, { defaultValue: false, description: 'The buyer agreed to pay more than was shown at first.' })
  confirmedPriceChanges: boolean;
  @Field(() => ID, { description: IDEMPOTENCY_KEY })
  idempotencyKey: string;
}

@ObjectType('CheckoutCompletePayload', { description: 'The order, what is still to be done, or why it was refused.' })
export class CheckoutCompletePayload extends MutationPayload {
  @Field(() => CheckoutType, { nullable: true, description: 'The checkout as it is now.' })
  checkout?: object | null;
  @Field(() => OrderType, {
    nullable: true,
    description: 'The order, once it is placed. PENDING: its payment is not settled; follow `checkoutStatusChanged`.',
  })
  order?: object | null;
  @Field(() => PaymentNextAction, { nullable: true, description: 'What the bank asks of the buyer.' })
  nextAction?: PaymentNextAction | null;
}

@ObjectType('PriceChangedError', { implements: UserError, description: 'It costs more than the buyer has seen.' })
export class PriceChangedError extends UserError {
  @Field(() => [PriceChangeType], { description: 'Which lines changed.' })
  changes: readonly PriceChangeType[];
}

@ObjectType('PaymentDeclinedError', {
  implements: UserError,
  description: 'The payment was declined. The order stands; another method may be tried until the checkout expires.',
})
export class PaymentDeclinedError extends UserError {
  @Field(() => String, { description: 'The provider’s reason, such as "insufficient_funds".' })
  declineCode: string;
}
