/**
 * Entity ids: a typed prefix and a UUIDv7 in lower-case Crockford base32 (26 characters), such as
 * `prod_01jd…`. Sorted by creation time, readable in a log, and a compile error when one kind is
 * passed for another. `@emporium/platform/ids` makes and parses them.
 */
export const ID_PREFIXES = {
  user: 'usr',
  guest: 'gst',
  apiClient: 'apc',
  session: 'ses',
  address: 'adr',
  notification: 'ntf',
  securityEvent: 'sec',
  product: 'prod',
  variant: 'var',
  category: 'cat',
  brand: 'brd',
  seller: 'sel',
  offer: 'ofr',
  warehouse: 'wh',
  stockLevel: 'stk',
  stockMovement: 'mov',
  reservation: 'rsv',
  pickTask: 'pick',
  cart: 'cart',
  cartLine: 'cln',
  savedItem: 'svd',
  wishlist: 'wsh',
  wishlistItem: 'wli',
  checkout: 'chk',
  checkoutLine: 'ckl',
  deliveryGroup: 'dgr',
  order: 'ord',
  orderLine: 'oln',
  orderEvent: 'oev',
  sellerOrder: 'sor',
  shipment: 'shp',
  return: 'ret',
  trackingEvent: 'trk',
  payment: 'pay',
  paymentMethod: 'pm',
  capture: 'cap',
  refund: 'ref',
  ledgerTransaction: 'ltx',
  ledgerEntry: 'lte',
  review: 'rev',
  deal: 'deal',
  dealClaim: 'clm',
  promotion: 'prm',
  coupon: 'cpn',
  event: 'evt',
} as const;

export type IdPrefix = (typeof ID_PREFIXES)[keyof typeof ID_PREFIXES];
export type Id<Prefix extends IdPrefix> = `${Prefix}_${string}`;

export type UserId = Id<'usr'>;
export type GuestId = Id<'gst'>;
/** Whoever a cart, a checkout or an order belongs to: an account, or a guest until it signs in. */
export type OwnerId = UserId | GuestId;
/** A partner's program, known by its key. */
export type ApiClientId = Id<'apc'>;
export type SessionId = Id<'ses'>;
export type AddressId = Id<'adr'>;
export type NotificationId = Id<'ntf'>;
export type SecurityEventId = Id<'sec'>;
export type ProductId = Id<'prod'>;
export type VariantId = Id<'var'>;
export type CategoryId = Id<'cat'>;
export type BrandId = Id<'brd'>;
export type SellerId = Id<'sel'>;
export type OfferId = Id<'ofr'>;
export type WarehouseId = Id<'wh'>;
export type StockLevelId = Id<'stk'>;
export type StockMovementId = Id<'mov'>;
export type ReservationId = Id<'rsv'>;
export type PickTaskId = Id<'pick'>;
export type CartId = Id<'cart'>;
export type CartLineId = Id<'cln'>;
export type SavedItemId = Id<'svd'>;
export type WishlistId = Id<'wsh'>;
export type WishlistItemId = Id<'wli'>;
export type CheckoutId = Id<'chk'>;
export type CheckoutLineId = Id<'ckl'>;
export type DeliveryGroupId = Id<'dgr'>;
export type OrderId = Id<'ord'>;
export type OrderLineId = Id<'oln'>;
export type OrderEventId = Id<'oev'>;
export type SellerOrderId = Id<'sor'>;
export type ShipmentId = Id<'shp'>;
export type ReturnId = Id<'ret'>;
export type TrackingEventId = Id<'trk'>;
export type PaymentId = Id<'pay'>;
export type PaymentMethodId = Id<'pm'>;
export type CaptureId = Id<'cap'>;
export type RefundId = Id<'ref'>;
export type LedgerTransactionId = Id<'ltx'>;
export type LedgerEntryId = Id<'lte'>;
export type ReviewId = Id<'rev'>;
export type DealId = Id<'deal'>;
export type DealClaimId = Id<'clm'>;
export type PromotionId = Id<'prm'>;
export type CouponId = Id<'cpn'>;
export type EventId = Id<'evt'>;
