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
} from '@emporium/contracts/ids';
import type { CurrencyCode } from '@emporium/contracts/money';
import type { Money, RateMillionths } from '@emporium/platform/money';
import type { Address } from './address.ts';
import type { GrantedDiscount, TaxLine, Totals } from './amounts.ts';
import type { ShipmentStatus } from './shipment-status.ts';
import type { FulfilmentStatus, OrderStatus, PaymentPhase } from './status.ts';

/** What a buyer bought at once, cut by seller and by parcel. Amounts never change once it is placed. */
export interface Order extends OrderHeader {
  readonly lines: readonly OrderLine[];
  readonly sellerOrders: readonly SellerOrder[];
  readonly shipments: readonly Shipment[];
}

export interface OrderHeader {
  readonly id: OrderId;
  readonly number: string;
  readonly ownerId: OwnerId;
  readonly guestEmail: string | null;
  readonly checkoutId: CheckoutId;
  readonly cartId: CartId;
  readonly currency: CurrencyCode;
  /** Follows from `payment` and the lines; stored so that it can be searched. */
  readonly status: OrderStatus;
  readonly payment: PaymentPhase;
  readonly paymentId: PaymentId | null;
  readonly version: number;
  /** How many entries its timeline has, and events its stream. */
  readonly sequence: number;
  readonly couponCodes: readonly string[];
  readonly shippingAddress: Address;
  readonly totals: Totals;
  /** What cancellations took off the total. */
  readonly cancelled: Money;
  /** What went back to the buyer after it was charged. */
  readonly refunded: Money;
  readonly taxLines: readonly TaxLine[];
  readonly discounts: readonly GrantedDiscount[];
  readonly placedAt: Date;
  readonly updatedAt: Date;
}

/** Units of one offer, all in one parcel: bought, shipped and cancelled together. */
export interface OrderLine {
  readonly id: OrderLineId;
  readonly orderId: OrderId;
  readonly sellerOrderId: SellerOrderId;
  readonly shipmentId: ShipmentId;
  readonly sellerId: SellerId;
  readonly offerId: OfferId;
  readonly variantId: VariantId;
  readonly productId: ProductId;
  readonly dealClaimId: DealClaimId | null;
  readonly title: string;
  readonly sku: string;
  readonly imageUrl: string | null;
  readonly quantity: number;
  readonly unitPrice: Money;
  /** `unitPrice × quantity − discount`; tax and commission are on it. */
  readonly net: Money;
  readonly discount: Money;
  readonly discounts: readonly GrantedDiscount[];
  readonly tax: Money;
  readonly commissionRate: RateMillionths;
  readonly commission: Money;
  readonly fulfilment: FulfilmentStatus;
  /** Units that came back after delivery. */
  readonly returned: number;
}

/** One seller's part of an order. */
export interface SellerOrder {
  readonly id: SellerOrderId;
  readonly orderId: OrderId;
  readonly sellerId: SellerId;
  readonly sellerName: string;
  readonly status: OrderStatus;
  readonly totals: Totals;
  readonly shipBy: Date;
}

/** One parcel: what one seller sends from one warehouse. */
export interface Shipment {
  readonly id: ShipmentId;
  readonly orderId: OrderId;
  readonly sellerOrderId: SellerOrderId;
  readonly sellerId: SellerId;
  readonly warehouseId: WarehouseId;
  readonly status: ShipmentStatus;
  /** How it travels, as the buyer chose it. */
  readonly service: string;
  readonly shipping: Money;
  readonly shippingTax: Money;
  /** Null until the label is printed. */
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly promisedFrom: Date;
  readonly promisedBy: Date;
  readonly shippedAt: Date | null;
  readonly deliveredAt: Date | null;
  /** How many events its carrier has sent. */
  readonly events: number;
}
