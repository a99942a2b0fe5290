import type { OfferId, ProductId, SellerId, VariantId } from '@emporium/contracts/ids';
import { blueprint, type Blueprint, type BlueprintVariant } from './blueprint.ts';
import { Dice } from './dice.ts';
import { offerCreatedMs, offerId, offerNumber, productId, variantId } from './ids.ts';
import { charmCents } from './pricing.ts';
import { DEMO_SELLER, HOUSE_SELLER, SELLERS_BY_DEPARTMENT, type WorldSeller } from './sellers.ts';
import { shippingWarehouses } from './stock-places.ts';
import { WAREHOUSES } from './warehouses.ts';

export type OfferCondition = 'NEW' | 'LIKE_NEW' | 'VERY_GOOD' | 'GOOD' | 'ACCEPTABLE' | 'REFURBISHED';

export interface WorldOffer {
  /** One number for the offer; its product, variant and place can be read from it. */
  readonly number: number;
  readonly id: OfferId;
  readonly productId: ProductId;
  readonly productIndex: number;
  readonly variantId: VariantId;
  readonly variantPosition: number;
  /** Place among the variant's offers, from 0; 0 is the product's main seller, always NEW. */
  readonly position: number;
  readonly sellerId: SellerId;
  readonly sellerIndex: number;
  readonly sellerName: string;
  readonly condition: OfferCondition;
  readonly priceMinor: bigint;
  /** What is struck out beside the price, always higher; null when the offer claims no discount. */
  readonly listPriceMinor: bigint | null;
  readonly currency: 'USD';
  readonly fulfilment: 'PLATFORM' | 'SELLER';
  readonly primeEligible: boolean;
  readonly handlingDays: number;
  readonly returnWindowDays: number;
  readonly shipsFrom: string;
  /** Places in `WAREHOUSES` that keep it, nearest to the main market first. */
  readonly warehouses: readonly number[];
  readonly status: 'ACTIVE';
  readonly createdAt: Date;
}

const MAX_OFFERS = 5;

/** Used goods by what people resell; food and medicine are sold new only. */
const USED_CONDITIONS: Readonly<Record<string, readonly OfferCondition[]>> = {
  electronics: ['REFURBISHED', 'LIKE_NEW', 'VERY_GOOD', 'GOOD'],
  books: ['LIKE_NEW', 'VERY_GOOD', 'GOOD', 'ACCEPTABLE'],
  clothing: ['LIKE_NEW', 'VERY_GOOD'],
  standard: ['LIKE_NEW', 'VERY_GOOD', 'GOOD'],
};

const CONDITION_FACTOR: Readonly<Record<OfferCondition, number>> = {
  NEW: 1,
  LIKE_NEW: 0.86,
  REFURBISHED: 0.78,
  VERY_GOOD: 0.74,
  GOOD: 0.63,
  ACCEPTABLE: 0.5,
};

/** What one seller asks for all variants of one product. */
interface Terms {
  readonly seller: WorldSeller;
  readonly condition: OfferCondition;
  readonly priceFactor: number;
  readonly listFactor: number | null;
  readonly taste: number;
  readonly fulfilment: WorldOffer['fulfilment'];
  readonly primeEligible: boolean;
  readonly handlingDays: number;
  readonly returnWindowDays: number;
}

const conditionOf = (dice: Dice, tax: string, position: number): OfferCondition => {
  const used = USED_CONDITIONS[tax];
  return position >= 2 && used !== undefined && dice.chance(0.55) ? dice.pick(used) : 'NEW';
};

const termsOf = (dice: Dice, seller: WorldSeller, tax: string, position: number): Terms => {
  const condition = conditionOf(dice, tax, position);
  const byPlatform = dice.chance(position === 0 ? 0.8 : 0.35) || seller.index === HOUSE_SELLER;
  const priceFactor = CONDITION_FACTOR[condition] * (position === 0 ? 1 : dice.between(0.96, 1.14));
  const listed = condition === 'NEW' && dice.chance(position === 0 ? 0.4 : 0.15);
  return {
    seller,
    condition,
    priceFactor,
    listFactor: listed ? dice.between(1.08, 1.45) : null,
    taste: dice.next(),
    fulfilment: byPlatform ? 'PLATFORM' : 'SELLER',
    primeEligible: byPlatform || dice.chance(0.12),
    handlingDays: byPlatform ? dice.int(0, 1) : dice.int(1, 4),
    returnWindowDays: condition === 'NEW' && byPlatform ? 30 : dice.pick([14, 30]),
  };
};

