import {
  describedEnum,
  EntityKey,
  GraphQLBigInt,
  GraphQLDateTime,
  MoneyType,
  MutationPayload,
  Node,
  PaymentNextAction,
  UserError,
} from '@emporium/platform/graphql';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

export const PaymentStatus = describedEnum(
  'PaymentStatus',
  'How far a payment has come. The list grows: treat an unknown value as one that needs no action.',
  {
    PROCESSING: 'The gateway was asked and its answer is awaited.',
    REQUIRES_ACTION: 'The buyer has to confirm it; see `nextAction`.',
    AUTHORIZED: 'The bank has set the money aside; nothing is taken yet.',
    PARTIALLY_CAPTURED: 'Some shipments left and their share was taken.',
    CAPTURED: 'All that will be taken was taken.',
    PARTIALLY_REFUNDED: 'A part of what was taken was given back.',
    REFUNDED: 'All that was taken was given back.',
    FAILED: 'The bank refused, or the buyer did not confirm in time. Another method may be tried.',
    CANCELLED: 'Given up before anything was taken.',
  },
);
export type PaymentStatus = keyof typeof PaymentStatus;

export const PaymentMethodKind = describedEnum('PaymentMethodKind', 'Ways to pay. The list grows.', {
  CARD: 'A credit or debit card, known by the gateway’s token alone.',
  BANK_TRANSFER: 'The buyer sends the money from a bank account.',
});
export type PaymentMethodKind = keyof typeof PaymentMethodKind;

@ObjectType('PaymentMethodSnapshot', { description: 'What was paid with, as it was then.' })
export class PaymentMethodSnapshot {
  @Field(() => PaymentMethodKind, { description: 'The kind of method.' })
  kind: PaymentMethodKind;
  @Field(() => String, { nullable: true, description: 'The card’s brand, such as "Visa".' })
  brand: string | null;
  @Field(() => String, { nullable: true, description: 'The last four digits, for people to recognise it.' })
  last4: string | null;
}

@ObjectType('PaymentAttempt', { description: 'One try at an authorisation.' })
export class PaymentAttempt {
  @Field(() => ID, { description: 'The attempt’s id.' })
  id: string;
  @Field(() => PaymentStatus, { description: 'How far it came.' })
  status: PaymentStatus;
  @Field(() => GraphQLDateTime, { description: 'When it began.' })
  at: Date;
  @Field(() => String, { nullable: true, description: 'Why it was refused, in the gateway’s words.' })
  declineCode: string | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Milliseconds until the gateway answered; null when its answer came another way.',
  })
  gatewayMs: number | null;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('SellerOrder', { description: 'One seller’s part of an order.' })
export class SellerOrder extends EntityKey {}

@ObjectType('PaymentAllocation', { description: 'The part of a payment that belongs to one seller order.' })
export class PaymentAllocation {
  @Field(() => SellerOrder, { nullable: true, description: 'Whose part it is.' })
  sellerOrder: SellerOrder;
  @Field(() => MoneyType, { description: 'What was set aside for it.' })
  authorized: MoneyType;
  @Field(() => MoneyType, { description: 'What was taken for it.' })
  captured: MoneyType;
  @Field(() => MoneyType, { description: 'What was given back of it, refunds under way included.' })
  refunded: MoneyType;
}

@Directive('@key(fields: "id")')
@ObjectType('Order', {
  description: 'What a buyer bought at once. Splits into seller orders; its totals are the sum of its parts.',
})
export class Order extends EntityKey {}

@Directive('@key(fields: "id")')
@ObjectType('Payment', {
  implements: Node,
  description: 'What a buyer pays for one order. Seen by its buyer and by staff.',
})
export class PaymentType extends Node {
  @Field(() => Order, { nullable: true, description: 'What it is for.' })
  order: Order;
  @Field(() => PaymentStatus, { description: 'How far it has come.' })
  status: PaymentStatus;
  @Field(() => PaymentMethodSnapshot, { description: 'What it is made with.' })
  method: PaymentMethodSnapshot;
  @Field(() => MoneyType, { description: 'What was asked for.' })
  amount: MoneyType;
  @Field(() => MoneyType, { description: 'What the bank set aside.' })
  authorized: MoneyType;
  @Field(() => MoneyType, { description: 'What was taken.' })
  captured: MoneyType;
  @Field(() => MoneyType, { description: 'What was given back.' })
  refunded: MoneyType;
  @Field(() => String, { description: 'Which gateway moves the money.' })
  gateway: string;
  @Field(() => String, {
    nullable: true,
    description: 'What the gateway calls the latest attempt; null until it answers.',
  })
  gatewayReference: string | null;
  @Field(() => [PaymentAttempt], { description: 'Every try, the latest last.' })
  attempts: PaymentAttempt[];
  @Field(() => [PaymentAllocation], { description: 'Whose parts make it up.' })
  allocations: PaymentAllocation[];
  @Field(() => PaymentNextAction, { nullable: true, description: 'What the buyer has to do now; null when nothing.' })
  nextAction: PaymentNextAction | null;
  @Field(() => GraphQLDateTime, { description: 'When it began.' })
  createdAt: Date;
}

@ObjectType('PaymentPayload', { description: 'The payment, or why nothing was done.' })
export class PaymentPayload extends MutationPayload {
  @Field(() => PaymentType, { nullable: true, description: 'The payment as it is now.' })
  payment?: PaymentType | null;
}

@ObjectType('DeclinedError', { implements: UserError, description: 'The bank said no.' })
export class DeclinedError extends UserError {
  @Field(() => String, { description: 'Why, in the gateway’s words.' })
  declineCode: string;
  @Field(() => Boolean, { description: 'Another try, with this or another method, may succeed.' })
  retryable: boolean;
}

@ObjectType('PaymentEvent', { description: 'A payment’s status changed.' })
export class PaymentEvent {
  @Field(() => GraphQLBigInt, { description: 'Counts the events of this payment; pass the last as `after` to go on.' })
  sequence: bigint;
  @Field(() => ID, { description: 'The payment’s id.' })
  paymentId: string;
  @Field(() => PaymentStatus, { description: 'Its status from then on.' })
  status: PaymentStatus;
  @Field(() => PaymentNextAction, { nullable: true, description: 'What the buyer has to do; null when nothing.' })
  nextAction: PaymentNextAction | null;
  @Field(() => GraphQLDateTime, { description: 'When it changed.' })
  occurredAt: Date;
}
