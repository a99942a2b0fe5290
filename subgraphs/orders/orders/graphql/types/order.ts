import {
  AppliedDiscount,
  connectionTypes,
  GraphQLBigInt,
  GraphQLDateTime,
  GraphQLDecimal,
  IDEMPOTENCY_KEY,
  MoneyType,
  MutationPayload,
  Node,
  PostalAddress,
  UserError,
} from '@emporium/platform/graphql';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { OrderAction, OrderEventKind, OrderStatus } from './enums.ts';

type Status = keyof typeof OrderStatus;

@ObjectType('OrderTotals', { description: 'What an order costs: total = subtotal − discount + shipping + tax.' })
export class OrderTotals {
  @Field(() => MoneyType, { description: 'The goods, before discounts and tax.' })
  subtotal: MoneyType;
  @Field(() => MoneyType, { description: 'What coupons and promotions took off.' })
  discount: MoneyType;
  @Field(() => MoneyType, { description: 'Delivery, before tax.' })
  shipping: MoneyType;
  @Field(() => MoneyType, { description: 'Tax on goods and delivery.' })
  tax: MoneyType;
  @Field(() => MoneyType, { description: 'What was agreed to be paid when the order was placed.' })
  total: MoneyType;
}

@Directive('@shareable')
@ObjectType('TaxLine', { description: 'One jurisdiction’s tax at one rate.' })
export class TaxLineType {
  @Field(() => String, { description: 'Whose tax, as ISO 3166 codes it: "DE", "US-WA".' })
  jurisdiction: string;
  @Field(() => String, { description: 'What a receipt calls it.' })
  name: string;
  @Field(() => GraphQLDecimal, { description: 'The rate as a fraction: "0.0725" is 7.25 %.' })
  rate: string;
  @Field(() => MoneyType, { description: 'What it is on.' })
  base: MoneyType;
  @Field(() => MoneyType, { description: 'How much it is.' })
  amount: MoneyType;
}

@Directive('@key(fields: "id")')
@Directive('@key(fields: "number")')
@Directive('@authenticated')
@ObjectType('Order', {
  implements: Node,
  description: 'What a buyer bought at once. Splits into seller orders; its totals are the sum of its parts.',
})
export class OrderType extends Node {
  @Field(() => String, { description: 'What people call it: "E-2026-7K3M9Q".' })
  number: string;
  @Field(() => OrderStatus, { description: 'Where it stands.' })
  status: Status;
  @Field(() => GraphQLDateTime, { description: 'When it was placed.' })
  placedAt: Date;
  @Field(() => GraphQLDateTime, { description: 'When anything about it last changed.' })
  updatedAt: Date;
  @Field(() => Int, { description: 'Grows with every change.' })
  version: number;
  @Field(() => OrderTotals, { description: 'What it cost when it was placed.' })
  totals: OrderTotals;
  @Field(() => MoneyType, { description: 'What cancellations took off the total since.' })
  cancelled: MoneyType;
  @Field(() => MoneyType, { description: 'What went back to the buyer after it was charged.' })
  refunded: MoneyType;
  @Field(() => [TaxLineType], { description: 'Its tax by jurisdiction; a handful.' })
  taxLines: TaxLineType[];
  @Field(() => [AppliedDiscount], { description: 'What was taken off, and why; a handful.' })
  discounts: AppliedDiscount[];
  @Field(() => PostalAddress, { description: 'Where it goes, as it was when the order was placed.' })
  shippingAddress: PostalAddress;
  @Field(() => GraphQLBigInt, { description: 'The sequence of its latest event: `after` for `orderUpdated`.' })
  lastSequence: bigint;
}

export const { Connection: OrderConnection } = connectionTypes('Order', () => OrderType);

@ObjectType('OrderEvent', { implements: Node, description: 'An entry of an order’s timeline.' })
export class OrderEventType extends Node {
  @Field(() => GraphQLBigInt, { description: 'Counts from 1 without a gap.' })
  sequence: bigint;
  @Field(() => OrderEventKind, { description: 'What happened.' })
  kind: keyof typeof OrderEventKind;
  @Field(() => GraphQLDateTime, { description: 'When it happened.' })
  at: Date;
  @Field(() => String, { description: 'What happened, for people.' })
  message: string;
  @Field(() => OrderStatus, { nullable: true, description: 'The order’s status before, when this changed it.' })
  from: Status | null;
  @Field(() => OrderStatus, { nullable: true, description: 'The order’s status after, when this changed it.' })
  to: Status | null;
  @Field(() => ID, { nullable: true, description: 'The parcel it happened to.' })
  shipmentId: string | null;
}

export const { Connection: OrderEventConnection } = connectionTypes('OrderEvent', () => OrderEventType);

@InputType('OrderFilter', { description: 'Which orders; all conditions together.' })
export class OrderFilterInput {
  @Field(() => [OrderStatus], { nullable: true, description: 'Any of these.' })
  status?: Status[] | null;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'Placed later than this.' })
  placedAfter?: Date | null;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'Placed earlier than this.' })
  placedBefore?: Date | null;
  @Field(() => String, { nullable: true, description: 'Part of the number or of a title.' })
  search?: string | null;
}

@InputType('OrderCancelInput', { description: 'What to cancel before it leaves.' })
export class OrderCancelInput {
  @Field(() => ID, { description: 'The order’s id.' })
  orderId: string;
  @Field(() => [ID], { nullable: true, description: 'These lines; everything that has not left when left out.' })
  lineIds?: string[] | null;
  @Field(() => String, { description: 'Why, in the buyer’s words.' })
  reason: string;
  @Field(() => ID, { description: IDEMPOTENCY_KEY })
  idempotencyKey: string;
}

@ObjectType('OrderPayload', { description: 'The order, or why nothing changed.' })
export class OrderPayload extends MutationPayload {
  @Field(() => OrderType, { nullable: true, description: 'The order as it is now.' })
  order?: object | null;
}

@ObjectType('IllegalTransitionError', {
  implements: UserError,
  description: 'Where the order stands now does not allow this.',
})
export class IllegalTransitionError extends UserError {
  @Field(() => OrderStatus, { description: 'Where it stands.' })
  from: Status;
  @Field(() => OrderStatus, { description: 'Where this would have taken it.' })
  to: Status;
  @Field(() => [OrderStatus], { description: 'Where it can go.' })
  allowed: readonly Status[];
}

@ObjectType('OrderUpdateEvent', { description: 'Something happened to an order.' })
export class OrderUpdateEvent {
  @Field(() => GraphQLBigInt, { description: 'Pass the last one seen as `after` to resume.' })
  sequence: bigint;
  @Field(() => ID, { description: 'The order’s id.' })
  orderId: string;
  @Field(() => OrderEventKind, { description: 'What happened; NOTE for the state that comes first.' })
  kind: keyof typeof OrderEventKind;
  @Field(() => OrderStatus, { description: 'Where the order stands after it.' })
  status: Status;
  @Field(() => String, { description: 'What happened, for people.' })
  message: string;
  @Field(() => GraphQLDateTime, { description: 'When it happened.' })
  occurredAt: Date;
}

export { OrderAction };
