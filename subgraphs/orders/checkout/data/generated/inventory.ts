/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Where a parcel goes, as far as the estimate needs it. */
export type DestinationInput = {
  /** Country. */
  readonly country: string;
  /** Postal code; makes the estimate sharper. */
  readonly postalCode?: string | null | undefined;
};

/** Why a mutation refused. The list grows: treat an unknown code like INVALID and show the message. */
export type ErrorCode =
  /** The account is locked after failed attempts. */
  | 'ACCOUNT_LOCKED'
  /** A shipping address is missing. */
  | 'ADDRESS_REQUIRED'
  /** No carrier delivers to this address. */
  | 'ADDRESS_UNDELIVERABLE'
  /** The payment was captured before. */
  | 'ALREADY_CAPTURED'
  /** The viewer reviewed this before. */
  | 'ALREADY_REVIEWED'
  /** More than what can still be refunded. */
  | 'AMOUNT_EXCEEDS_REFUNDABLE'
  /** The attribute does not belong to the category, or its value does not fit. */
  | 'ATTRIBUTE_INVALID'
  /** The buyer did not confirm the payment. */
  | 'AUTHENTICATION_FAILED'
  /** The bank asks the buyer to confirm the payment. */
  | 'AUTHENTICATION_REQUIRED'
  /** The bank declined the card. */
  | 'CARD_DECLINED'
  /** There is nothing in the cart. */
  | 'CART_EMPTY'
  /** The cart holds as many lines as it can. */
  | 'CART_FULL'
  /** A category cannot lie below itself. */
  | 'CATEGORY_CYCLE'
  /** The checkout ran out. Start a new one. */
  | 'CHECKOUT_EXPIRED'
  /** The coupon is no longer valid, or not yet. */
  | 'COUPON_EXPIRED'
  /** There is no such coupon. */
  | 'COUPON_INVALID'
  /** The coupon was used as often as it may be. */
  | 'COUPON_LIMIT_REACHED'
  /** Nothing in the cart qualifies for the coupon. */
  | 'COUPON_NOT_APPLICABLE'
  /** The viewer has claimed this deal. */
  | 'DEAL_ALREADY_CLAIMED'
  /** The claimed deal was not bought in time. */
  | 'DEAL_CLAIM_EXPIRED'
  /** The deal is over. */
  | 'DEAL_ENDED'
  /** The viewer has claimed as many deals as allowed. */
  | 'DEAL_LIMIT_REACHED'
  /** The deal has not started. */
  | 'DEAL_NOT_STARTED'
  /** All units of the deal are claimed. */
  | 'DEAL_SOLD_OUT'
  /** The seller has an offer for this variant and condition. */
  | 'DUPLICATE_OFFER'
  /** An account with this email address exists. */
  | 'EMAIL_TAKEN'
  /** The viewer may not do this. */
  | 'FORBIDDEN'
  /** The payment provider did not answer in time; the outcome will follow. */
  | 'GATEWAY_TIMEOUT'
  /** The idempotency key was used before with another input. Make a new key for a new intent. */
  | 'IDEMPOTENCY_CONFLICT'
  /** Its present state does not allow this step. */
  | 'ILLEGAL_TRANSITION'
  /** There is not enough money on the account or gift card. */
  | 'INSUFFICIENT_FUNDS'
  /** Fewer units are available than were asked for. */
  | 'INSUFFICIENT_STOCK'
  /** The input is malformed; the message says what it should be. */
  | 'INVALID'
  /** Email address and password do not match. */
  | 'INVALID_CREDENTIALS'
  /** The order is too far along to be cancelled. */
  | 'NOT_CANCELLABLE'
  /** An item cannot be delivered to the address. */
  | 'NOT_DELIVERABLE'
  /** It does not exist, or not for this viewer. */
  | 'NOT_FOUND'
  /** Only buyers of the item may do this. */
  | 'NOT_PURCHASED'
  /** The offer cannot be bought right now. */
  | 'OFFER_UNAVAILABLE'
  /** One cannot vote on one’s own review. */
  | 'OWN_REVIEW'
  /** The password is too short or too common. */
  | 'PASSWORD_TOO_WEAK'
  /** A payment method is missing. */
  | 'PAYMENT_REQUIRED'
  /** A price changed since the buyer saw it. */
  | 'PRICE_CHANGED'
  /** The price lies outside the allowed range. */
  | 'PRICE_OUT_OF_BOUNDS'
  /** More units than one buyer may have. */
  | 'QUANTITY_LIMIT'
  /** The stock quantity is no longer the expected one. */
  | 'QUANTITY_STALE'
  /** Too many attempts. Wait and try again. */
  | 'RATE_LIMITED'
  /** The reservation ran out before it was confirmed. */
  | 'RESERVATION_EXPIRED'
  /** It overlaps with another deal of the same offer. */
  | 'SCHEDULE_CONFLICT'
  /** The seller may not trade at present. */
  | 'SELLER_SUSPENDED'
  /** A part of the shop does not answer right now. Nothing was changed; try again with the same key. */
  | 'SERVICE_UNAVAILABLE'
  /** A delivery option is missing. */
  | 'SHIPPING_OPTION_REQUIRED'
  /** Sign in or register first. */
  | 'SIGN_IN_REQUIRED'
  /** The SKU is used by another variant. */
  | 'SKU_TAKEN'
  /** The slug is used by something else. */
  | 'SLUG_TAKEN'
  /** Somebody changed it meanwhile. Load it again and decide anew. */
  | 'STALE_VERSION'
  /** The token is no longer valid. Ask for a new one. */
  | 'TOKEN_EXPIRED'
  /** The warehouse takes no orders. */
  | 'WAREHOUSE_CLOSED';

