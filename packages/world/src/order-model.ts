import type {
  CartId,
  CheckoutId,
  GuestId,
  OfferId,
  OrderEventId,
  OrderId,
  OrderLineId,
  OwnerId,
  PaymentId,
  PaymentMethodId,
  PickTaskId,
  ProductId,
  RefundId,
  ReservationId,
  ReturnId,
  SellerId,
  SellerOrderId,
  ShipmentId,
  TrackingEventId,
  UserId,
  VariantId,
  WarehouseId,
} from '@emporium/contracts/ids';
import type { WorldAddress } from './addresses.ts';
import type { WorldCommission } from './commission.ts';
import type { WorldTaxRate } from './tax.ts';
import type { TaxClass } from './taxonomy-model.ts';

export type OrderStatus =
  | 'PENDING'
  | 'PAYMENT_FAILED'
  | 'CONFIRMED'
  | 'PROCESSING'
  | 'PARTIALLY_SHIPPED'
  | 'SHIPPED'
  | 'DELIVERED'
  | 'CANCELLED'
  | 'PARTIALLY_RETURNED'
  | 'RETURNED';

export type FulfilmentStatus =
  'UNALLOCATED' | 'ALLOCATED' | 'PICKING' | 'SHIPPED' | 'DELIVERED' | 'CANCELLED' | 'RETURNED';

export type ShipmentStatus =
  'PENDING' | 'LABEL_PRINTED' | 'PICKED_UP' | 'IN_TRANSIT' | 'OUT_FOR_DELIVERY' | 'DELIVERED' | 'CANCELLED';

/** `total = subtotal − discount + shipping + tax`, to the minor unit, for an order and for each of its seller orders. */
export interface WorldTotals {
  readonly subtotalMinor: bigint;
  readonly discountMinor: bigint;
  readonly shippingMinor: bigint;
  readonly taxMinor: bigint;
  readonly totalMinor: bigint;
  readonly refundedMinor: bigint;
}

export interface WorldOrderLine {
  readonly id: OrderLineId;
  readonly position: number;
  readonly sellerOrderId: SellerOrderId;
  readonly shipmentId: ShipmentId;
  readonly sellerId: SellerId;
  readonly offerId: OfferId;
  readonly offerNumber: number;
  readonly variantId: VariantId;
  readonly productId: ProductId;
  readonly productIndex: number;
  readonly warehouseId: WarehouseId;
  readonly warehouseIndex: number;
  /** Snapshots: what the buyer saw. */
  readonly title: string;
  readonly sku: string;
  readonly imagePath: string;
  readonly taxClass: TaxClass;
  readonly quantity: number;
  readonly quantityShipped: number;
  readonly quantityCancelled: number;
  readonly quantityReturned: number;
  readonly unitPriceMinor: bigint;
  /** `unitPrice × quantity`, before discounts and tax. */
  readonly lineTotalMinor: bigint;
  readonly discountMinor: bigint;
  /** On `lineTotal − discount`. */
  readonly taxMinor: bigint;
  readonly taxRate: WorldTaxRate;
  readonly commission: WorldCommission;
  readonly fulfilmentStatus: FulfilmentStatus;
  readonly returnableUntil: Date | null;
}

export interface WorldTrackingEvent {
  readonly id: TrackingEventId;
  /** From 1, without gaps, in order of time. */
  readonly sequence: number;
  readonly status: ShipmentStatus;
  readonly detail: string;
  readonly location: string | null;
  readonly occurredAt: Date;
}

/** One parcel: what one seller sends from one warehouse. Every line of an order is in exactly one. */
export interface WorldShipment {
  readonly id: ShipmentId;
  readonly sellerOrderId: SellerOrderId;
  readonly sellerId: SellerId;
  readonly warehouseId: WarehouseId;
  readonly warehouseIndex: number;
  readonly status: ShipmentStatus;
  readonly speed: 'TWO_DAY' | 'STANDARD';
  readonly lines: readonly {
    readonly orderLineId: OrderLineId;
    readonly offerId: OfferId;
    readonly quantity: number;
  }[];
  readonly goodsMinor: bigint;
  readonly discountMinor: bigint;
  readonly shippingMinor: bigint;
  readonly taxMinor: bigint;
  /** `goods − discount + shipping + tax`: what is captured when it ships. */
  readonly amountMinor: bigint;
  /** The part of `amount` the marketplace keeps. */
  readonly commissionMinor: bigint;
  /** Null until the label is printed. */
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly promisedBy: Date;
  readonly shippedAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly events: readonly WorldTrackingEvent[];
  /** The warehouse's task; null before the order is confirmed and after it is cancelled. */
  readonly pickTask: { readonly id: PickTaskId; readonly status: 'QUEUED' | 'PICKING' | 'PACKED' } | null;
}

export interface WorldSellerOrder {
  readonly id: SellerOrderId;
  readonly sellerId: SellerId;
  readonly sellerIndex: number;
  readonly status: OrderStatus;
  readonly totals: WorldTotals;
  readonly shipBy: Date;
}

