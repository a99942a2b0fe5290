import type {
  AddressId,
  CartId,
  CartLineId,
  CategoryId,
  CheckoutId,
  DealClaimId,
  DealId,
  GuestId,
  OfferId,
  OrderId,
  OrderLineId,
  OwnerId,
  PaymentMethodId,
  ProductId,
  ReservationId,
  SellerId,
  SellerOrderId,
  ShipmentId,
  UserId,
  VariantId,
  WarehouseId,
} from '@emporium/contracts/ids';
import type { ErrorCode } from '@emporium/contracts/error-codes';
import type { Tx } from '@emporium/platform/db';
import type { Money, RateMillionths } from '@emporium/platform/money';
import type { Result } from '@emporium/platform/result';
import type { Address } from '../../orders/domain/address.ts';
import type { Allocation, Checkout, Discount } from '../domain/checkout.ts';
import type { PaymentOutcome } from '../domain/saga.ts';
import type { Destination } from '../domain/tax.ts';

/**
 * The other subgraphs, as checkout needs them. A port throws when the other side cannot be reached or
 * does not answer in time: then nobody knows what it did, and the same call with the same key is made again.
 */

export interface CheckoutCart {
  readonly cartId: CartId;
  readonly couponCodes: readonly string[];
  readonly lines: readonly {
    readonly lineId: CartLineId;
    readonly offerId: OfferId;
    readonly quantity: number;
    readonly unitPriceWhenAdded: Money;
    readonly dealClaimId: DealClaimId | null;
  }[];
}
export interface CartPort {
  /** Null when there is no such cart of this owner. */
  read(cartId: CartId, ownerId: OwnerId): Promise<CheckoutCart | null>;
}

export interface CommerceOffer {
  readonly offerId: OfferId;
  readonly productId: ProductId;
  readonly variantId: VariantId;
  readonly sellerId: SellerId;
  readonly sellerName: string;
  /** Only ACTIVE offers are sold. */
  readonly status: string;
  readonly price: Money;
  readonly handlingDays: number;
  readonly commissionRate: RateMillionths;
}
export interface SellersPort {
  /** Offers that exist, in any order. */
  offers(ids: readonly OfferId[]): Promise<readonly CommerceOffer[]>;
}

export interface VariantSnapshot {
  readonly variantId: VariantId;
  readonly sku: string;
  readonly title: string;
  readonly imageUrl: string | null;
  readonly taxClass: string;
  readonly weightGrams: number | null;
  readonly categoryPath: readonly CategoryId[];
}
export interface ProductsPort {
  /** Variants that exist, in any order. */
  variants(ids: readonly VariantId[]): Promise<readonly VariantSnapshot[]>;
}

export interface PricingRequest {
  readonly ownerId: OwnerId;
  readonly couponCodes: readonly string[];
  readonly lines: readonly {
    readonly lineId: CartLineId;
    readonly offerId: OfferId;
    readonly productId: ProductId;
    readonly categoryPath: readonly CategoryId[];
    readonly sellerId: SellerId;
    readonly quantity: number;
    readonly unitPrice: Money;
    readonly dealClaimId: DealClaimId | null;
  }[];
}
export interface CartPricing {
  readonly lines: readonly { readonly lineId: CartLineId; readonly unitPrice: Money }[];
  readonly discounts: readonly Discount[];
  readonly freeShipping: boolean;
  /** Coupons and claims that do not hold; the prices are without them. */
  readonly problems: readonly PricingProblem[];
}
/** A code of the shared list and a sentence for the buyer. */
export type PromotionProblem = {
  readonly code: ErrorCode;
  readonly message: string;
};
export type PricingProblem = PromotionProblem & {
  /** As promotions write it; null when it is a claim that does not hold. */
  readonly couponCode: string | null;
};
export interface PromotionsPort {
  price(request: PricingRequest): Promise<CartPricing>;
  /** The deal whose set-aside stock a claim may take; null when the claim is not the owner's or no longer held. */
  dealOfClaim(claimId: DealClaimId, ownerId: OwnerId): Promise<DealId | null>;
  redeem(command: {
    readonly orderId: OrderId;
    readonly ownerId: OwnerId;
    readonly couponCodes: readonly string[];
    readonly dealClaimIds: readonly DealClaimId[];
    readonly idempotencyKey: string;
  }): Promise<Result<null, PromotionProblem>>;
  /** Gives back whatever the order redeemed; fine when it redeemed nothing. */
  restore(command: { readonly orderId: OrderId; readonly idempotencyKey: string }): Promise<void>;
}

