import { describedEnum, GraphQLDateTime, GraphQLURL, MutationPayload, UserError } from '@emporium/platform/graphql';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { OrderType } from '../../../orders/graphql/types/order.ts';
import { CheckoutType, PriceChangeType } from './checkout.ts';

export const NextActionKind = describedEnum('NextActionKind', 'What the buyer must do to pay.', {
  REDIRECT: 'Follow the address.',
  THREE_DS_CHALLENGE: 'Pass the bank’s 3-D Secure check.',
  UPI_COLLECT: 'Approve the request in the UPI app.',
  BANK_TRANSFER_INSTRUCTIONS: 'Transfer the amount.',
});

@Directive('@shareable')
@ObjectType('PaymentNextAction', { description: 'What the buyer must do before a payment goes through.' })
export class PaymentNextAction {
  @Field(() => NextActionKind, { description: 'What to do.' })
  kind: keyof typeof NextActionKind;
  @Field(() => GraphQLURL, { nullable: true, description: 'Where to do it.' })
  redirectUrl: string | null;
  @Field(() => String, { nullable: true, description: 'What the payment provider’s own client needs.' })
  clientSecret: string | null;
  @Field(() => GraphQLDateTime, { description: 'Until when it can be done.' })
  expiresAt: Date;
}

@ObjectType('CheckoutPayload', { description: 'The checkout, or why nothing changed.' })
export class CheckoutPayload extends MutationPayload {
  @Field(() => CheckoutType, { nullable: true, description: 'The checkout as it is now.' })
  checkout?: object | null;
}

@InputType('CheckoutCompleteInput', { description: 'What to buy, and how to pay.' })
export class CheckoutCompleteInput {
  @Field(() => ID, { description: 'The checkout.' })
  checkoutId: string;
  @Field(() => Int, { description: 'The version the buyer saw.' })
  version: number;
  @Field(() => ID, { nullable: true, description: 'A saved payment method.' })
  paymentMethodId?: string | null;
  @Field(() => Boolean, { defaultValue: false, description: 'The buyer agreed to pay more than was shown at first.' })
  confirmedPriceChanges: boolean;
  @Field(() => ID, { description: 'Made when the button is drawn, and kept until there is a final answer.' })
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

@Directive('@shareable')
@ObjectType('InsufficientStockError', {
  implements: UserError,
  description: 'Fewer units are free than were asked for.',
})
export class InsufficientStockError extends UserError {
  @Field(() => ID, { description: 'The offer.' })
  offerId: string;
  @Field(() => Int, { description: 'Units that are free.' })
  available: number;
  @Field(() => Int, { description: 'Units that were asked for.' })
  requested: number;
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
