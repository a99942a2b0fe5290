/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Products with one of these values. */
export type AttributeFilterInput = {
  /** The attribute’s key. */
  key: string;
  /** Any of these values. */
  values: Array<string>;
};

/** What shoppers see of the stock. */
export type AvailabilityStatus =
  /** Enough for anybody. */
  | 'IN_STOCK'
  /** A few units left; the number is shown. */
  | 'LOW_STOCK'
  /** Nothing that could be promised. */
  | 'OUT_OF_STOCK'
  | '%future added value';

/** What to put into the cart. More of an offer that is in it already counts up. */
export type CartLineAddInput = {
  /** The viewer’s claim on a lightning deal of this offer. */
  dealClaimId?: string | null | undefined;
  /** The offer’s id. */
  offerId: string;
  /** How many, 1 to 30. */
  quantity?: number;
};

/** What a buyer should know before going on. */
export type CartWarningCode =
  /** A coupon takes nothing off any more. */
  | 'COUPON_PROBLEM'
  /** The deal was not bought in time; the ordinary price applies. */
  | 'DEAL_CLAIM_EXPIRED'
  /** Discounts are not known at the moment. The checkout will know them. */
  | 'DISCOUNTS_UNAVAILABLE'
  /** It cannot be bought at present, and counts for nothing in the totals. */
  | 'OFFER_UNAVAILABLE'
  /** It costs more or less than when it was added. */
  | 'PRICE_CHANGED'
  | '%future added value';

/** What to buy, and how to pay. */
export type CheckoutCompleteInput = {
  /** The checkout’s id. */
  checkoutId: string;
  /** The buyer agreed to pay more than was shown at first. */
  confirmedPriceChanges?: boolean;
  /** One key for one intent, kept until there is a final answer: a retry with it repeats the answer and does nothing else. */
  idempotencyKey: string;
  /** A saved payment method. */
  paymentMethodId?: string | null | undefined;
  /** The version the buyer saw. */
  version: number;
};

/** Where a checkout stands. */
export type CheckoutStatus =
  /** The bank wants to hear from the buyer. */
  | 'AWAITING_ACTION'
  /** The order is placed; its payment is under way, or was declined and may be repeated. */
  | 'AWAITING_PAYMENT'
  /** It was given up; nothing was charged. */
  | 'CANCELLED'
  /** The order is confirmed. */
  | 'COMPLETED'
  /** Its time ran out; nothing was charged. */
  | 'EXPIRED'
  /** The buyer is choosing; prices and stock are held. */
  | 'OPEN'
  | '%future added value';

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
  | 'ZAR'
  | '%future added value';

/** Units of a deal that the viewer wants. */
export type DealClaimInput = {
  /** The deal’s id. */
  dealId: string;
  /** One key for one intent, kept until there is a final answer: a retry with it repeats the answer and does nothing else. */
  idempotencyKey: string;
  /** How many units, up to the deal’s `perCustomerLimit`. */
  quantity?: number;
};

/** Where a claim stands. */
export type DealClaimStatus =
  /** The checkout did not come in time. */
  | 'EXPIRED'
  /** The units wait for the checkout until `expiresAt`. */
  | 'HELD'
  /** An order has them. */
  | 'REDEEMED'
  /** Given back, or its order was cancelled. */
  | 'RELEASED'
  | '%future added value';

/** Where a deal stands; time and claims decide. */
export type DealStatus =
  /** Taken back before it started. */
  | 'CANCELLED'
  /** Prime members may claim already. */
  | 'EARLY_ACCESS'
  /** It is over. */
  | 'ENDED'
  /** Proposed; shown to its seller and to administrators alone. */
  | 'IN_REVIEW'
  /** There are units to claim. */
  | 'LIVE'
  /** Approved, its units set aside; it starts at `startsAt`. */
  | 'SCHEDULED'
  /** Every unit is held or bought. A hold that runs out makes it LIVE again. */
  | 'SOLD_OUT'
  | '%future added value';

