import type {
  CartId,
  CartLineId,
  CategoryId,
  CheckoutId,
  CheckoutLineId,
  DealClaimId,
  DealId,
  DeliveryGroupId,
  OfferId,
  OrderId,
  OwnerId,
  ProductId,
  ReservationId,
  SellerId,
  VariantId,
  WarehouseId,
} from '@emporium/contracts/ids';
import type { CurrencyCode } from '@emporium/contracts/money';
import { compare, type Money, type RateMillionths } from '@emporium/platform/money';
import type { NewId } from '@emporium/platform/ids';
import { err, ok, type Result } from '@emporium/platform/result';
import type { Address } from '../../orders/domain/address.ts';
import type { Lease, Saga } from './saga.ts';
import type { ShippingSpeed } from './shipping-options.ts';
import type { Destination } from './tax.ts';

/** How long a checkout holds its stock, from the moment it starts. */
export const CHECKOUT_TTL_MS = 10 * 60_000;

export type CheckoutStatus = 'OPEN' | 'AWAITING_PAYMENT' | 'AWAITING_ACTION' | 'COMPLETED' | 'EXPIRED' | 'CANCELLED';

/** A cart line as it was when the checkout began: what the buyer is charged stays what the buyer saw. */
export interface CheckoutItem {
  readonly lineId: CartLineId;
  readonly offerId: OfferId;
  readonly productId: ProductId;
  readonly variantId: VariantId;
  readonly sellerId: SellerId;
  readonly sellerName: string;
  readonly title: string;
  readonly sku: string;
  readonly imageUrl: string | null;
  readonly taxClass: string;
  readonly weightGrams: number;
  readonly categoryPath: readonly CategoryId[];
  readonly quantity: number;
  /** What one unit costs now; a claimed deal's price, where there is one. */
  readonly unitPrice: Money;
  /** What one unit cost when it went into the cart. */
  readonly cartPrice: Money;
  /** What the marketplace keeps of it, in millionths; frozen here. */
  readonly commissionRate: RateMillionths;
  readonly handlingDays: number;
  readonly dealClaimId: DealClaimId | null;
  readonly dealId: DealId | null;
}

/** Granted by promotions, on one cart line or (null) on the whole cart. */
export interface Discount {
  readonly lineId: CartLineId | null;
  readonly source: string;
  readonly title: string;
  readonly amount: Money;
}

/** What one seller sends from one warehouse. A cart line that no warehouse could fill alone has a part in several. */
export interface DeliveryGroup {
  readonly id: DeliveryGroupId;
  readonly sellerId: SellerId;
  readonly warehouseId: WarehouseId;
  readonly transitDaysMin: number;
  readonly transitDaysMax: number;
  readonly distanceKm: number;
  readonly speed: ShippingSpeed;
  readonly parts: readonly { readonly id: CheckoutLineId; readonly lineId: CartLineId; readonly quantity: number }[];
}

export interface Checkout {
  readonly id: CheckoutId;
  readonly ownerId: OwnerId;
  /** Where to write to a guest; accounts have an address of their own. */
  readonly guestEmail: string | null;
  readonly cartId: CartId;
  /** Grows with every change the buyer makes. */
  readonly version: number;
  readonly status: CheckoutStatus;
  readonly expiresAt: Date;
  /** When prices and dates were quoted. */
  readonly quotedAt: Date;
  readonly currency: CurrencyCode;
  /** What stock and tax were computed for: the address, or until there is one the centre of the currency's country. */
  readonly destination: Destination;
  readonly shippingAddress: Address | null;
  /** Null while the address is being changed: nothing may be bought then. */
  readonly reservationId: ReservationId | null;
  readonly orderId: OrderId | null;
  readonly items: readonly CheckoutItem[];
  readonly couponCodes: readonly string[];
  readonly discounts: readonly Discount[];
  readonly freeShipping: boolean;
  readonly groups: readonly DeliveryGroup[];
  readonly saga: Saga | null;
  readonly lease: Lease;
}

export interface PriceChange {
  readonly lineId: string;
  readonly was: Money;
  readonly now: Money;
  /** The buyer must agree to it: it went up. */
  readonly requiresConfirmation: boolean;
}

export type EditProblem =
  | { readonly code: 'CHECKOUT_EXPIRED' }
  | { readonly code: 'ILLEGAL_TRANSITION'; readonly status: CheckoutStatus }
  | { readonly code: 'STALE_VERSION'; readonly currentVersion: number };

/** A buyer may change a checkout until the order is placed, acting on what was last shown. */
export function decideEdit(checkout: Checkout, version: number, now: Date): Result<Checkout, EditProblem> {
  if (checkout.status === 'EXPIRED' || (checkout.status === 'OPEN' && checkout.expiresAt <= now)) {
    return err({ code: 'CHECKOUT_EXPIRED' });
  }
  if (checkout.status !== 'OPEN') return err({ code: 'ILLEGAL_TRANSITION', status: checkout.status });
  if (checkout.version !== version) return err({ code: 'STALE_VERSION', currentVersion: checkout.version });
  return ok({ ...checkout, version: checkout.version + 1 });
}

/** What inventory promised for one cart line from one warehouse. */
export interface Allocation {
  readonly lineId: CartLineId;
  readonly quantity: number;
  readonly warehouseId: WarehouseId;
  readonly transitDaysMin: number;
  readonly transitDaysMax: number;
  readonly distanceKm: number;
}

/** Cuts what was allocated into parcels: one for each seller and warehouse, in the order of the cart. */
export function groupAllocations(
  items: readonly CheckoutItem[],
  allocations: readonly Allocation[],
  newId: NewId,
): readonly DeliveryGroup[] {
  const itemOf = new Map(items.map((item) => [item.lineId, item]));
  const parcels = Map.groupBy(allocations, ({ lineId, warehouseId }) => {
    const item = itemOf.get(lineId);
    if (item === undefined) throw new Error(`stock was allocated to the unknown line ${lineId}`);
    return `${item.sellerId} ${warehouseId}`;
  });
  return [...parcels.values()].map((parts) => {
    const [{ lineId, warehouseId, transitDaysMin, transitDaysMax, distanceKm }] = parts as [Allocation];
    return {
      id: newId('dgr'),
      sellerId: itemOf.get(lineId)!.sellerId,
      warehouseId,
      transitDaysMin,
      transitDaysMax,
      distanceKm,
      speed: 'STANDARD',
      parts: parts.map((part) => ({ id: newId('ckl'), lineId: part.lineId, quantity: part.quantity })),
    };
  });
}

/** How the items' prices differ from what they are asked for now. */
export function priceChanges(
  items: readonly CheckoutItem[],
  was: (item: CheckoutItem) => Money,
  now: (item: CheckoutItem) => Money,
): readonly PriceChange[] {
  return items
    .map((item) => ({ item, difference: compare(now(item), was(item)) }))
    .filter(({ difference }) => difference !== 0)
    .map(({ item, difference }) => ({
      lineId: item.lineId,
      was: was(item),
      now: now(item),
      requiresConfirmation: difference > 0,
    }));
}
