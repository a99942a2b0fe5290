/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** How an authorisation stands when the call returns. */
export type AuthorizationOutcome =
  /** The money is set aside. */
  | 'AUTHORIZED'
  /** The bank said no. */
  | 'DECLINED'
  /** The gateway did not answer in time; an event will tell. */
  | 'PENDING'
  /** The buyer has to confirm it first. */
  | 'REQUIRES_ACTION';

/** The currencies Emporium trades in, as ISO 4217 codes them. */
export type CurrencyCode =
  /** United Arab Emirates dirham; 100 fils. */
  | 'AED'
  /** Australian dollar; 100 cents. */
  | 'AUD'
  /** Brazilian real; 100 centavos. */
  | 'BRL'
  /** Canadian dollar; 100 cents. */
  | 'CAD'
  /** Swiss franc; 100 rappen. */
  | 'CHF'
  /** Chinese yuan; 100 fen. */
  | 'CNY'
  /** Euro; 100 cents. */
  | 'EUR'
  /** Pound sterling; 100 pence. */
  | 'GBP'
  /** Indian rupee; 100 paise. */
  | 'INR'
  /** Japanese yen; no smaller unit. */
  | 'JPY'
  /** South Korean won; no smaller unit. */
  | 'KRW'
  /** Kuwaiti dinar; 1000 fils. */
  | 'KWD'
  /** Mexican peso; 100 centavos. */
  | 'MXN'
  /** Polish złoty; 100 groszy. */
  | 'PLN'
  /** Swedish krona; 100 öre. */
  | 'SEK'
  /** Singapore dollar; 100 cents. */
  | 'SGD'
  /** United States dollar; 100 cents. */
  | 'USD'
  /** South African rand; 100 cents. */
  | 'ZAR';

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

/** An amount sent by a client. More digits than the currency has are refused. */
export type MoneyInput = {
  /** The amount in the currency’s main unit, such as "12.50". */
  readonly amount: string;
  /** The currency of the amount. */
  readonly currencyCode: CurrencyCode;
};

/** What a buyer may have to do before a payment goes through. The list grows. */
export type NextActionKind =
  /** Send the money as the page says. */
  | 'BANK_TRANSFER_INSTRUCTIONS'
  /** Prove at the bank’s page that it is you (3-D Secure). */
  | 'THREE_DS_CHALLENGE';

/** The part of a payment that belongs to one seller order. */
export type PaymentAllocationInput = {
  /** How much of the payment. */
  readonly amount: MoneyInput;
  /** Its seller. */
  readonly sellerId: string;
  /** The seller order’s id. */
  readonly sellerOrderId: string;
};

/** Money to be set aside for an order. */
export type PaymentAuthorizeInput = {
  /** Whose parts make up the amount, to the minor unit. */
  readonly allocations: ReadonlyArray<PaymentAllocationInput>;
  /** How much. */
  readonly amount: MoneyInput;
  /** 1 for the first method tried, one more for each further one. */
  readonly attempt: number;
  /** The caller’s key for this step. */
  readonly idempotencyKey: string;
  /** The order’s id. */
  readonly orderId: string;
  /** The order’s number, as the buyer knows it. */
  readonly orderNumber: string;
  /** The account or guest who pays. */
  readonly ownerId: string;
  /** The owner’s saved method. */
  readonly paymentMethodId: string;
};

/** An order that comes to nothing. */
export type PaymentVoidInput = {
  /** The caller’s key for this step. */
  readonly idempotencyKey: string;
  /** The order’s id. */
  readonly orderId: string;
};

export type PaymentAuthorizeMutationVariables = Exact<{
  input: PaymentAuthorizeInput;
}>;


export type PaymentAuthorizeMutation = { readonly paymentAuthorize: { readonly outcome: AuthorizationOutcome | null, readonly declineCode: string | null, readonly payment: { readonly id: string } | null, readonly nextAction: { readonly kind: NextActionKind, readonly redirectUrl: string | null, readonly clientSecret: string | null, readonly expiresAt: string } | null, readonly userErrors: ReadonlyArray<
      | { readonly code: ErrorCode, readonly message: string }
      | { readonly code: ErrorCode, readonly message: string }
      | { readonly code: ErrorCode, readonly message: string }
      | { readonly code: ErrorCode, readonly message: string }
      | { readonly code: ErrorCode, readonly message: string }
      | { readonly code: ErrorCode, readonly message: string }
    > } | null };

export type PaymentVoidMutationVariables = Exact<{
  input: PaymentVoidInput;
}>;


export type PaymentVoidMutation = { readonly paymentVoid: { readonly userErrors: ReadonlyArray<
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

export const PaymentAuthorizeDocument = new TypedDocumentString(`
    mutation PaymentAuthorize($input: PaymentAuthorizeInput!) {
  paymentAuthorize(input: $input) {
    payment {
      id
    }
    outcome
    declineCode
    nextAction {
      kind
      redirectUrl
      clientSecret
      expiresAt
    }
    userErrors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<PaymentAuthorizeMutation, PaymentAuthorizeMutationVariables>;
export const PaymentVoidDocument = new TypedDocumentString(`
    mutation PaymentVoid($input: PaymentVoidInput!) {
  paymentVoid(input: $input) {
    userErrors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<PaymentVoidMutation, PaymentVoidMutationVariables>;