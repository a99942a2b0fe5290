import type { OfferId, ProductId, SellerId } from '@emporium/contracts/ids';
import { productId } from './ids.ts';
import { offersOf, type OfferCondition, type WorldOffer } from './offers.ts';
import { stockOf } from './stock.ts';

/** What a product's card shows of its offers. */
export interface WorldOfferSummary {
  readonly productId: ProductId;
  readonly featuredOfferId: OfferId | null;
  /** The featured offer's price, or null when nothing is in stock. */
  readonly priceFromMinor: bigint | null;
  /** The featured offer's list price, when it claims a discount. */
  readonly wasPriceMinor: bigint | null;
  readonly lowestPriceMinor: bigint;
  readonly highestPriceMinor: bigint;
  readonly currency: 'USD';
  readonly offerCount: number;
  readonly primeEligible: boolean;
  readonly availability: 'IN_STOCK' | 'LOW_STOCK' | 'OUT_OF_STOCK';
  readonly sellerIds: readonly SellerId[];
  readonly conditions: readonly OfferCondition[];
}

const LOW_STOCK = 5;

const available = (offer: WorldOffer): number =>
  stockOf(offer).reduce((units, level) => units + Math.max(0, level.onHand - level.safetyStock), 0);

const cheaper = (a: WorldOffer, b: WorldOffer): WorldOffer => (b.priceMinor < a.priceMinor ? b : a);

/** The cheapest new offer in stock, Prime before others; a used one only when nothing new is left. */
export const featuredOf = (offered: readonly WorldOffer[]): WorldOffer | null => {
  const inStock = offered.filter((offer) => available(offer) > 0);
  const asNew = inStock.filter((offer) => offer.condition === 'NEW');
  const prime = asNew.filter((offer) => offer.primeEligible);
  const best = [prime, asNew, inStock].find((group) => group.length > 0);
  return best === undefined ? null : best.reduce(cheaper);
};

/** The offers of a product at a glance, from the product's own facts alone. */
export const offerSummary = (productIndex: number): WorldOfferSummary => {
  const offered = offersOf(productIndex);
  const featured = featuredOf(offered);
  const prices = offered.map((offer) => offer.priceMinor);
  const units = featured === null ? 0 : available(featured);
  return {
    productId: productId(productIndex),
    featuredOfferId: featured?.id ?? null,
    priceFromMinor: featured?.priceMinor ?? null,
    wasPriceMinor: featured?.listPriceMinor ?? null,
    lowestPriceMinor: prices.reduce((low, price) => (price < low ? price : low)),
    highestPriceMinor: prices.reduce((high, price) => (price > high ? price : high)),
    currency: 'USD',
    offerCount: offered.length,
    primeEligible: featured?.primeEligible ?? false,
    availability: units === 0 ? 'OUT_OF_STOCK' : units <= LOW_STOCK ? 'LOW_STOCK' : 'IN_STOCK',
    sellerIds: [...new Set(offered.map((offer) => offer.sellerId))],
    conditions: [...new Set(offered.map((offer) => offer.condition))],
  };
};
