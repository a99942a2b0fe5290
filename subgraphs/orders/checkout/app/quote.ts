import type { DealId, OfferId, OwnerId } from '@emporium/contracts/ids';
import { err, ok, type Result } from '@emporium/platform/result';
import type { CheckoutItem, Discount } from '../domain/checkout.ts';
import type {
  CheckoutCart,
  CommerceOffer,
  ProductsPort,
  PricingProblem,
  PromotionsPort,
  SellersPort,
} from './ports.ts';

/** Prices as the sellers and promotions ask them right now. */
export interface Quote {
  readonly items: readonly CheckoutItem[];
  readonly discounts: readonly Discount[];
  readonly freeShipping: boolean;
  /** Those that count. */
  readonly couponCodes: readonly string[];
}

/** Prices of a checkout that goes on, and the coupons that it has lost since it was priced before. */
export interface Requote {
  readonly quote: Quote;
  readonly lost: readonly PricingProblem[];
}

export type QuoteProblem =
  | { readonly code: 'OFFER_UNAVAILABLE'; readonly offerIds: readonly OfferId[] }
  | { readonly code: 'MIXED_CURRENCIES' }
  | { readonly code: 'PROMOTION'; readonly problem: PricingProblem };

interface Deps {
  readonly sellers: SellersPort;
  readonly products: ProductsPort;
  readonly promotions: PromotionsPort;
}
interface Terms {
  readonly ownerId: OwnerId;
  readonly couponCodes: readonly string[];
}

/**
 * A cart's lines with everything an order must remember of them, priced. A coupon that gives nothing for
 * these goods, or less than what goes without it, stays the buyer's: the cart has said so. One that cannot
 * be used at all is refused.
 */
export const quoteCart =
  (deps: Deps) =>
  async (ownerId: OwnerId, cart: CheckoutCart): Promise<Result<Quote, QuoteProblem>> => {
    const available = await activeOffers(
      deps,
      cart.lines.map((line) => line.offerId),
    );
    if (!available.ok) return available;
    const offers = available.value;
    const variantIds = [...new Set([...offers.values()].map((offer) => offer.variantId))];
    const [variants, dealIds] = await Promise.all([
      deps.products.variants(variantIds).then((rows) => new Map(rows.map((row) => [row.variantId, row]))),
      dealsOf(deps, ownerId, cart),
    ]);
    const orphans = [...offers.values()].filter((offer) => !variants.has(offer.variantId));
    if (orphans.length > 0) return err({ code: 'OFFER_UNAVAILABLE', offerIds: orphans.map((offer) => offer.offerId) });

    const items = cart.lines.map((line, index): CheckoutItem => {
      const offer = offers.get(line.offerId)!;
      const variant = variants.get(offer.variantId)!;
      return {
        lineId: line.lineId,
        offerId: offer.offerId,
        productId: offer.productId,
        variantId: offer.variantId,
        sellerId: offer.sellerId,
        sellerName: offer.sellerName,
        title: variant.title,
        sku: variant.sku,
        imageUrl: variant.imageUrl,
        taxClass: variant.taxClass,
        weightGrams: variant.weightGrams ?? 0,
        categoryPath: variant.categoryPath,
        quantity: line.quantity,
        unitPrice: offer.price,
        cartPrice: line.unitPriceWhenAdded,
        commissionRate: offer.commissionRate,
        handlingDays: offer.handlingDays,
        dealClaimId: line.dealClaimId,
        dealId: dealIds[index] ?? null,
      };
    });
    const priced = await price(deps, { ownerId, couponCodes: cart.couponCodes }, items);
    if (!priced.ok) return priced;
    const unusable = priced.value.lost.find(({ code }) => code !== 'COUPON_NOT_APPLICABLE');
    return unusable === undefined ? ok(priced.value.quote) : err({ code: 'PROMOTION', problem: unusable });
  };

/** For each line the deal that its claim is for; null without a claim. */
const dealsOf = ({ promotions }: Deps, ownerId: OwnerId, { lines }: CheckoutCart): Promise<(DealId | null)[]> =>
  Promise.all(
    lines.map(async ({ dealClaimId }) => (dealClaimId === null ? null : promotions.dealOfClaim(dealClaimId, ownerId))),
  );

/** The same items at what they cost by now; coupons that hold no longer are left out. */
export const requote =
  (deps: Deps) =>
  async (terms: Terms, items: readonly CheckoutItem[]): Promise<Result<Requote, QuoteProblem>> => {
    const available = await activeOffers(
      deps,
      items.map((item) => item.offerId),
    );
    if (!available.ok) return available;
    const current = items.map((item) => ({ ...item, unitPrice: available.value.get(item.offerId)!.price }));
    return price(deps, terms, current);
  };

async function activeOffers(
  { sellers }: Deps,
  ids: readonly OfferId[],
): Promise<Result<ReadonlyMap<OfferId, CommerceOffer>, QuoteProblem>> {
  const wanted = [...new Set(ids)];
  const found = await sellers.offers(wanted);
  const active = new Map(found.filter((offer) => offer.status === 'ACTIVE').map((offer) => [offer.offerId, offer]));
  const missing = wanted.filter((id) => !active.has(id));
  return missing.length > 0 ? err({ code: 'OFFER_UNAVAILABLE', offerIds: missing }) : ok(active);
}

/** Deal prices and discounts from promotions; `items` carry the sellers' prices. */
async function price(
  { promotions }: Deps,
  { ownerId, couponCodes }: Terms,
  items: readonly CheckoutItem[],
): Promise<Result<Requote, QuoteProblem>> {
  const currencies = new Set(items.map((item) => item.unitPrice.currency));
  if (currencies.size > 1) return err({ code: 'MIXED_CURRENCIES' });
  const pricing = await promotions.price({ ownerId, couponCodes, lines: items });
  // A deal's units are held as the deal's: without its claim the buyer has to begin anew.
  const claim = pricing.problems.find((problem) => problem.couponCode === null);
  if (claim !== undefined) return err({ code: 'PROMOTION', problem: claim });
  const prices = new Map(pricing.lines.map((line) => [line.lineId, line.unitPrice]));
  const lostCodes = pricing.problems.map((problem) => problem.couponCode);
  const quote = {
    items: items.map((item) => ({ ...item, unitPrice: prices.get(item.lineId) ?? item.unitPrice })),
    discounts: pricing.discounts,
    freeShipping: pricing.freeShipping,
    couponCodes: couponCodes.filter((code) => !lostCodes.includes(code)),
  };
  return ok({ quote, lost: pricing.problems });
}
