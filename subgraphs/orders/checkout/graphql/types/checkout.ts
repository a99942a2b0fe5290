import {
  AppliedDiscount,
  describedEnum,
  GraphQLBigInt,
  GraphQLDate,
  GraphQLDateTime,
  Image,
  MoneyType,
  Node,
  PostalAddress,
} from '@emporium/platform/graphql';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { TaxLineType } from '../../../orders/graphql/types/order.ts';
import { Offer, Reservation, Seller } from '../../../orders/graphql/types/references.ts';

export const CheckoutStatus = describedEnum('CheckoutStatus', 'Where a checkout stands.', {
  OPEN: 'The buyer is choosing; prices and stock are held.',
  AWAITING_PAYMENT: 'The order is placed; its payment is under way, or was declined and may be repeated.',
  AWAITING_ACTION: 'The bank wants to hear from the buyer.',
  COMPLETED: 'The order is confirmed.',
  EXPIRED: 'Its time ran out; nothing was charged.',
  CANCELLED: 'It was given up; nothing was charged.',
});

export const ShippingSpeed = describedEnum('ShippingSpeed', 'How fast a parcel travels.', {
  NEXT_DAY: 'The working day after it leaves.',
  TWO_DAY: 'Two working days.',
  STANDARD: 'Takes as many days as the distance needs.',
  NO_RUSH: 'A few days later, for less.',
});

@ObjectType('CheckoutLine', { implements: Node, description: 'Units of one offer in one parcel.' })
export class CheckoutLine extends Node {
  @Field(() => Offer, { nullable: true, description: 'The offer.' })
  offer: Offer | null;
  @Field(() => String, { description: 'What it is called.' })
  titleSnapshot: string;
  @Field(() => Image, { nullable: true, description: 'What it looks like.' })
  imageSnapshot: Image | null;
  @Field(() => Int, { description: 'How many units.' })
  quantity: number;
  @Field(() => MoneyType, { description: 'What one costs, before discounts and tax.' })
  unitPrice: MoneyType;
  @Field(() => MoneyType, { description: 'Unit price times quantity, before discounts and tax.' })
  lineTotal: MoneyType;
  @Field(() => [AppliedDiscount], { description: 'The line’s share of discounts; a handful.' })
  discounts: AppliedDiscount[];
  @Field(() => MoneyType, { description: 'Tax on the line, after its discounts.' })
  tax: MoneyType;
}

@ObjectType('ShippingOption', { implements: Node, description: 'One way for a parcel to travel.' })
export class ShippingOptionType extends Node {
  @Field(() => String, { description: 'What it is called.' })
  name: string;
  @Field(() => ShippingSpeed, { description: 'How fast.' })
  speed: keyof typeof ShippingSpeed;
  @Field(() => MoneyType, { description: 'What it costs, before tax.' })
  price: MoneyType;
  @Field(() => GraphQLDate, { description: 'Not before this day.' })
  earliest: string;
  @Field(() => GraphQLDate, { description: 'Not after this day.' })
  latest: string;
}

@ObjectType('DeliveryGroup', { implements: Node, description: 'One parcel: what one seller sends from one warehouse.' })
export class DeliveryGroupType extends Node {
  @Field(() => Seller, { nullable: true, description: 'The seller.' })
  seller: Seller | null;
  @Field(() => String, { description: 'What the seller is called.' })
  sellerName: string;
  @Field(() => [CheckoutLine], { description: 'What is in it.' })
  lines: CheckoutLine[];
  @Field(() => [ShippingOptionType], { description: 'How it can travel, fastest first.' })
  options: ShippingOptionType[];
  @Field(() => ShippingOptionType, {
    nullable: true,
    description: 'How it will travel; standard until another is chosen.',
  })
  selected: ShippingOptionType | null;
}

@ObjectType('CheckoutTotals', { description: 'What it costs: payable = subtotal − discount + shipping + tax.' })
export class CheckoutTotals {
  @Field(() => MoneyType, { description: 'The goods, before discounts and tax.' })
  subtotal: MoneyType;
  @Field(() => MoneyType, { description: 'What coupons and promotions take off.' })
  discount: MoneyType;
  @Field(() => MoneyType, { description: 'Delivery, before tax.' })
  shipping: MoneyType;
  @Field(() => MoneyType, { description: 'Tax on goods and delivery, by the address; estimated until there is one.' })
  tax: MoneyType;
  @Field(() => MoneyType, { description: 'What the payment method will be asked for.' })
  payable: MoneyType;
}

@ObjectType('PriceChange', { description: 'A line costs something else than before.' })
export class PriceChangeType {
  @Field(() => ID, { description: 'The cart’s line.' })
  lineId: string;
  @Field(() => MoneyType, { description: 'What one cost.' })
  was: MoneyType;
  @Field(() => MoneyType, { description: 'What one costs.' })
  now: MoneyType;
  @Field(() => Boolean, { description: 'It went up: buying takes `confirmedPriceChanges`.' })
  requiresConfirmation: boolean;
}

@Directive('@key(fields: "id")')
@Directive('@authenticated')
@ObjectType('Checkout', {
  implements: Node,
  description: 'A cart being bought: prices, tax and stock are held for ten minutes. Seen by its buyer alone.',
})
export class CheckoutType extends Node {
  @Field(() => Int, { description: 'Grows with every change; changes and the purchase must name it.' })
  version: number;
  @Field(() => CheckoutStatus, { description: 'Where it stands.' })
  status: keyof typeof CheckoutStatus;
  @Field(() => [CheckoutLine], { description: 'Everything in it, parcel by parcel.' })
  lines: CheckoutLine[];
  @Field(() => [DeliveryGroupType], { description: 'How it is cut into parcels.' })
  groups: DeliveryGroupType[];
  @Field(() => PostalAddress, { nullable: true, description: 'Where it goes; null until it is set.' })
  shippingAddress: PostalAddress | null;
  @Field(() => CheckoutTotals, { description: 'What it costs.' })
  totals: CheckoutTotals;
  @Field(() => [TaxLineType], { description: 'Its tax by jurisdiction; a handful.' })
  taxLines: TaxLineType[];
  @Field(() => [AppliedDiscount], { description: 'What is taken off, and why; a handful.' })
  discounts: AppliedDiscount[];
  @Field(() => [String], { description: 'Coupon codes that count.' })
  couponCodes: readonly string[];
  @Field(() => Reservation, { nullable: true, description: 'The stock held for it; null while the address changes.' })
  reservation: Reservation | null;
  @Field(() => [PriceChangeType], { description: 'What costs something else than when it went into the cart.' })
  priceChanges: PriceChangeType[];
  @Field(() => GraphQLDateTime, { description: 'When prices and stock are no longer held.' })
  expiresAt: Date;
}

@ObjectType('CheckoutEvent', { description: 'A checkout’s status has changed.' })
export class CheckoutEvent {
  @Field(() => GraphQLBigInt, { description: 'Pass the last one seen as `after` to resume.' })
  sequence: bigint;
  @Field(() => ID, { description: 'The checkout’s id.' })
  checkoutId: string;
  @Field(() => CheckoutStatus, { description: 'Where it stands.' })
  status: keyof typeof CheckoutStatus;
  @Field(() => Int, { description: 'How long prices and stock are held still; count down from `serverTime`.' })
  secondsRemaining: number;
  @Field(() => GraphQLDateTime, { description: 'The server’s clock.' })
  serverTime: Date;
}
