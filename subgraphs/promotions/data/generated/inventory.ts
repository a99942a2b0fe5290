/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Units to set aside for a deal. */
export type DealStockAllocateInput = {
  /** The deal’s id. */
  readonly dealId: string;
  /** The caller’s key for this step. */
  readonly idempotencyKey: string;
  /** The offer’s id. */
  readonly offerId: string;
  /** How many units. */
  readonly quantity: number;
};

/** A deal that is over. */
export type DealStockReleaseInput = {
  /** The deal’s id. */
  readonly dealId: string;
  /** The caller’s key for this step. */
  readonly idempotencyKey: string;
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

export type DealStockAllocateMutationVariables = Exact<{
  input: DealStockAllocateInput;
}>;


export type DealStockAllocateMutation = { readonly dealStockAllocate: { readonly userErrors: ReadonlyArray<
      | { readonly code: ErrorCode, readonly message: string }
      | { readonly code: ErrorCode, readonly message: string }
      | { readonly available: number, readonly code: ErrorCode, readonly message: string }
      | { readonly code: ErrorCode, readonly message: string }
      | { readonly code: ErrorCode, readonly message: string }
      | { readonly code: ErrorCode, readonly message: string }
    > } | null };

export type DealStockReleaseMutationVariables = Exact<{
  input: DealStockReleaseInput;
}>;


export type DealStockReleaseMutation = { readonly dealStockRelease: { readonly userErrors: ReadonlyArray<
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

export const DealStockAllocateDocument = new TypedDocumentString(`
    mutation DealStockAllocate($input: DealStockAllocateInput!) {
  dealStockAllocate(input: $input) {
    userErrors {
      code
      message
      ... on InsufficientStockError {
        available
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DealStockAllocateMutation, DealStockAllocateMutationVariables>;
export const DealStockReleaseDocument = new TypedDocumentString(`
    mutation DealStockRelease($input: DealStockReleaseInput!) {
  dealStockRelease(input: $input) {
    userErrors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DealStockReleaseMutation, DealStockReleaseMutationVariables>;