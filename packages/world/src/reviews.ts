import type { OrderLineId, ProductId, ReviewId, UserId, VariantId } from '@emporium/contracts/ids';
import { blueprint, type Blueprint } from './blueprint.ts';
import { createdMs, DAY_MS, WORLD_EPOCH } from './calendar.ts';
import { Dice } from './dice.ts';
import { productId, userId, variantId, worldId } from './ids.ts';
import { orders, type OrdersOptions } from './orders.ts';
import { reviewBody, reviewTitle } from './review-copy.ts';
import { FIRST_SHOPPER, SHOPPER_COUNT } from './users.ts';

export interface WorldReview {
  readonly id: ReviewId;
  readonly productId: ProductId;
  readonly productIndex: number;
  readonly variantId: VariantId;
  readonly authorId: UserId;
  readonly authorIndex: number;
  /** 1 to 5. */
  readonly stars: number;
  readonly title: string;
  readonly body: string;
  /**
   * Bought here. With `orderLineId`, the purchase is one of this world's orders; without it, the
   * purchase is older than the orders that are kept.
   */
  readonly verifiedPurchase: boolean;
  readonly orderLineId: OrderLineId | null;
  readonly helpfulVotes: number;
  readonly notHelpfulVotes: number;
  readonly createdAt: Date;
}

export interface WorldRatingSummary {
  readonly count: number;
  /** Mean of the stars in hundredths, rounded: 437 is 4.37. 0 without reviews. */
  readonly averageHundredths: number;
  /** How many gave 1, 2, 3, 4 and 5 stars. */
  readonly histogram: readonly [number, number, number, number, number];
}

/** A delivered line whose buyer wrote about it. */
interface Purchase {
  readonly orderLineId: OrderLineId;
  readonly productIndex: number;
  readonly variantId: VariantId;
  readonly authorIndex: number;
  readonly deliveredMs: number;
  readonly todayMs: number;
}

/** What the ids and stars of a review follow from. */
interface Seed {
  readonly authorIndex: number;
  readonly purchase: Purchase | null;
  readonly stars: number;
  /** Unique over all reviews; the ones tied to orders have a range of their own. */
  readonly number: number;
}

const MAX_REVIEWS = 64;
const TIED_FROM = 2 ** 40;

/** Stars by quality: good things get fives, bad ones are loved or hated, and threes are always few. */
const drawStars = (dice: Dice, quality: number): number =>
  1 +
  dice.weighted([
    0.03 + 0.55 * (1 - quality) ** 2.2,
    0.03 + 0.28 * (1 - quality) ** 1.6,
    0.07 + 0.25 * (1 - quality),
    0.16 + 0.3 * quality * (1 - quality) * 2,
    0.12 + 1.05 * quality ** 2,
  ]);

/** Sixty for the best sellers, a handful in the middle, often none far down. */
const ownCount = (index: number): number => {
  const dice = new Dice('reviews.count', index);
  const typical = 2.2 + 62 / (1 + index / 14) ** 0.75;
  return Math.min(MAX_REVIEWS, Math.max(0, Math.round(typical * (0.5 + dice.next()) - (dice.chance(0.25) ? 3 : 0))));
};

/** Reviewed purchases by product. Read once for a catalogue size and a day; some two hundred entries. */
const purchasesByProduct = (options: OrdersOptions): ReadonlyMap<number, readonly Purchase[]> => {
  const byProduct = new Map<number, Purchase[]>();
  for (const placed of orders(options)) {
    if (placed.userIndex === null || (placed.status !== 'DELIVERED' && placed.status !== 'PARTIALLY_RETURNED'))
      continue;
    for (const line of placed.lines) {
      const delivered = placed.shipments.find((shipment) => shipment.id === line.shipmentId)?.deliveredAt ?? null;
      const earlier = byProduct.get(line.productIndex) ?? [];
      const again = earlier.some((purchase) => purchase.authorIndex === placed.userIndex);
      const silent = placed.index === 6 || !new Dice('reviews.writes', placed.index * 16 + line.position).chance(0.6);
      if (delivered === null || again || silent) continue;
      byProduct.set(line.productIndex, [
        ...earlier,
        {
          orderLineId: line.id,
          productIndex: line.productIndex,
          variantId: line.variantId,
          authorIndex: placed.userIndex,
          deliveredMs: delivered.getTime(),
          todayMs: (options.now ?? WORLD_EPOCH).getTime(),
        },
      ]);
    }
  }
  return byProduct;
};

