import { AppliedDiscount, GraphQLDateTime, Image, MoneyType, Node } from '@emporium/platform/graphql';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { FulfilmentStatus, OrderStatus, ShipmentStatus } from './enums.ts';
import { OrderTotals } from './order.ts';
import { Offer, ProductVariant, Seller, Warehouse } from './references.ts';

@Directive('@key(fields: "id")')
@Directive('@authenticated')
@ObjectType('OrderLine', { implements: Node, description: 'Units of one offer, all in one parcel.' })
export class OrderLineType extends Node {
  @Field(() => ProductVariant, { nullable: true, description: 'The variant, as it is today.' })
  variant: ProductVariant | null;
  @Field(() => Offer, { nullable: true, description: 'The offer, as it is today.' })
  offer: Offer | null;
  @Field(() => String, { description: 'What it was called when it was bought.' })
  titleSnapshot: string;
  @Field(() => String, { description: 'Its SKU when it was bought.' })
  skuSnapshot: string;
  @Field(() => Image, { nullable: true, description: 'What it looked like when it was bought.' })
  imageSnapshot: Image | null;
  @Field(() => Int, { description: 'How many were bought.' })
  quantity: number;
  @Field(() => Int, { description: 'How many have left the warehouse.' })
  quantityShipped: number;
  @Field(() => Int, { description: 'How many were cancelled.' })
  quantityCancelled: number;
  @Field(() => Int, { description: 'How many came back.' })
  quantityReturned: number;
  @Field(() => MoneyType, { description: 'What one cost, before discounts and tax.' })
  unitPrice: MoneyType;
  @Field(() => MoneyType, { description: 'Unit price times quantity, before discounts and tax.' })
  lineTotal: MoneyType;
  @Field(() => MoneyType, { description: 'Tax on the line, after its discounts.' })
  tax: MoneyType;
  @Field(() => [AppliedDiscount], { description: 'The line’s share of discounts; a handful.' })
  discounts: AppliedDiscount[];
  @Field(() => FulfilmentStatus, { description: 'Where its units are.' })
  fulfilmentStatus: keyof typeof FulfilmentStatus;
}

@Directive('@key(fields: "id")')
@Directive('@authenticated')
@ObjectType('SellerOrder', { implements: Node, description: 'One seller’s part of an order.' })
export class SellerOrderType extends Node {
  @Field(() => Seller, { nullable: true, description: 'The seller.' })
  seller: Seller | null;
  @Field(() => String, { description: 'What the seller was called when the order was placed.' })
  sellerName: string;
  @Field(() => OrderStatus, { description: 'Where this part stands.' })
  status: keyof typeof OrderStatus;
  @Field(() => OrderTotals, { description: 'What this part costs.' })
  totals: OrderTotals;
  @Field(() => GraphQLDateTime, { description: 'When the seller must have handed it over.' })
  shipBy: Date;
}

@Directive('@key(fields: "id")')
@Directive('@authenticated')
@ObjectType('Shipment', { implements: Node, description: 'One parcel: what one seller sends from one warehouse.' })
export class ShipmentType extends Node {
  @Field(() => Warehouse, { nullable: true, description: 'Where it leaves from.' })
  warehouse: Warehouse | null;
  @Field(() => ShipmentStatus, { description: 'Where it is.' })
  status: keyof typeof ShipmentStatus;
  @Field(() => String, { description: 'How it travels, as the buyer chose it.' })
  service: string;
  @Field(() => String, { nullable: true, description: 'Who carries it; null until it is packed.' })
  carrier: string | null;
  @Field(() => String, { nullable: true, description: 'The carrier’s number for it; null until it is packed.' })
  trackingNumber: string | null;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'By when its arrival was promised.' })
  promisedBy: Date | null;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it left.' })
  shippedAt: Date | null;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it arrived.' })
  deliveredAt: Date | null;
}

@ObjectType('ShipmentLine', { description: 'Units in a parcel.' })
export class ShipmentLine {
  @Field(() => OrderLineType, { description: 'Of which line.' })
  line: OrderLineType;
  @Field(() => Int, { description: 'How many units.' })
  quantity: number;
}
