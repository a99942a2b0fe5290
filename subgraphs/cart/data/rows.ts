import type {
  CartId,
  CategoryId,
  DealClaimId,
  Id,
  OfferId,
  OwnerId,
  ProductId,
  SellerId,
  VariantId,
} from '@emporium/contracts/ids';
import type { CurrencyCode } from '@emporium/contracts/money';
import { money } from '@emporium/platform/money';
import type { CartView } from '../app/reads.ts';
import type { CartLine, Claim, OfferFacts, Offers, SavedItem } from '../domain/cart.ts';

export interface CartRow {
  readonly id: CartId;
  readonly owner_id: OwnerId;
  readonly version: number;
  readonly coupon_codes: readonly string[];
  readonly updated_at: Date;
  readonly expires_at: Date;
}

export const CART_COLUMNS = 'id, owner_id, version, coupon_codes, updated_at, expires_at';

export interface OfferRow {
  readonly offer_id: OfferId;
  readonly seller_id: SellerId;
  readonly seller_name: string;
  readonly variant_id: VariantId;
  readonly product_id: ProductId;
  readonly category_path: readonly CategoryId[];
  readonly offer_price_minor: bigint;
  readonly offer_currency: CurrencyCode;
  readonly status: OfferFacts['status'];
  readonly offer_version: number;
}

const OFFER_COLUMNS = `p.seller_id, p.seller_name, p.variant_id, p.product_id, p.category_path,
  p.price_minor AS offer_price_minor, p.currency AS offer_currency, p.status, p.version AS offer_version`;

/** An item with the offer's columns; those are null when sellers have not told of the offer. */
export interface ItemRow extends OfferRow {
  readonly id: Id<'cln'> | Id<'svd'>;
  readonly cart_id: CartId;
  readonly saved: boolean;
  readonly quantity: number;
  readonly price_minor: bigint;
  readonly currency: CurrencyCode;
  readonly at: Date;
  readonly claim_id: DealClaimId | null;
  readonly claim_price_minor: bigint;
  readonly claim_quantity: number;
  readonly claim_expires_at: Date;
  readonly claim_ended: boolean;
}

const ITEM_COLUMNS = `i.id, i.cart_id, i.saved, offer_id, i.quantity, i.price_minor, i.currency, i.at, i.claim_id,
  i.claim_price_minor, i.claim_quantity, i.claim_expires_at, i.claim_ended, ${OFFER_COLUMNS}`;

export const ITEMS = `SELECT ${ITEM_COLUMNS} FROM cart_item i LEFT JOIN offer_price p USING (offer_id)`;

/** The items that meet the condition, in their order, and a row without an item for each offer of `$2` that is in none of them. */
export const itemsAndOffers = (condition: string): string => `
  SELECT ${ITEM_COLUMNS}
    FROM (SELECT * FROM cart_item WHERE ${condition}) i
         FULL JOIN unnest($2::text[]) AS asked (offer_id) USING (offer_id)
         LEFT JOIN offer_price p USING (offer_id)
   ORDER BY i.place`;

const toOffer = (row: OfferRow): OfferFacts => ({
  offerId: row.offer_id,
  sellerId: row.seller_id,
  sellerName: row.seller_name,
  variantId: row.variant_id,
  productId: row.product_id,
  categoryPath: row.category_path,
  price: money(row.offer_price_minor, row.offer_currency),
  status: row.status,
  version: row.offer_version,
});

export function toCarts(carts: readonly CartRow[], items: readonly ItemRow[]): CartView[] {
  const byCart = Map.groupBy(items, (item) => item.cart_id);
  return carts.map((cart) => {
    const own = byCart.get(cart.id) ?? [];
    return {
      id: cart.id,
      ownerId: cart.owner_id,
      version: cart.version,
      couponCodes: cart.coupon_codes,
      updatedAt: cart.updated_at,
      expiresAt: cart.expires_at,
      lines: own.filter((item) => !item.saved).map(toLine),
      savedForLater: own.filter((item) => item.saved).map(toSavedItem),
      offers: toOffers(own),
    };
  });
}

/** Of those that sellers have told of. */
export const toOffers = (rows: readonly OfferRow[]): Offers =>
  new Map(rows.filter((row) => row.seller_id !== null).map((row) => [row.offer_id, toOffer(row)]));

const toLine = (row: ItemRow): CartLine => ({
  id: row.id as Id<'cln'>,
  offerId: row.offer_id,
  quantity: row.quantity,
  unitPriceWhenAdded: money(row.price_minor, row.currency),
  claim: toClaim(row),
  addedAt: row.at,
});

const toClaim = (row: ItemRow): Claim | null =>
  row.claim_id === null
    ? null
    : {
        id: row.claim_id,
        price: money(row.claim_price_minor, row.currency),
        quantity: row.claim_quantity,
        expiresAt: row.claim_expires_at,
        ended: row.claim_ended,
      };

const toSavedItem = (row: ItemRow): SavedItem => ({
  id: row.id as Id<'svd'>,
  offerId: row.offer_id,
  quantity: row.quantity,
  priceWhenSaved: money(row.price_minor, row.currency),
  savedAt: row.at,
});