/** Reviews of a product without their words. One product, one review an author. */
function* seedsOf(plan: Blueprint, purchases: readonly Purchase[]): Generator<Seed> {
  const buyers = new Set(purchases.map((purchase) => purchase.authorIndex));
  const dice = new Dice('reviews', plan.index);
  const start = dice.int(0, SHOPPER_COUNT - 1);
  // 200 shoppers, and every step without a factor 2 or 5 visits each of them once
  const step = dice.pick([1, 3, 7, 9, 11, 13, 17, 19, 21, 23, 27, 29, 31, 33]);
  const count = ownCount(plan.index);
  for (let i = 0; i < count; i += 1) {
    const authorIndex = FIRST_SHOPPER + ((start + i * step) % SHOPPER_COUNT);
    const stars = drawStars(dice, plan.quality);
    if (!buyers.has(authorIndex)) yield { authorIndex, purchase: null, stars, number: plan.index * MAX_REVIEWS + i };
  }
  for (const [i, purchase] of purchases.entries()) {
    const stars = drawStars(dice, plan.quality);
    yield { authorIndex: purchase.authorIndex, purchase, stars, number: TIED_FROM + plan.index * MAX_REVIEWS + i };
  }
}

const writtenMs = (dice: Dice, seed: Seed, plan: Blueprint): number => {
  if (seed.purchase !== null) {
    const { deliveredMs, todayMs } = seed.purchase;
    return deliveredMs + Math.floor(dice.next() * Math.min(5 * DAY_MS, todayMs - deliveredMs));
  }
  const from = Math.max(createdMs('prod', plan.index), createdMs('usr', seed.authorIndex)) + 5 * DAY_MS;
  return from + Math.floor(dice.next() ** 1.3 * (WORLD_EPOCH.getTime() - from));
};

const written = (plan: Blueprint, seed: Seed): WorldReview => {
  const dice = new Dice('review', seed.number);
  const createdAtMs = writtenMs(dice, seed, plan);
  const read = Math.floor((14 / (1 + plan.index / 60)) * dice.next() ** 3 * 3);
  const helpful = Math.floor(read * (0.55 + 0.45 * dice.next()));
  return {
    id: worldId(
      'rev',
      seed.number,
      seed.purchase === null ? createdAtMs : WORLD_EPOCH.getTime() - seed.purchase.todayMs + createdAtMs,
    ),
    productId: productId(plan.index),
    productIndex: plan.index,
    variantId: seed.purchase?.variantId ?? variantId(plan.index, dice.int(0, plan.variants.length - 1)),
    authorId: userId(seed.authorIndex),
    authorIndex: seed.authorIndex,
    stars: seed.stars,
    title: reviewTitle(dice, seed.stars),
    body: reviewBody(dice, seed.stars, plan),
    verifiedPurchase: seed.purchase !== null || dice.chance(0.72),
    orderLineId: seed.purchase?.orderLineId ?? null,
    helpfulVotes: helpful,
    notHelpfulVotes: read - helpful,
    createdAt: new Date(createdAtMs),
  };
};

const summaryOf = (seeds: Iterable<Seed>): WorldRatingSummary => {
  const histogram: [number, number, number, number, number] = [0, 0, 0, 0, 0];
  let count = 0;
  let total = 0;
  for (const { stars } of seeds) {
    histogram[stars - 1] = (histogram[stars - 1] as number) + 1;
    count += 1;
    total += stars;
  }
  return { count, averageHundredths: count === 0 ? 0 : Math.round((total * 100) / count), histogram };
};

/** All reviews and ratings of the world. Reads the orders once, because buyers review what they got. */
export interface ReviewBook {
  /** Reviews of one product, with their words. */
  reviewsOf(productIndex: number): WorldReview[];
  /** The same reviews counted, without inventing a word. */
  ratingOf(productIndex: number): WorldRatingSummary;
  /** Reviews of every product, product by product. */
  reviews(): Generator<WorldReview>;
}

export const reviewBook = (options: OrdersOptions): ReviewBook => {
  const purchases = purchasesByProduct(options);
  const seeds = (plan: Blueprint): Generator<Seed> => seedsOf(plan, purchases.get(plan.index) ?? []);
  const reviewsOf = (index: number): WorldReview[] => {
    const plan = blueprint(index);
    return Array.from(seeds(plan), (seed) => written(plan, seed));
  };
  return {
    reviewsOf,
    ratingOf: (index) => summaryOf(seeds(blueprint(index))),
    *reviews() {
      for (let index = 0; index < options.products; index += 1) yield* reviewsOf(index);
    },
  };
};