/** The checkout became an order. */
export type StockConfirmInput = {
  /** One key for one intent, kept until there is a final answer: a retry with it repeats the answer and does nothing else. */
  readonly idempotencyKey: string;
  /** The order’s id. */
  readonly orderId: string;
  /** The reservation’s id. */
  readonly reservationId: string;
  /** How the order is cut into parcels. */
  readonly shipments: ReadonlyArray<StockConfirmShipmentInput>;
};

/** Units of an order line. */
export type StockConfirmLineInput = {
  /** The deal whose units they are. */
  readonly dealId?: string | null | undefined;
  /** The offer’s id. */
  readonly offerId: string;
  /** The order line’s id. */
  readonly orderLineId: string;
  /** How many units. */
  readonly quantity: number;
};

/** One parcel of the order. */
export type StockConfirmShipmentInput = {
  /** What is in it. */
  readonly lines: ReadonlyArray<StockConfirmLineInput>;
  /** The seller order’s id. */
  readonly sellerOrderId: string;
  /** The shipment’s id. */
  readonly shipmentId: string;
  /** The warehouse it leaves from. */
  readonly warehouseId: string;
};

/** The checkout came to nothing. */
export type StockReleaseInput = {
  /** One key for one intent, kept until there is a final answer: a retry with it repeats the answer and does nothing else. */
  readonly idempotencyKey: string;
  /** The reservation’s id. */
  readonly reservationId: string;
};

/** All lines are held or none. */
export type StockReserveInput = {
  /** The checkout’s id. */
  readonly checkoutId: string;
  /** Where the parcels go. */
  readonly destination: DestinationInput;
  /** How long to hold them. */
  readonly expiresAt: string;
  /** One key for one intent, kept until there is a final answer: a retry with it repeats the answer and does nothing else. */
  readonly idempotencyKey: string;
  /** What to hold. */
  readonly lines: ReadonlyArray<StockReserveLineInput>;
  /** The reservation’s id, made by the caller. */
  readonly reservationId: string;
};

/** Units to hold. */
export type StockReserveLineInput = {
  /** Take the units that were set aside for this deal. */
  readonly dealId?: string | null | undefined;
  /** The caller’s name for the line. */
  readonly lineId: string;
  /** The offer’s id. */
  readonly offerId: string;
  /** How many units. */
  readonly quantity: number;
};

export type StockReserveMutationVariables = Exact<{
  input: StockReserveInput;
}>;


export type StockReserveMutation = { readonly stockReserve: { readonly allocations: ReadonlyArray<{ readonly lineId: string, readonly quantity: number, readonly warehouseId: string, readonly transitDaysMin: number, readonly transitDaysMax: number, readonly distanceKm: number }> | null, readonly userErrors: ReadonlyArray<
      | { readonly code: ErrorCode, readonly message: string }
      | { readonly code: ErrorCode, readonly message: string }
      | { readonly offerId: string, readonly available: number, readonly requested: number, readonly code: ErrorCode, readonly message: string }
      | { readonly code: ErrorCode, readonly message: string }
      | { readonly code: ErrorCode, readonly message: string }
      | { readonly code: ErrorCode, readonly message: string }
    > } | null };

export type StockConfirmMutationVariables = Exact<{
  input: StockConfirmInput;
}>;


export type StockConfirmMutation = { readonly stockConfirm: { readonly userErrors: ReadonlyArray<
      | { readonly code: ErrorCode, readonly message: string }
      | { readonly code: ErrorCode, readonly message: string }
      | { readonly code: ErrorCode, readonly message: string }
      | { readonly code: ErrorCode, readonly message: string }
      | { readonly code: ErrorCode, readonly message: string }
      | { readonly code: ErrorCode, readonly message: string }
    > } | null };

export type StockReleaseMutationVariables = Exact<{
  input: StockReleaseInput;
}>;


export type StockReleaseMutation = { readonly stockRelease: { readonly userErrors: ReadonlyArray<
      | { readonly code: ErrorCode, readonly message: string }
      | { readonly code: ErrorCode, readonly message: string }
      | { readonly code: ErrorCode, readonly message: string }
      | { readonly code: ErrorCode, readonly message: string }
      | { readonly code: ErrorCode, readonly message: string }
      | { readonly code: ErrorCode, readonly message: string }
    > } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const StockReserveDocument = new TypedDocumentString(`
    mutation StockReserve($input: StockReserveInput!) {
  stockReserve(input: $input) {
    allocations {
      lineId
      quantity
      warehouseId
      transitDaysMin
      transitDaysMax
      distanceKm
    }
    userErrors {
      code
      message
      ... on InsufficientStockError {
        offerId
        available
        requested
      }
    }
  }
}
    `) as unknown as TypedDocumentString<StockReserveMutation, StockReserveMutationVariables>;
export const StockConfirmDocument = new TypedDocumentString(`
    mutation StockConfirm($input: StockConfirmInput!) {
  stockConfirm(input: $input) {
    userErrors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<StockConfirmMutation, StockConfirmMutationVariables>;
export const StockReleaseDocument = new TypedDocumentString(`
    mutation StockRelease($input: StockReleaseInput!) {
  stockRelease(input: $input) {
    userErrors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<StockReleaseMutation, StockReleaseMutationVariables>;