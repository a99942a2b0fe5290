import type { CurrencyCode } from '@emporium/contracts/money';
import type { OfferId, ProductId, SellerId, VariantId } from '@emporium/contracts/ids';
import { money, type Money } from '@emporium/platform/money';
import type { Candidate } from '../domain/featured.ts';
import type { Fulfilment, Offer, OfferCondition, OfferStatus } from '../domain/offer.ts';
import type { SellerStatus } from '../domain/seller.ts';

export interface OfferRow {
  readonly id: OfferId;
  readonly product_id: ProductId;
  readonly variant_id: VariantId;
  readonly seller_id: SellerId;
  readonly condition: OfferCondition;
  readonly price_minor: bigint;
  readonly list_price_minor: bigint | null;
  readonly currency: CurrencyCode;
  readonly fulfilment: Fulfilment;
  readonly prime_eligible: boolean;
  readonly handling_days: number;
  readonly return_window_days: number;
  readonly ships_from: string;
  readonly status: OfferStatus;
  readonly version: number;
}

export const OFFER_COLUMNS = `o.id, o.product_id, o.variant_id, o.seller_id, o.condition, o.price_minor, o.list_price_minor,
  o.currency, o.fulfilment, o.prime_eligible, o.handling_days, o.return_window_days, o.ships_from, o.status, o.version`;

/** `domain/featured.ts` says the same: active, of a seller who may trade. */
export const ON_SALE = `o.status = 'ACTIVE' AND s.status IN ('ACTIVE', 'AT_RISK')`;

export const toOffer = (row: OfferRow): Offer => ({
  id: row.id,
  productId: row.product_id,
  variantId: row.variant_id,
  sellerId: row.seller_id,
  condition: row.condition,
  price: money(row.price_minor, row.currency),
  listPrice: moneyOrNull(row.list_price_minor, row.currency),
  fulfilment: row.fulfilment,
  primeEligible: row.prime_eligible,
  handlingDays: row.handling_days,
  returnWindowDays: row.return_window_days,
  shipsFrom: row.ships_from,
  status: row.status,
  version: row.version,
});

export const moneyOrNull = (minor: bigint | null, currency: CurrencyCode): Money | null =>
  minor === null ? null : money(minor, currency);

export interface CandidateRow extends OfferRow {
  readonly in_stock: boolean;
  readonly seller_status: SellerStatus;
  readonly rating_tenths: number | null;
}

export const CANDIDATE_COLUMNS = `${OFFER_COLUMNS}, o.in_stock, s.status AS seller_status, s.rating_tenths`;

export const toCandidate = (row: CandidateRow): Candidate => ({
  offer: toOffer(row),
  sellerStatus: row.seller_status,
  sellerRatingTenths: row.rating_tenths,
  inStock: row.in_stock,
});