/** Best sellers draw more sellers: three to five of them at the top, one or two far down. */
const sellerCount = (dice: Dice, index: number): number => {
  const expected = index < 40 ? 4 : index < 400 ? 3 : index < 4000 ? 2.2 : 1.8;
  return Math.max(1, Math.min(MAX_OFFERS, Math.round(expected + 1.1 * dice.normal())));
};

const sellersOf = (dice: Dice, plan: Blueprint): WorldSeller[] => {
  const candidates = SELLERS_BY_DEPARTMENT[plan.leaf.departmentIndex] as readonly WorldSeller[];
  const count = Math.min(sellerCount(dice, plan.index), candidates.length);
  const chosen = dice.some(candidates, count);
  // the order of `some` favours low numbers: turn the ring so that anyone may be the main seller
  const turn = dice.int(0, count - 1);
  const ring = [...chosen.slice(turn), ...chosen.slice(0, turn)];
  const demo = ring.findIndex((seller) => seller.index === DEMO_SELLER);
  return demo > 0 && dice.chance(0.5) ? [ring[demo] as WorldSeller, ...ring.filter((_, i) => i !== demo)] : ring;
};

const offerOf = (
  plan: Blueprint,
  terms: Terms,
  variant: BlueprintVariant,
  variantPosition: number,
  position: number,
): WorldOffer => {
  const number = offerNumber(plan.index, variantPosition, position);
  const usd = (variant.priceCents / 100) * terms.priceFactor;
  const price = position === 0 ? variant.priceCents : charmCents(usd, terms.taste);
  const list = terms.listFactor === null ? null : charmCents((price / 100) * terms.listFactor, 0);
  const warehouses = shippingWarehouses(number, terms.fulfilment, terms.seller.homeWarehouse);
  return {
    number,
    id: offerId(plan.index, variantPosition, position),
    productId: productId(plan.index),
    productIndex: plan.index,
    variantId: variantId(plan.index, variantPosition),
    variantPosition,
    position,
    sellerId: terms.seller.id,
    sellerIndex: terms.seller.index,
    sellerName: terms.seller.displayName,
    condition: terms.condition,
    priceMinor: BigInt(price),
    listPriceMinor: list !== null && list > price ? BigInt(list) : null,
    currency: 'USD',
    fulfilment: terms.fulfilment,
    primeEligible: terms.primeEligible,
    handlingDays: terms.handlingDays,
    returnWindowDays: terms.returnWindowDays,
    shipsFrom: WAREHOUSES[warehouses[0] as number]?.address.country as string,
    warehouses,
    status: 'ACTIVE',
    createdAt: new Date(offerCreatedMs(plan.index, position) + variantPosition),
  };
};

/**
 * Every offer of a product, variant by variant. The main seller offers all variants; each other
 * seller leaves some out. No seller offers one variant twice.
 */
export const offersOf = (index: number, plan: Blueprint = blueprint(index)): WorldOffer[] => {
  const dice = new Dice('offers', index);
  const terms = sellersOf(dice, plan).map((seller, position) =>
    termsOf(dice, seller, plan.leaf.definition.tax, position),
  );
  return plan.variants.flatMap((variant, variantPosition) =>
    terms.flatMap((seller, position) =>
      position === 0 || dice.chance(0.78) ? [offerOf(plan, seller, variant, variantPosition, position)] : [],
    ),
  );
};

/** The offers of the first `count` products, one at a time. */
export function* offers(count: number, from = 0): Generator<WorldOffer> {
  for (let index = from; index < count; index += 1) yield* offersOf(index);
}
