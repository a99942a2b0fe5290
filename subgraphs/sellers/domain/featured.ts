import type { OfferId } from '@emporium/contracts/ids';
import type { Offer } from './offer.ts';
import { mayTrade, type SellerStatus } from './seller.ts';

/** An offer with what the rule wants to know besides. */
export interface Candidate {
  readonly offer: Offer;
  readonly sellerStatus: SellerStatus;
  /** Mean stars in tenths, 0 to 50; null while nobody has rated the seller. */
  readonly sellerRatingTenths: number | null;
  readonly inStock: boolean;
}

/** What a seller without ratings counts as: neither praised nor punished. */
const UNRATED_TENTHS = 40;

/** Shown in the shop: active, of a seller who may trade. */
export const isOnSale = ({ offer, sellerStatus }: Candidate): boolean =>
  offer.status === 'ACTIVE' && mayTrade(sellerStatus);

/** On sale and in stock, at no more than one and a half times what the cheapest costs of its variant and condition. */
export function isEligible(candidate: Candidate, among: readonly Candidate[]): boolean {
  if (!isOnSale(candidate) || !candidate.inStock) return false;
  const { variantId, condition, price } = candidate.offer;
  const rivals = among.filter(
    (other) =>
      isOnSale(other) && other.inStock && other.offer.variantId === variantId && other.offer.condition === condition,
  );
  return rivals.every(({ offer }) => price.minorUnits * 2n <= offer.price.minorUnits * 3n);
}

/**
 * The offer behind "Add to cart". Of the eligible ones: Prime before others, then the lowest price, the
 * fewest handling days, the better rated seller, and at last the older id, so that the answer depends on
 * nothing but the input.
 */
export function featuredOf(candidates: readonly Candidate[]): Candidate | null {
  const [best] = candidates.filter((candidate) => isEligible(candidate, candidates)).toSorted(byMerit);
  return best ?? null;
}

/** Over all conditions: a used one only when nothing new is left. */
export const featuredOfAny = (candidates: readonly Candidate[]): Candidate | null =>
  featuredOf(candidates.filter(isNew)) ?? featuredOf(candidates.filter((candidate) => !isNew(candidate)));

export const featuredNew = (candidates: readonly Candidate[]): OfferId | null =>
  featuredOf(candidates.filter(isNew))?.offer.id ?? null;

const isNew = ({ offer }: Candidate): boolean => offer.condition === 'NEW';

const byMerit = (a: Candidate, b: Candidate): number =>
  Number(b.offer.primeEligible) - Number(a.offer.primeEligible) ||
  Number(a.offer.price.minorUnits - b.offer.price.minorUnits) ||
  a.offer.handlingDays - b.offer.handlingDays ||
  (b.sellerRatingTenths ?? UNRATED_TENTHS) - (a.sellerRatingTenths ?? UNRATED_TENTHS) ||
  (a.offer.id < b.offer.id ? -1 : 1);