/** Where a parcel goes, as far as the estimate needs it. */
export type DestinationInput = {
  /** Country. */
  country: string;
  /** Postal code; makes the estimate sharper. */
  postalCode?: string | null | undefined;
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
  | 'WAREHOUSE_CLOSED'
  | '%future added value';

/** What a buyer may have to do before a payment goes through. The list grows. */
export type NextActionKind =
  /** Send the money as the page says. */
  | 'BANK_TRANSFER_INSTRUCTIONS'
  /** Prove at the bank’s page that it is you (3-D Secure). */
  | 'THREE_DS_CHALLENGE'
  | '%future added value';

/** The state of the goods. */
export type OfferCondition =
  /** Worn, works. */
  | 'ACCEPTABLE'
  /** Shows its use, works as new. */
  | 'GOOD'
  /** Opened, without a trace of use. */
  | 'LIKE_NEW'
  /** Unused, in its own packaging. */
  | 'NEW'
  /** Inspected and repaired by a professional. */
  | 'REFURBISHED'
  /** Used with care. */
  | 'VERY_GOOD'
  | '%future added value';

/** What happened to an order. */
export type OrderEventKind =
  /** Some or all of it was cancelled. */
  | 'CANCELLED'
  /** It was promised to the buyer. */
  | 'CONFIRMED'
  /** A parcel arrived. */
  | 'DELIVERED'
  /** Anything else worth knowing. */
  | 'NOTE'
  /** A parcel was packed. */
  | 'PACKED'
  /** The bank agreed to pay. */
  | 'PAYMENT_AUTHORIZED'
  /** The bank declined. */
  | 'PAYMENT_FAILED'
  /** The buyer placed it. */
  | 'PLACED'
  /** Money went back to the buyer. */
  | 'REFUNDED'
  /** Something came back. */
  | 'RETURNED'
  /** The buyer wants to send something back. */
  | 'RETURN_REQUESTED'
  /** A parcel left. */
  | 'SHIPPED'
  /** A carrier reported. */
  | 'TRACKING'
  | '%future added value';

/** Where an order stands, as its payment and lines say. */
export type OrderStatus =
  /** Nothing of it will be sent. */
  | 'CANCELLED'
  /** Paid for and promised. */
  | 'CONFIRMED'
  /** Everything has arrived. */
  | 'DELIVERED'
  /** Some of it came back. */
  | 'PARTIALLY_RETURNED'
  /** Some parcels have left. */
  | 'PARTIALLY_SHIPPED'
  /** The payment was declined; another may be tried while the stock is held. */
  | 'PAYMENT_FAILED'
  /** Placed; the payment is under way. */
  | 'PENDING'
  /** The warehouse is at work. */
  | 'PROCESSING'
  /** All of it came back. */
  | 'RETURNED'
  /** Everything is on its way. */
  | 'SHIPPED'
  | '%future added value';

/** A postal address sent by a client. */
export type PostalAddressInput = {
  /** City or town. */
  city: string;
  /** Country. */
  country: string;
  /** Street and number. */
  line1: string;
  /** Flat, floor, company; whatever does not fit the first line. */
  line2?: string | null | undefined;
  /** A number the carrier may call. */
  phone?: string | null | undefined;
  /** Postal code, where the country uses one. */
  postalCode?: string | null | undefined;
  /** Who receives the parcel or letter. */
  recipient: string;
  /** State, province or prefecture, where the country uses one. */
  region?: string | null | undefined;
};

/** Prices between two amounts, both included. */
export type PriceRangeInput = {
  /** The currency of both. */
  currencyCode: CurrencyCode;
  /** The highest price. */
  max?: string | null | undefined;
  /** The lowest price. */
  min?: string | null | undefined;
};

/** What products must be. Conditions are combined with and, values within one with or. */
export type ProductFilter = {
  /** With these properties. */
  attributes?: Array<AttributeFilterInput> | null | undefined;
  /** Of one of these brands. */
  brandIds?: Array<string> | null | undefined;
  /** In this category or below it. */
  categoryId?: string | null | undefined;
  /** Offered in one of these conditions. */
  condition?: Array<OfferCondition> | null | undefined;
  /** Only what can be had. */
  inStockOnly?: boolean | null | undefined;
  /** Rated at least this, 0 to 5. */
  minRating?: number | null | undefined;
  /** Only what has a deal running. */
  onDealOnly?: boolean | null | undefined;
  /** Within this price range. */
  price?: PriceRangeInput | null | undefined;
  /** Only what ships with membership. */
  primeOnly?: boolean | null | undefined;
  /** Offered by one of these sellers. */
  sellerIds?: Array<string> | null | undefined;
};

/** The order of a list of products. */
export type ProductSort =
  /** What sells most first. */
  | 'BEST_SELLING'
  /** What shoppers look at most. */
  | 'FEATURED'
  /** The newest first. */
  | 'NEWEST'
  /** The cheapest first. */
  | 'PRICE_ASC'
  /** The dearest first. */
  | 'PRICE_DESC'
  /** The best rated first. */
  | 'RATING'
  /** What fits the text best; without a text, the same as FEATURED. */
  | 'RELEVANCE'
  | '%future added value';

/** How much of a deal is left. */
export type RemainingBand =
  /** A tenth or less. */
  | 'ALMOST_GONE'
  /** Half or less. */
  | 'LIMITED'
  /** Nothing, unless a hold runs out. */
  | 'NONE'
  /** More than half. */
  | 'PLENTY'
  | '%future added value';

/** Signing in. */
export type SessionCreateInput = {
  /** What to call this device in the list of sessions. */
  deviceName?: string | null | undefined;
  /** Email address. */
  email: string;
  /** The token of the guest that signs in: cart and orders become the account’s. */
  guestToken?: string | null | undefined;
  /** Password. */
  password: string;
};

export type CartSummaryFragment = { id: string, itemCount: number, totals: { total: { amount: string, currencyCode: CurrencyCode } }, warnings: Array<{ code: CartWarningCode, message: string, lineId: string | null }> };

export type CartViewFragment = { couponCodes: Array<string>, id: string, itemCount: number, lines: { nodes: Array<{ id: string, quantity: number, unitPrice: { amount: string, currencyCode: CurrencyCode }, lineTotal: { amount: string, currencyCode: CurrencyCode }, offer: { id: string, availability: { status: AvailabilityStatus, maxOrderQuantity: number } | null, variant: { id: string, title: string, product: { slug: string, title: string } } | null } | null }> }, totals: { subtotal: { amount: string, currencyCode: CurrencyCode }, discount: { amount: string, currencyCode: CurrencyCode }, total: { amount: string, currencyCode: CurrencyCode } }, warnings: Array<{ code: CartWarningCode, message: string, lineId: string | null }> };

export type CartQueryVariables = Exact<{ [key: string]: never; }>;


export type CartQuery = { cart: { couponCodes: Array<string>, id: string, itemCount: number, lines: { nodes: Array<{ id: string, quantity: number, unitPrice: { amount: string, currencyCode: CurrencyCode }, lineTotal: { amount: string, currencyCode: CurrencyCode }, offer: { id: string, availability: { status: AvailabilityStatus, maxOrderQuantity: number } | null, variant: { id: string, title: string, product: { slug: string, title: string } } | null } | null }> }, totals: { subtotal: { amount: string, currencyCode: CurrencyCode }, discount: { amount: string, currencyCode: CurrencyCode }, total: { amount: string, currencyCode: CurrencyCode } }, warnings: Array<{ code: CartWarningCode, message: string, lineId: string | null }> } | null };

export type CartCreateMutationVariables = Exact<{
  lines?: Array<CartLineAddInput> | CartLineAddInput | null | undefined;
  idempotencyKey?: string | null | undefined;
}>;


export type CartCreateMutation = { cartCreate: { cart: { id: string, itemCount: number, totals: { total: { amount: string, currencyCode: CurrencyCode } }, warnings: Array<{ code: CartWarningCode, message: string, lineId: string | null }> } | null, userErrors: Array<
      | { __typename: 'AccountLockedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'AlreadyReviewedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'CouponError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DealNotStartedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DealSoldOutError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DeclinedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DuplicateOfferError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'IllegalTransitionError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'InputError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'InsufficientStockError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PaymentDeclinedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PriceChangedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PriceOutOfBoundsError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'QuantityStaleError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'RefundableExceededError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'StaleVersionError', code: ErrorCode, message: string, field: Array<string> | null }
    > } | null };

export type CartLinesAddMutationVariables = Exact<{
  cartId: string;
  lines: Array<CartLineAddInput> | CartLineAddInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CartLinesAddMutation = { cartLinesAdd: { cart: { id: string, itemCount: number, totals: { total: { amount: string, currencyCode: CurrencyCode } }, warnings: Array<{ code: CartWarningCode, message: string, lineId: string | null }> } | null, userErrors: Array<
      | { __typename: 'AccountLockedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'AlreadyReviewedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'CouponError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DealNotStartedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DealSoldOutError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DeclinedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DuplicateOfferError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'IllegalTransitionError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'InputError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'InsufficientStockError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PaymentDeclinedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PriceChangedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PriceOutOfBoundsError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'QuantityStaleError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'RefundableExceededError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'StaleVersionError', code: ErrorCode, message: string, field: Array<string> | null }
    > } | null };

export type CategoryPageQueryVariables = Exact<{
  id: string;
  first?: number;
  after?: string | null | undefined;
  filter: ProductFilter;
  sort?: ProductSort | null | undefined;
}>;


export type CategoryPageQuery = { category: { name: string, path: Array<{ slug: string, name: string }>, children: Array<{ slug: string, name: string, productCount: number }> } | null, products: { nodes: Array<{ id: string, slug: string, card: { title: string, rating: string | null, ratingCount: number, availability: string, memberShipping: boolean, dealEndsAt: string | null, image: { url: string, altText: string | null } | null, priceFrom: { amount: string, currencyCode: CurrencyCode } | null, wasPrice: { amount: string, currencyCode: CurrencyCode } | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type CheckoutViewFragment = { id: string, version: number, status: CheckoutStatus, expiresAt: string, groups: Array<{ id: string, sellerName: string, options: Array<{ id: string, name: string, earliest: string, latest: string, price: { amount: string, currencyCode: CurrencyCode } }>, selected: { id: string } | null }>, totals: { subtotal: { amount: string, currencyCode: CurrencyCode }, discount: { amount: string, currencyCode: CurrencyCode }, shipping: { amount: string, currencyCode: CurrencyCode }, tax: { amount: string, currencyCode: CurrencyCode }, payable: { amount: string, currencyCode: CurrencyCode } } };

export type CheckoutStartMutationVariables = Exact<{
  cartId: string;
  guestEmail?: string | null | undefined;
  idempotencyKey: string;
}>;


export type CheckoutStartMutation = { checkoutStart: { checkout: { id: string, version: number, status: CheckoutStatus, expiresAt: string, groups: Array<{ id: string, sellerName: string, options: Array<{ id: string, name: string, earliest: string, latest: string, price: { amount: string, currencyCode: CurrencyCode } }>, selected: { id: string } | null }>, totals: { subtotal: { amount: string, currencyCode: CurrencyCode }, discount: { amount: string, currencyCode: CurrencyCode }, shipping: { amount: string, currencyCode: CurrencyCode }, tax: { amount: string, currencyCode: CurrencyCode }, payable: { amount: string, currencyCode: CurrencyCode } } } | null, userErrors: Array<
      | { __typename: 'AccountLockedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'AlreadyReviewedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'CouponError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DealNotStartedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DealSoldOutError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DeclinedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DuplicateOfferError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'IllegalTransitionError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'InputError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'InsufficientStockError', offerId: string, available: number, code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PaymentDeclinedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PriceChangedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PriceOutOfBoundsError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'QuantityStaleError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'RefundableExceededError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'StaleVersionError', code: ErrorCode, message: string, field: Array<string> | null }
    > } | null };

export type CheckoutShippingAddressSetMutationVariables = Exact<{
  checkoutId: string;
  version: number;
  address: PostalAddressInput;
}>;


export type CheckoutShippingAddressSetMutation = { checkoutShippingAddressSet: { checkout: { id: string, version: number, status: CheckoutStatus, expiresAt: string, groups: Array<{ id: string, sellerName: string, options: Array<{ id: string, name: string, earliest: string, latest: string, price: { amount: string, currencyCode: CurrencyCode } }>, selected: { id: string } | null }>, totals: { subtotal: { amount: string, currencyCode: CurrencyCode }, discount: { amount: string, currencyCode: CurrencyCode }, shipping: { amount: string, currencyCode: CurrencyCode }, tax: { amount: string, currencyCode: CurrencyCode }, payable: { amount: string, currencyCode: CurrencyCode } } } | null, userErrors: Array<
      | { __typename: 'AccountLockedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'AlreadyReviewedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'CouponError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DealNotStartedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DealSoldOutError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DeclinedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DuplicateOfferError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'IllegalTransitionError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'InputError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'InsufficientStockError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PaymentDeclinedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PriceChangedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PriceOutOfBoundsError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'QuantityStaleError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'RefundableExceededError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'StaleVersionError', code: ErrorCode, message: string, field: Array<string> | null }
    > } | null };

export type CheckoutShippingOptionSelectMutationVariables = Exact<{
  checkoutId: string;
  version: number;
  groupId: string;
  optionId: string;
}>;


export type CheckoutShippingOptionSelectMutation = { checkoutShippingOptionSelect: { checkout: { id: string, version: number, status: CheckoutStatus, expiresAt: string, groups: Array<{ id: string, sellerName: string, options: Array<{ id: string, name: string, earliest: string, latest: string, price: { amount: string, currencyCode: CurrencyCode } }>, selected: { id: string } | null }>, totals: { subtotal: { amount: string, currencyCode: CurrencyCode }, discount: { amount: string, currencyCode: CurrencyCode }, shipping: { amount: string, currencyCode: CurrencyCode }, tax: { amount: string, currencyCode: CurrencyCode }, payable: { amount: string, currencyCode: CurrencyCode } } } | null, userErrors: Array<
      | { __typename: 'AccountLockedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'AlreadyReviewedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'CouponError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DealNotStartedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DealSoldOutError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DeclinedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DuplicateOfferError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'IllegalTransitionError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'InputError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'InsufficientStockError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PaymentDeclinedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PriceChangedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PriceOutOfBoundsError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'QuantityStaleError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'RefundableExceededError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'StaleVersionError', code: ErrorCode, message: string, field: Array<string> | null }
    > } | null };

export type CheckoutCompleteMutationVariables = Exact<{
  input: CheckoutCompleteInput;
}>;


export type CheckoutCompleteMutation = { checkoutComplete: { order: { id: string, number: string, status: OrderStatus } | null, nextAction: { kind: NextActionKind, redirectUrl: string | null, clientSecret: string | null } | null, userErrors: Array<
      | { __typename: 'AccountLockedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'AlreadyReviewedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'CouponError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DealNotStartedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DealSoldOutError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DeclinedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DuplicateOfferError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'IllegalTransitionError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'InputError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'InsufficientStockError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PaymentDeclinedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PriceChangedError', code: ErrorCode, message: string, field: Array<string> | null, changes: Array<{ lineId: string, was: { amount: string, currencyCode: CurrencyCode }, now: { amount: string, currencyCode: CurrencyCode } }> }
      | { __typename: 'PriceOutOfBoundsError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'QuantityStaleError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'RefundableExceededError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'StaleVersionError', code: ErrorCode, message: string, field: Array<string> | null }
    > } | null };

export type LiveDealsQueryVariables = Exact<{
  first?: number;
}>;


export type LiveDealsQuery = { deals: { nodes: Array<{ id: string, title: string, percentOff: number, membersOnly: boolean, endsAt: string }> } | null };

export type DealTicksSubscriptionVariables = Exact<{
  dealIds: Array<string> | string;
  after?: string | null | undefined;
}>;


export type DealTicksSubscription = { dealTicks: { sequence: string, dealId: string, status: DealStatus, percentClaimed: number, remainingBand: RemainingBand, serverTime: string, endsAt: string } };

export type DealClaimMutationVariables = Exact<{
  input: DealClaimInput;
}>;


export type DealClaimMutation = { dealClaim: { claim: { id: string, status: DealClaimStatus, expiresAt: string } | null, userErrors: Array<
      | { __typename: 'AccountLockedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'AlreadyReviewedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'CouponError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DealNotStartedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DealSoldOutError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DeclinedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DuplicateOfferError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'IllegalTransitionError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'InputError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'InsufficientStockError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PaymentDeclinedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PriceChangedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PriceOutOfBoundsError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'QuantityStaleError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'RefundableExceededError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'StaleVersionError', code: ErrorCode, message: string, field: Array<string> | null }
    > } | null };

export type DealClaimReleaseMutationVariables = Exact<{
  claimId: string;
}>;


export type DealClaimReleaseMutation = { dealClaimRelease: { userErrors: Array<
      | { __typename: 'AccountLockedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'AlreadyReviewedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'CouponError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DealNotStartedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DealSoldOutError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DeclinedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DuplicateOfferError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'IllegalTransitionError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'InputError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'InsufficientStockError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PaymentDeclinedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PriceChangedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PriceOutOfBoundsError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'QuantityStaleError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'RefundableExceededError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'StaleVersionError', code: ErrorCode, message: string, field: Array<string> | null }
    > } | null };

export type PriceFragment = { amount: string, currencyCode: CurrencyCode };

export type ProductTileFragment = { id: string, slug: string, card: { title: string, rating: string | null, ratingCount: number, availability: string, memberShipping: boolean, dealEndsAt: string | null, image: { url: string, altText: string | null } | null, priceFrom: { amount: string, currencyCode: CurrencyCode } | null, wasPrice: { amount: string, currencyCode: CurrencyCode } | null } | null };

type Refusal_AccountLockedError_Fragment = { __typename: 'AccountLockedError', code: ErrorCode, message: string, field: Array<string> | null };

type Refusal_AlreadyReviewedError_Fragment = { __typename: 'AlreadyReviewedError', code: ErrorCode, message: string, field: Array<string> | null };

type Refusal_CouponError_Fragment = { __typename: 'CouponError', code: ErrorCode, message: string, field: Array<string> | null };

type Refusal_DealNotStartedError_Fragment = { __typename: 'DealNotStartedError', code: ErrorCode, message: string, field: Array<string> | null };

type Refusal_DealSoldOutError_Fragment = { __typename: 'DealSoldOutError', code: ErrorCode, message: string, field: Array<string> | null };

type Refusal_DeclinedError_Fragment = { __typename: 'DeclinedError', code: ErrorCode, message: string, field: Array<string> | null };

type Refusal_DuplicateOfferError_Fragment = { __typename: 'DuplicateOfferError', code: ErrorCode, message: string, field: Array<string> | null };

type Refusal_IdempotencyConflictError_Fragment = { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string, field: Array<string> | null };

type Refusal_IllegalTransitionError_Fragment = { __typename: 'IllegalTransitionError', code: ErrorCode, message: string, field: Array<string> | null };

type Refusal_InputError_Fragment = { __typename: 'InputError', code: ErrorCode, message: string, field: Array<string> | null };

type Refusal_InsufficientStockError_Fragment = { __typename: 'InsufficientStockError', code: ErrorCode, message: string, field: Array<string> | null };

type Refusal_NotFoundError_Fragment = { __typename: 'NotFoundError', code: ErrorCode, message: string, field: Array<string> | null };

type Refusal_PaymentDeclinedError_Fragment = { __typename: 'PaymentDeclinedError', code: ErrorCode, message: string, field: Array<string> | null };

type Refusal_PriceChangedError_Fragment = { __typename: 'PriceChangedError', code: ErrorCode, message: string, field: Array<string> | null };

type Refusal_PriceOutOfBoundsError_Fragment = { __typename: 'PriceOutOfBoundsError', code: ErrorCode, message: string, field: Array<string> | null };

type Refusal_QuantityStaleError_Fragment = { __typename: 'QuantityStaleError', code: ErrorCode, message: string, field: Array<string> | null };

type Refusal_RefundableExceededError_Fragment = { __typename: 'RefundableExceededError', code: ErrorCode, message: string, field: Array<string> | null };

type Refusal_StaleVersionError_Fragment = { __typename: 'StaleVersionError', code: ErrorCode, message: string, field: Array<string> | null };

export type RefusalFragment =
  | Refusal_AccountLockedError_Fragment
  | Refusal_AlreadyReviewedError_Fragment
  | Refusal_CouponError_Fragment
  | Refusal_DealNotStartedError_Fragment
  | Refusal_DealSoldOutError_Fragment
  | Refusal_DeclinedError_Fragment
  | Refusal_DuplicateOfferError_Fragment
  | Refusal_IdempotencyConflictError_Fragment
  | Refusal_IllegalTransitionError_Fragment
  | Refusal_InputError_Fragment
  | Refusal_InsufficientStockError_Fragment
  | Refusal_NotFoundError_Fragment
  | Refusal_PaymentDeclinedError_Fragment
  | Refusal_PriceChangedError_Fragment
  | Refusal_PriceOutOfBoundsError_Fragment
  | Refusal_QuantityStaleError_Fragment
  | Refusal_RefundableExceededError_Fragment
  | Refusal_StaleVersionError_Fragment
;

export type BestSellersQueryVariables = Exact<{
  first?: number;
  after?: string | null | undefined;
}>;


export type BestSellersQuery = { products: { nodes: Array<{ title: string, id: string, slug: string, category: { id: string, path: Array<{ id: string }> }, featuredOffer: { id: string, availability: { status: AvailabilityStatus } | null } | null, card: { title: string, rating: string | null, ratingCount: number, availability: string, memberShipping: boolean, dealEndsAt: string | null, image: { url: string, altText: string | null } | null, priceFrom: { amount: string, currencyCode: CurrencyCode } | null, wasPrice: { amount: string, currencyCode: CurrencyCode } | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type OrderLiveSubscriptionVariables = Exact<{
  orderId: string;
  after?: string | null | undefined;
}>;


export type OrderLiveSubscription = { orderUpdated: { sequence: string, kind: OrderEventKind, status: OrderStatus, message: string, occurredAt: string } };

export type ProductDetailFragment = { id: string, slug: string, title: string, descriptionHtml: string, offerCount: number | null, brand: { name: string } | null, breadcrumbs: Array<{ slug: string, name: string }>, media: Array<{ image: { url: string, altText: string | null } | null }>, attributes: Array<{ key: string, label: string, value: string, unit: string | null }>, options: Array<{ name: string, values: Array<string> }>, variants: { nodes: Array<{ id: string, title: string, selectedOptions: Array<{ name: string, value: string }> }> }, featuredOffer: { id: string, condition: OfferCondition, price: { amount: string, currencyCode: CurrencyCode }, listPrice: { amount: string, currencyCode: CurrencyCode } | null, seller: { id: string, displayName: string }, availability: { status: AvailabilityStatus, lowStockQuantity: number | null, maxOrderQuantity: number } | null, deliveryEstimate: { earliest: string, latest: string } | null, activeDeal: { id: string, percentOff: number, endsAt: string, dealPrice: { amount: string, currencyCode: CurrencyCode } } | null } | null, ratingSummary: { average: string | null, count: number } | null, reviews: { nodes: Array<{ id: string, rating: number, title: string | null, body: string, verifiedPurchase: boolean, author: { displayName: string } | null }> } | null };

export type ProductPageQueryVariables = Exact<{
  slug: string;
  destination: DestinationInput;
}>;


export type ProductPageQuery = { product: { id: string, slug: string, title: string, descriptionHtml: string, offerCount: number | null, brand: { name: string } | null, breadcrumbs: Array<{ slug: string, name: string }>, media: Array<{ image: { url: string, altText: string | null } | null }>, attributes: Array<{ key: string, label: string, value: string, unit: string | null }>, options: Array<{ name: string, values: Array<string> }>, variants: { nodes: Array<{ id: string, title: string, selectedOptions: Array<{ name: string, value: string }> }> }, featuredOffer: { id: string, condition: OfferCondition, price: { amount: string, currencyCode: CurrencyCode }, listPrice: { amount: string, currencyCode: CurrencyCode } | null, seller: { id: string, displayName: string }, availability: { status: AvailabilityStatus, lowStockQuantity: number | null, maxOrderQuantity: number } | null, deliveryEstimate: { earliest: string, latest: string } | null, activeDeal: { id: string, percentOff: number, endsAt: string, dealPrice: { amount: string, currencyCode: CurrencyCode } } | null } | null, ratingSummary: { average: string | null, count: number } | null, reviews: { nodes: Array<{ id: string, rating: number, title: string | null, body: string, verifiedPurchase: boolean, author: { displayName: string } | null }> } | null } | null };

export type CompareProductsQueryVariables = Exact<{
  ids: Array<string> | string;
  first: number;
  destination: DestinationInput;
}>;


export type CompareProductsQuery = { products: { nodes: Array<{ id: string, slug: string, title: string, descriptionHtml: string, offerCount: number | null, brand: { name: string } | null, breadcrumbs: Array<{ slug: string, name: string }>, media: Array<{ image: { url: string, altText: string | null } | null }>, attributes: Array<{ key: string, label: string, value: string, unit: string | null }>, options: Array<{ name: string, values: Array<string> }>, variants: { nodes: Array<{ id: string, title: string, selectedOptions: Array<{ name: string, value: string }> }> }, featuredOffer: { id: string, condition: OfferCondition, price: { amount: string, currencyCode: CurrencyCode }, listPrice: { amount: string, currencyCode: CurrencyCode } | null, seller: { id: string, displayName: string }, availability: { status: AvailabilityStatus, lowStockQuantity: number | null, maxOrderQuantity: number } | null, deliveryEstimate: { earliest: string, latest: string } | null, activeDeal: { id: string, percentOff: number, endsAt: string, dealPrice: { amount: string, currencyCode: CurrencyCode } } | null } | null, ratingSummary: { average: string | null, count: number } | null, reviews: { nodes: Array<{ id: string, rating: number, title: string | null, body: string, verifiedPurchase: boolean, author: { displayName: string } | null }> } | null }> } | null };

export type SearchPageQueryVariables = Exact<{
  query: string;
  first?: number;
  after?: string | null | undefined;
  filter?: ProductFilter | null | undefined;
  sort?: ProductSort | null | undefined;
}>;


export type SearchPageQuery = { search: { totalCount: number, correctedQuery: string | null, didYouMean: Array<string>, nodes: Array<{ id: string, slug: string, card: { title: string, rating: string | null, ratingCount: number, availability: string, memberShipping: boolean, dealEndsAt: string | null, image: { url: string, altText: string | null } | null, priceFrom: { amount: string, currencyCode: CurrencyCode } | null, wasPrice: { amount: string, currencyCode: CurrencyCode } | null } | null }>, facets: Array<
      | { __typename: 'RangeFacet', min: string, max: string, key: string, label: string }
      | { __typename: 'TermFacet', key: string, label: string, buckets: Array<{ value: string, label: string, count: number, selected: boolean }> }
    >, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type GuestSessionCreateMutationVariables = Exact<{ [key: string]: never; }>;


export type GuestSessionCreateMutation = { guestSessionCreate: { token: string | null, userErrors: Array<
      | { __typename: 'AccountLockedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'AlreadyReviewedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'CouponError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DealNotStartedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DealSoldOutError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DeclinedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DuplicateOfferError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'IllegalTransitionError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'InputError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'InsufficientStockError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PaymentDeclinedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PriceChangedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PriceOutOfBoundsError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'QuantityStaleError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'RefundableExceededError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'StaleVersionError', code: ErrorCode, message: string, field: Array<string> | null }
    > } | null };

export type SessionCreateMutationVariables = Exact<{
  input: SessionCreateInput;
}>;


export type SessionCreateMutation = { sessionCreate: { tokens: { accessToken: string, refreshToken: string } | null, userErrors: Array<
      | { __typename: 'AccountLockedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'AlreadyReviewedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'CouponError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DealNotStartedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DealSoldOutError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DeclinedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DuplicateOfferError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'IllegalTransitionError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'InputError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'InsufficientStockError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PaymentDeclinedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PriceChangedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PriceOutOfBoundsError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'QuantityStaleError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'RefundableExceededError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'StaleVersionError', code: ErrorCode, message: string, field: Array<string> | null }
    > } | null };

export type PaymentMethodTokenizeMutationVariables = Exact<{
  gatewayToken: string;
  idempotencyKey: string;
}>;


export type PaymentMethodTokenizeMutation = { paymentMethodTokenize: { paymentMethod: { id: string, brand: string | null, last4: string | null } | null, userErrors: Array<
      | { __typename: 'AccountLockedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'AlreadyReviewedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'CouponError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DealNotStartedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DealSoldOutError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DeclinedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'DuplicateOfferError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'IdempotencyConflictError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'IllegalTransitionError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'InputError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'InsufficientStockError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PaymentDeclinedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PriceChangedError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'PriceOutOfBoundsError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'QuantityStaleError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'RefundableExceededError', code: ErrorCode, message: string, field: Array<string> | null }
      | { __typename: 'StaleVersionError', code: ErrorCode, message: string, field: Array<string> | null }
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
export const PriceFragmentDoc = new TypedDocumentString(`
    fragment Price on Money {
  amount
  currencyCode
}
    `, {"fragmentName":"Price"}) as unknown as TypedDocumentString<PriceFragment, unknown>;
export const CartSummaryFragmentDoc = new TypedDocumentString(`
    fragment CartSummary on Cart {
  id
  itemCount
  totals {
    total {
      ...Price
    }
  }
  warnings {
    code
    message
    lineId
  }
}
    fragment Price on Money {
  amount
  currencyCode
}`, {"fragmentName":"CartSummary"}) as unknown as TypedDocumentString<CartSummaryFragment, unknown>;
export const CartViewFragmentDoc = new TypedDocumentString(`
    fragment CartView on Cart {
  ...CartSummary
  couponCodes
  lines(first: 100) {
    nodes {
      id
      quantity
      unitPrice {
        ...Price
      }
      lineTotal {
        ...Price
      }
      offer {
        id
        availability {
          status
          maxOrderQuantity
        }
        variant {
          id
          title
          product {
            slug
            title
          }
        }
      }
    }
  }
  totals {
    subtotal {
      ...Price
    }
    discount {
      ...Price
    }
  }
}
    fragment CartSummary on Cart {
  id
  itemCount
  totals {
    total {
      ...Price
    }
  }
  warnings {
    code
    message
    lineId
  }
}
fragment Price on Money {
  amount
  currencyCode
}`, {"fragmentName":"CartView"}) as unknown as TypedDocumentString<CartViewFragment, unknown>;
export const CheckoutViewFragmentDoc = new TypedDocumentString(`
    fragment CheckoutView on Checkout {
  id
  version
  status
  expiresAt
  groups {
    id
    sellerName
    options {
      id
      name
      price {
        ...Price
      }
      earliest
      latest
    }
    selected {
      id
    }
  }
  totals {
    subtotal {
      ...Price
    }
    discount {
      ...Price
    }
    shipping {
      ...Price
    }
    tax {
      ...Price
    }
    payable {
      ...Price
    }
  }
}
    fragment Price on Money {
  amount
  currencyCode
}`, {"fragmentName":"CheckoutView"}) as unknown as TypedDocumentString<CheckoutViewFragment, unknown>;
export const ProductTileFragmentDoc = new TypedDocumentString(`
    fragment ProductTile on Product {
  id
  slug
  card {
    title
    image {
      url(width: 400)
      altText
    }
    priceFrom {
      ...Price
    }
    wasPrice {
      ...Price
    }
    rating
    ratingCount
    availability
    memberShipping
    dealEndsAt
  }
}
    fragment Price on Money {
  amount
  currencyCode
}`, {"fragmentName":"ProductTile"}) as unknown as TypedDocumentString<ProductTileFragment, unknown>;
export const RefusalFragmentDoc = new TypedDocumentString(`
    fragment Refusal on UserError {
  __typename
  code
  message
  field
}
    `, {"fragmentName":"Refusal"}) as unknown as TypedDocumentString<RefusalFragment, unknown>;
export const ProductDetailFragmentDoc = new TypedDocumentString(`
    fragment ProductDetail on Product {
  id
  slug
  title
  descriptionHtml
  brand {
    name
  }
  breadcrumbs {
    slug
    name
  }
  media {
    image {
      url(width: 800)
      altText
    }
  }
  attributes {
    key
    label
    value
    unit
  }
  options {
    name
    values
  }
  variants(first: 50) {
    nodes {
      id
      title
      selectedOptions {
        name
        value
      }
    }
  }
  offerCount
  featuredOffer {
    id
    price {
      ...Price
    }
    listPrice {
      ...Price
    }
    condition
    seller {
      id
      displayName
    }
    availability {
      status
      lowStockQuantity
      maxOrderQuantity
    }
    deliveryEstimate(destination: $destination) {
      earliest
      latest
    }
    activeDeal {
      id
      percentOff
      dealPrice {
        ...Price
      }
      endsAt
    }
  }
  ratingSummary {
    average
    count
  }
  reviews(first: 5) {
    nodes {
      id
      rating
      title
      body
      verifiedPurchase
      author {
        displayName
      }
    }
  }
}
    fragment Price on Money {
  amount
  currencyCode
}`, {"fragmentName":"ProductDetail"}) as unknown as TypedDocumentString<ProductDetailFragment, unknown>;
export const CartDocument = new TypedDocumentString(`
    query Cart {
  cart {
    ...CartView
  }
}
    fragment CartSummary on Cart {
  id
  itemCount
  totals {
    total {
      ...Price
    }
  }
  warnings {
    code
    message
    lineId
  }
}
fragment CartView on Cart {
  ...CartSummary
  couponCodes
  lines(first: 100) {
    nodes {
      id
      quantity
      unitPrice {
        ...Price
      }
      lineTotal {
        ...Price
      }
      offer {
        id
        availability {
          status
          maxOrderQuantity
        }
        variant {
          id
          title
          product {
            slug
            title
          }
        }
      }
    }
  }
  totals {
    subtotal {
      ...Price
    }
    discount {
      ...Price
    }
  }
}
fragment Price on Money {
  amount
  currencyCode
}`) as unknown as TypedDocumentString<CartQuery, CartQueryVariables>;
export const CartCreateDocument = new TypedDocumentString(`
    mutation CartCreate($lines: [CartLineAddInput!], $idempotencyKey: ID) {
  cartCreate(lines: $lines, idempotencyKey: $idempotencyKey) {
    cart {
      ...CartSummary
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment CartSummary on Cart {
  id
  itemCount
  totals {
    total {
      ...Price
    }
  }
  warnings {
    code
    message
    lineId
  }
}
fragment Price on Money {
  amount
  currencyCode
}
fragment Refusal on UserError {
  __typename
  code
  message
  field
}`) as unknown as TypedDocumentString<CartCreateMutation, CartCreateMutationVariables>;
export const CartLinesAddDocument = new TypedDocumentString(`
    mutation CartLinesAdd($cartId: ID!, $lines: [CartLineAddInput!]!, $idempotencyKey: ID) {
  cartLinesAdd(cartId: $cartId, lines: $lines, idempotencyKey: $idempotencyKey) {
    cart {
      ...CartSummary
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment CartSummary on Cart {
  id
  itemCount
  totals {
    total {
      ...Price
    }
  }
  warnings {
    code
    message
    lineId
  }
}
fragment Price on Money {
  amount
  currencyCode
}
fragment Refusal on UserError {
  __typename
  code
  message
  field
}`) as unknown as TypedDocumentString<CartLinesAddMutation, CartLinesAddMutationVariables>;
export const CategoryPageDocument = new TypedDocumentString(`
    query CategoryPage($id: ID!, $first: Int! = 24, $after: String, $filter: ProductFilter!, $sort: ProductSort) {
  category(id: $id) {
    name
    path {
      slug
      name
    }
    children {
      slug
      name
      productCount
    }
  }
  products(first: $first, after: $after, filter: $filter, sort: $sort) {
    nodes {
      ...ProductTile
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Price on Money {
  amount
  currencyCode
}
fragment ProductTile on Product {
  id
  slug
  card {
    title
    image {
      url(width: 400)
      altText
    }
    priceFrom {
      ...Price
    }
    wasPrice {
      ...Price
    }
    rating
    ratingCount
    availability
    memberShipping
    dealEndsAt
  }
}`) as unknown as TypedDocumentString<CategoryPageQuery, CategoryPageQueryVariables>;
export const CheckoutStartDocument = new TypedDocumentString(`
    mutation CheckoutStart($cartId: ID!, $guestEmail: String, $idempotencyKey: ID!) {
  checkoutStart(
    cartId: $cartId
    guestEmail: $guestEmail
    idempotencyKey: $idempotencyKey
  ) {
    checkout {
      ...CheckoutView
    }
    userErrors {
      ...Refusal
      ... on InsufficientStockError {
        offerId
        available
      }
    }
  }
}
    fragment CheckoutView on Checkout {
  id
  version
  status
  expiresAt
  groups {
    id
    sellerName
    options {
      id
      name
      price {
        ...Price
      }
      earliest
      latest
    }
    selected {
      id
    }
  }
  totals {
    subtotal {
      ...Price
    }
    discount {
      ...Price
    }
    shipping {
      ...Price
    }
    tax {
      ...Price
    }
    payable {
      ...Price
    }
  }
}
fragment Price on Money {
  amount
  currencyCode
}
fragment Refusal on UserError {
  __typename
  code
  message
  field
}`) as unknown as TypedDocumentString<CheckoutStartMutation, CheckoutStartMutationVariables>;
export const CheckoutShippingAddressSetDocument = new TypedDocumentString(`
    mutation CheckoutShippingAddressSet($checkoutId: ID!, $version: Int!, $address: PostalAddressInput!) {
  checkoutShippingAddressSet(
    checkoutId: $checkoutId
    version: $version
    address: $address
  ) {
    checkout {
      ...CheckoutView
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment CheckoutView on Checkout {
  id
  version
  status
  expiresAt
  groups {
    id
    sellerName
    options {
      id
      name
      price {
        ...Price
      }
      earliest
      latest
    }
    selected {
      id
    }
  }
  totals {
    subtotal {
      ...Price
    }
    discount {
      ...Price
    }
    shipping {
      ...Price
    }
    tax {
      ...Price
    }
    payable {
      ...Price
    }
  }
}
fragment Price on Money {
  amount
  currencyCode
}
fragment Refusal on UserError {
  __typename
  code
  message
  field
}`) as unknown as TypedDocumentString<CheckoutShippingAddressSetMutation, CheckoutShippingAddressSetMutationVariables>;
export const CheckoutShippingOptionSelectDocument = new TypedDocumentString(`
    mutation CheckoutShippingOptionSelect($checkoutId: ID!, $version: Int!, $groupId: ID!, $optionId: ID!) {
  checkoutShippingOptionSelect(
    checkoutId: $checkoutId
    version: $version
    groupId: $groupId
    optionId: $optionId
  ) {
    checkout {
      ...CheckoutView
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment CheckoutView on Checkout {
  id
  version
  status
  expiresAt
  groups {
    id
    sellerName
    options {
      id
      name
      price {
        ...Price
      }
      earliest
      latest
    }
    selected {
      id
    }
  }
  totals {
    subtotal {
      ...Price
    }
    discount {
      ...Price
    }
    shipping {
      ...Price
    }
    tax {
      ...Price
    }
    payable {
      ...Price
    }
  }
}
fragment Price on Money {
  amount
  currencyCode
}
fragment Refusal on UserError {
  __typename
  code
  message
  field
}`) as unknown as TypedDocumentString<CheckoutShippingOptionSelectMutation, CheckoutShippingOptionSelectMutationVariables>;
export const CheckoutCompleteDocument = new TypedDocumentString(`
    mutation CheckoutComplete($input: CheckoutCompleteInput!) {
  checkoutComplete(input: $input) {
    order {
      id
      number
      status
    }
    nextAction {
      kind
      redirectUrl
      clientSecret
    }
    userErrors {
      ...Refusal
      ... on PriceChangedError {
        changes {
          lineId
          was {
            ...Price
          }
          now {
            ...Price
          }
        }
      }
    }
  }
}
    fragment Price on Money {
  amount
  currencyCode
}
fragment Refusal on UserError {
  __typename
  code
  message
  field
}`) as unknown as TypedDocumentString<CheckoutCompleteMutation, CheckoutCompleteMutationVariables>;
export const LiveDealsDocument = new TypedDocumentString(`
    query LiveDeals($first: Int! = 24) {
  deals(status: [LIVE], first: $first) {
    nodes {
      id
      title
      percentOff
      membersOnly
      endsAt
    }
  }
}
    `) as unknown as TypedDocumentString<LiveDealsQuery, LiveDealsQueryVariables>;
export const DealTicksDocument = new TypedDocumentString(`
    subscription DealTicks($dealIds: [ID!]!, $after: BigInt) {
  dealTicks(dealIds: $dealIds, after: $after) {
    sequence
    dealId
    status
    percentClaimed
    remainingBand
    serverTime
    endsAt
  }
}
    `) as unknown as TypedDocumentString<DealTicksSubscription, DealTicksSubscriptionVariables>;
export const DealClaimDocument = new TypedDocumentString(`
    mutation DealClaim($input: DealClaimInput!) {
  dealClaim(input: $input) {
    claim {
      id
      status
      expiresAt
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  __typename
  code
  message
  field
}`) as unknown as TypedDocumentString<DealClaimMutation, DealClaimMutationVariables>;
export const DealClaimReleaseDocument = new TypedDocumentString(`
    mutation DealClaimRelease($claimId: ID!) {
  dealClaimRelease(claimId: $claimId) {
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  __typename
  code
  message
  field
}`) as unknown as TypedDocumentString<DealClaimReleaseMutation, DealClaimReleaseMutationVariables>;
export const BestSellersDocument = new TypedDocumentString(`
    query BestSellers($first: Int! = 24, $after: String) {
  products(
    first: $first
    after: $after
    sort: BEST_SELLING
    filter: {inStockOnly: true}
  ) {
    nodes {
      ...ProductTile
      title
      category {
        id
        path {
          id
        }
      }
      featuredOffer {
        id
        availability {
          status
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Price on Money {
  amount
  currencyCode
}
fragment ProductTile on Product {
  id
  slug
  card {
    title
    image {
      url(width: 400)
      altText
    }
    priceFrom {
      ...Price
    }
    wasPrice {
      ...Price
    }
    rating
    ratingCount
    availability
    memberShipping
    dealEndsAt
  }
}`) as unknown as TypedDocumentString<BestSellersQuery, BestSellersQueryVariables>;
export const OrderLiveDocument = new TypedDocumentString(`
    subscription OrderLive($orderId: ID!, $after: BigInt) {
  orderUpdated(orderId: $orderId, after: $after) {
    sequence
    kind
    status
    message
    occurredAt
  }
}
    `) as unknown as TypedDocumentString<OrderLiveSubscription, OrderLiveSubscriptionVariables>;
export const ProductPageDocument = new TypedDocumentString(`
    query ProductPage($slug: String!, $destination: DestinationInput!) {
  product(slug: $slug) {
    ...ProductDetail
  }
}
    fragment Price on Money {
  amount
  currencyCode
}
fragment ProductDetail on Product {
  id
  slug
  title
  descriptionHtml
  brand {
    name
  }
  breadcrumbs {
    slug
    name
  }
  media {
    image {
      url(width: 800)
      altText
    }
  }
  attributes {
    key
    label
    value
    unit
  }
  options {
    name
    values
  }
  variants(first: 50) {
    nodes {
      id
      title
      selectedOptions {
        name
        value
      }
    }
  }
  offerCount
  featuredOffer {
    id
    price {
      ...Price
    }
    listPrice {
      ...Price
    }
    condition
    seller {
      id
      displayName
    }
    availability {
      status
      lowStockQuantity
      maxOrderQuantity
    }
    deliveryEstimate(destination: $destination) {
      earliest
      latest
    }
    activeDeal {
      id
      percentOff
      dealPrice {
        ...Price
      }
      endsAt
    }
  }
  ratingSummary {
    average
    count
  }
  reviews(first: 5) {
    nodes {
      id
      rating
      title
      body
      verifiedPurchase
      author {
        displayName
      }
    }
  }
}`) as unknown as TypedDocumentString<ProductPageQuery, ProductPageQueryVariables>;
export const CompareProductsDocument = new TypedDocumentString(`
    query CompareProducts($ids: [ID!]!, $first: Int!, $destination: DestinationInput!) {
  products(ids: $ids, first: $first) {
    nodes {
      ...ProductDetail
    }
  }
}
    fragment Price on Money {
  amount
  currencyCode
}
fragment ProductDetail on Product {
  id
  slug
  title
  descriptionHtml
  brand {
    name
  }
  breadcrumbs {
    slug
    name
  }
  media {
    image {
      url(width: 800)
      altText
    }
  }
  attributes {
    key
    label
    value
    unit
  }
  options {
    name
    values
  }
  variants(first: 50) {
    nodes {
      id
      title
      selectedOptions {
        name
        value
      }
    }
  }
  offerCount
  featuredOffer {
    id
    price {
      ...Price
    }
    listPrice {
      ...Price
    }
    condition
    seller {
      id
      displayName
    }
    availability {
      status
      lowStockQuantity
      maxOrderQuantity
    }
    deliveryEstimate(destination: $destination) {
      earliest
      latest
    }
    activeDeal {
      id
      percentOff
      dealPrice {
        ...Price
      }
      endsAt
    }
  }
  ratingSummary {
    average
    count
  }
  reviews(first: 5) {
    nodes {
      id
      rating
      title
      body
      verifiedPurchase
      author {
        displayName
      }
    }
  }
}`) as unknown as TypedDocumentString<CompareProductsQuery, CompareProductsQueryVariables>;
export const SearchPageDocument = new TypedDocumentString(`
    query SearchPage($query: String!, $first: Int! = 24, $after: String, $filter: ProductFilter, $sort: ProductSort) {
  search(
    query: $query
    first: $first
    after: $after
    filter: $filter
    sort: $sort
  ) {
    totalCount
    correctedQuery
    didYouMean
    nodes {
      ...ProductTile
    }
    facets {
      __typename
      key
      label
      ... on TermFacet {
        buckets {
          value
          label
          count
          selected
        }
      }
      ... on RangeFacet {
        min
        max
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Price on Money {
  amount
  currencyCode
}
fragment ProductTile on Product {
  id
  slug
  card {
    title
    image {
      url(width: 400)
      altText
    }
    priceFrom {
      ...Price
    }
    wasPrice {
      ...Price
    }
    rating
    ratingCount
    availability
    memberShipping
    dealEndsAt
  }
}`) as unknown as TypedDocumentString<SearchPageQuery, SearchPageQueryVariables>;
export const GuestSessionCreateDocument = new TypedDocumentString(`
    mutation GuestSessionCreate {
  guestSessionCreate {
    token
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  __typename
  code
  message
  field
}`) as unknown as TypedDocumentString<GuestSessionCreateMutation, GuestSessionCreateMutationVariables>;
export const SessionCreateDocument = new TypedDocumentString(`
    mutation SessionCreate($input: SessionCreateInput!) {
  sessionCreate(input: $input) {
    tokens {
      accessToken
      refreshToken
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  __typename
  code
  message
  field
}`) as unknown as TypedDocumentString<SessionCreateMutation, SessionCreateMutationVariables>;
export const PaymentMethodTokenizeDocument = new TypedDocumentString(`
    mutation PaymentMethodTokenize($gatewayToken: String!, $idempotencyKey: ID!) {
  paymentMethodTokenize(
    gatewayToken: $gatewayToken
    makeDefault: true
    idempotencyKey: $idempotencyKey
  ) {
    paymentMethod {
      id
      brand
      last4
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Refusal on UserError {
  __typename
  code
  message
  field
}`) as unknown as TypedDocumentString<PaymentMethodTokenizeMutation, PaymentMethodTokenizeMutationVariables>;