export interface WorldReturn {
  readonly id: ReturnId;
  readonly sellerOrderId: SellerOrderId;
  readonly sellerId: SellerId;
  readonly status: 'CLOSED';
  readonly resolution: 'REFUND_ORIGINAL';
  readonly lines: readonly {
    readonly orderLineId: OrderLineId;
    readonly quantity: number;
    readonly reason: 'DEFECTIVE' | 'NOT_AS_DESCRIBED' | 'NO_LONGER_NEEDED' | 'DAMAGED';
    readonly restock: boolean;
  }[];
  readonly refundId: RefundId;
  readonly refundMinor: bigint;
  readonly requestedAt: Date;
  readonly receivedAt: Date;
  readonly closedAt: Date;
}

export type PaymentStatus =
  | 'REQUIRES_ACTION'
  | 'AUTHORIZED'
  | 'PARTIALLY_CAPTURED'
  | 'CAPTURED'
  | 'FAILED'
  | 'CANCELLED'
  | 'PARTIALLY_REFUNDED'
  | 'REFUNDED';

/** How money of one seller order is split: `amount = seller + commission + tax`, to the minor unit. */
export interface WorldSplit {
  readonly sellerOrderId: SellerOrderId;
  readonly sellerId: SellerId;
  readonly amountMinor: bigint;
  readonly sellerMinor: bigint;
  readonly commissionMinor: bigint;
  readonly taxMinor: bigint;
  readonly at: Date;
}

export interface WorldCapture extends WorldSplit {
  readonly shipmentId: ShipmentId;
}

/** Money back to the buyer, taken from whom it had gone to. */
export interface WorldRefund extends WorldSplit {
  readonly id: RefundId;
  readonly returnId: ReturnId;
  readonly reason: string;
}

export interface WorldPayment {
  readonly id: PaymentId;
  readonly status: PaymentStatus;
  readonly method: {
    readonly kind: 'CARD' | 'BANK_TRANSFER';
    readonly brand: string | null;
    readonly last4: string | null;
  };
  /** The saved card; null for guests and bank transfers. */
  readonly paymentMethodId: PaymentMethodId | null;
  readonly amountMinor: bigint;
  readonly authorizedMinor: bigint;
  readonly capturedMinor: bigint;
  readonly refundedMinor: bigint;
  /** Authorised, then given up without a capture. */
  readonly voidedMinor: bigint;
  readonly attempts: readonly {
    readonly attempt: number;
    readonly status: 'REQUIRES_ACTION' | 'AUTHORIZED' | 'FAILED';
    readonly declineCode: string | null;
    readonly gatewayMs: number;
    readonly at: Date;
  }[];
  readonly captures: readonly WorldCapture[];
  readonly refunds: readonly WorldRefund[];
  readonly gatewayReference: string;
  readonly createdAt: Date;
}

export interface WorldOrderEvent {
  readonly id: OrderEventId;
  /** From 1, without gaps, in order of time. */
  readonly sequence: number;
  readonly kind:
    | 'PLACED'
    | 'PAYMENT_AUTHORIZED'
    | 'PAYMENT_FAILED'
    | 'CONFIRMED'
    | 'SHIPPED'
    | 'DELIVERED'
    | 'CANCELLED'
    | 'RETURN_REQUESTED'
    | 'RETURNED'
    | 'REFUNDED';
  readonly message: string;
  readonly shipmentId: ShipmentId | null;
  readonly at: Date;
}

export interface WorldOrder {
  readonly index: number;
  readonly id: OrderId;
  /** `EM-100001` and up. */
  readonly number: string;
  readonly ownerId: OwnerId;
  readonly userId: UserId | null;
  readonly userIndex: number | null;
  readonly guest: { readonly id: GuestId; readonly email: string } | null;
  readonly status: OrderStatus;
  readonly currency: 'USD';
  readonly cartId: CartId;
  readonly checkoutId: CheckoutId;
  /** ACTIVE holds stock for a buyer who has not paid yet; CONFIRMED became an allocation. */
  readonly reservation: {
    readonly id: ReservationId;
    readonly status: 'ACTIVE' | 'CONFIRMED' | 'RELEASED';
    readonly expiresAt: Date;
  };
  readonly shippingAddress: WorldAddress;
  readonly billingAddress: WorldAddress;
  readonly couponCodes: readonly string[];
  readonly discounts: readonly {
    readonly source: 'COUPON';
    readonly code: string;
    readonly title: string;
    readonly amountMinor: bigint;
  }[];
  readonly lines: readonly WorldOrderLine[];
  readonly sellerOrders: readonly WorldSellerOrder[];
  readonly shipments: readonly WorldShipment[];
  readonly returns: readonly WorldReturn[];
  readonly totals: WorldTotals;
  readonly taxLines: readonly (WorldTaxRate & { readonly baseMinor: bigint; readonly amountMinor: bigint })[];
  readonly payment: WorldPayment;
  readonly timeline: readonly WorldOrderEvent[];
  readonly placedAt: Date;
  readonly updatedAt: Date;
}
