import type {
  CartId,
  CheckoutId,
  DealClaimId,
  OfferId,
  OrderId,
  OrderLineId,
  OwnerId,
  PaymentId,
  ProductId,
  SellerId,
  SellerOrderId,
  ShipmentId,
  VariantId,
  WarehouseId,
} from '../ids.ts';
import type { MoneyWire } from '../money.ts';

export interface OrderLineSnapshot {
  readonly orderLineId: OrderLineId;
  readonly sellerOrderId: SellerOrderId;
  readonly sellerId: SellerId;
  readonly offerId: OfferId;
  readonly variantId: VariantId;
  readonly productId: ProductId;
  readonly title: string;
  readonly quantity: number;
  readonly unitPrice: MoneyWire;
  readonly dealClaimId: DealClaimId | null;
}
interface OrderFacts {
  readonly orderId: OrderId;
  readonly number: string;
  readonly ownerId: OwnerId;
  /** Where to write to a guest; accounts have their own address. */
  readonly guestEmail: string | null;
}
/** Paid for (authorized) and promised: stock is confirmed, the warehouse may start. */
export type OrderConfirmed = OrderFacts & {
  readonly type: 'orders.order-confirmed.v1';
  readonly checkoutId: CheckoutId;
  readonly cartId: CartId;
  readonly paymentId: PaymentId;
  readonly total: MoneyWire;
  readonly couponCodes: readonly string[];
  readonly lines: readonly OrderLineSnapshot[];
};
/** The authorization was refused; the reservation lives until it expires, so the buyer may try another method. */
export type OrderPaymentFailed = OrderFacts & {
  readonly type: 'orders.order-payment-failed.v1';
  readonly declineCode: string;
};
/** Some or all lines were cancelled before shipment. `refund` is what the buyer no longer owes. */
export type OrderCancelled = OrderFacts & {
  readonly type: 'orders.order-cancelled.v1';
  readonly cancellationId: string;
  readonly whole: boolean;
  readonly paymentId: PaymentId | null;
  readonly refund: MoneyWire;
  readonly reason: string;
  readonly lines: readonly {
    readonly orderLineId: OrderLineId;
    readonly sellerOrderId: SellerOrderId;
    readonly shipmentId: ShipmentId;
    readonly offerId: OfferId;
    readonly quantity: number;
    readonly dealClaimId: DealClaimId | null;
  }[];
};
/** The carrier has the parcel: capture its share of the payment. */
export type ShipmentShipped = OrderFacts & {
  readonly type: 'orders.shipment-shipped.v1';
  readonly shipmentId: ShipmentId;
  readonly sellerOrderId: SellerOrderId;
  readonly sellerId: SellerId;
  readonly warehouseId: WarehouseId;
  readonly paymentId: PaymentId;
  /** Goods, shipping and tax of this shipment, less its share of discounts. */
  readonly amount: MoneyWire;
  /** The part of `amount` the platform keeps, frozen when the order was placed. */
  readonly commission: MoneyWire;
  /** The part of `amount` that is owed to tax authorities. */
  readonly tax: MoneyWire;
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly lines: readonly {
    readonly orderLineId: OrderLineId;
    readonly offerId: OfferId;
    readonly quantity: number;
  }[];
};
/** The carrier handed the parcel over: its lines may be reviewed as verified purchases. */
export type ShipmentDelivered = OrderFacts & {
  readonly type: 'orders.shipment-delivered.v1';
  readonly shipmentId: ShipmentId;
  readonly sellerOrderId: SellerOrderId;
  readonly deliveredAt: string;
  readonly lines: readonly {
    readonly orderLineId: OrderLineId;
    readonly productId: ProductId;
    readonly variantId: VariantId;
    readonly sellerId: SellerId;
  }[];
};
/** A parcel has left and its payment was refused for good: the buyer owes `amount`. */
export type ShipmentPaymentFailed = OrderFacts & {
  readonly type: 'orders.shipment-payment-failed.v1';
  readonly shipmentId: ShipmentId;
  readonly amount: MoneyWire;
};
export type OrdersEvent =
  OrderConfirmed | OrderPaymentFailed | OrderCancelled | ShipmentShipped | ShipmentDelivered | ShipmentPaymentFailed;