export type ReserveProblem =
  | {
      readonly code: 'INSUFFICIENT_STOCK';
      readonly shortages: readonly {
        readonly offerId: string;
        readonly available: number;
        readonly requested: number;
      }[];
    }
  | { readonly code: 'NOT_DELIVERABLE' };
export interface InventoryPort {
  /** Holds all lines or none. Replaces what the checkout held before, in one step. */
  reserve(command: {
    readonly reservationId: ReservationId;
    readonly checkoutId: CheckoutId;
    readonly lines: readonly {
      readonly lineId: CartLineId;
      readonly offerId: OfferId;
      readonly quantity: number;
      readonly dealId: DealId | null;
    }[];
    readonly destination: Destination;
    readonly expiresAt: Date;
    readonly idempotencyKey: string;
  }): Promise<Result<readonly Allocation[], ReserveProblem>>;
  /** The hold becomes the order's and the warehouses get their work. */
  confirm(command: {
    readonly reservationId: ReservationId;
    readonly orderId: OrderId;
    readonly shipments: readonly {
      readonly shipmentId: ShipmentId;
      readonly sellerOrderId: SellerOrderId;
      readonly warehouseId: WarehouseId;
      readonly lines: readonly {
        readonly orderLineId: OrderLineId;
        readonly offerId: OfferId;
        readonly dealId: DealId | null;
        readonly quantity: number;
      }[];
    }[];
    readonly idempotencyKey: string;
  }): Promise<Result<null, { readonly code: 'RESERVATION_EXPIRED' }>>;
  /** Fine when nothing is held any more. */
  release(command: { readonly reservationId: ReservationId; readonly idempotencyKey: string }): Promise<void>;
}

export interface PaymentsPort {
  authorize(command: {
    readonly orderId: OrderId;
    readonly orderNumber: string;
    readonly ownerId: OwnerId;
    readonly attempt: number;
    readonly amount: Money;
    readonly paymentMethodId: PaymentMethodId;
    readonly allocations: readonly {
      readonly sellerOrderId: SellerOrderId;
      readonly sellerId: SellerId;
      readonly amount: Money;
    }[];
    readonly idempotencyKey: string;
  }): Promise<PaymentOutcome>;
  /** Gives up whatever of the order's payments is not captured; fine when there is none. */
  void(command: { readonly orderId: OrderId; readonly idempotencyKey: string }): Promise<void>;
}

export interface UsersPort {
  /** One of this owner's addresses; the default one for null. Null when there is none. */
  address(ownerId: OwnerId, addressId: AddressId | null): Promise<Address | null>;
}

export interface CheckoutStore {
  /** Of any owner; who may see it is the caller's to say. */
  find(id: CheckoutId): Promise<Checkout | null>;
  /** The row is what client calls, payment events and the completer of one checkout queue up on. */
  lock(tx: Tx, id: CheckoutId): Promise<Checkout | null>;
  lockByOrder(tx: Tx, orderId: OrderId): Promise<Checkout | null>;
  insert(tx: Tx, checkout: Checkout): void;
  /** Writes everything. */
  save(tx: Tx, checkout: Checkout): void;
  /** Writes status, saga and lease: all that changes once the order is placed. */
  saveProgress(tx: Tx, checkout: Checkout): void;
  /** Checkouts whose saga somebody should look at, the longest overdue first. */
  findDue(now: Date, limit: number): Promise<readonly CheckoutId[]>;
  reown(tx: Tx, guestId: GuestId, userId: UserId): void;
}
