import type { CategoryId, DealId, OfferId, ProductId, SellerId, VariantId } from '@emporium/contracts/ids';
import { HOUR_MS, MINUTE_MS } from './calendar.ts';
import { Dice } from './dice.ts';
import { worldId } from './ids.ts';
import { offersOf, type WorldOffer } from './offers.ts';
import { charmCents } from './pricing.ts';
import { product } from './products.ts';
import { ALWAYS_STOCKED_PRODUCTS, stockOf } from './stock.ts';

/** One lightning deal. What it is depends only on its slot of time, so it is the same whoever asks, whenever. */
export interface WorldDeal {
  readonly id: DealId;
  /** Quarter hours since 1970; the number the deal is made from. */
  readonly slot: number;
  readonly kind: 'LIGHTNING';
  readonly title: string;
  readonly offerId: OfferId;
  readonly productId: ProductId;
  readonly variantId: VariantId;
  /** Of the product, from the department down. */
  readonly categoryPathIds: readonly CategoryId[];
  readonly sellerId: SellerId;
  readonly dealPriceMinor: bigint;
  /** The offer's own price. */
  readonly wasPriceMinor: bigint;
  readonly currency: 'USD';
  readonly percentOff: number;
  /** Units set aside for it; never more than half of what the offer has. */
  readonly quantity: number;
  readonly perCustomerLimit: number;
  readonly claimHoldSeconds: number;
  readonly membersOnly: boolean;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** When members may claim; half an hour early for every third deal, else null. */
  readonly memberEarlyAccessAt: Date | null;
}

const SLOT_MS = 15 * MINUTE_MS;
const LONGEST_SLOTS = 24;
const AHEAD_MS = 12 * HOUR_MS;
/** Deals draw from this many best sellers; a prime, so that every step goes round all of them. */
const POOL = 211;
const STEP = 89;
const CLAIM_HOLD_SECONDS = 15 * 60;

/** Consecutive slots get different products until the pool has gone round once. */
const productOfSlot = (slot: number, pool: number): number => (pool === POOL ? (slot * STEP) % POOL : slot % pool);

const unitsOf = (offer: WorldOffer): number =>
  stockOf(offer).reduce((units, level) => units + Math.max(0, level.onHand - level.safetyStock), 0);

const dealOfSlot = (slot: number, pool: number): WorldDeal => {
  const dice = new Dice('deal', slot);
  const offered = offersOf(productOfSlot(slot, pool));
  const offer = dice.pick(offered.filter((candidate) => candidate.position === 0));
  const wanted = dice.between(0.15, 0.45);
  const price = Math.min(
    charmCents((Number(offer.priceMinor) / 100) * (1 - wanted), 0),
    Math.floor(Number(offer.priceMinor) * 0.9),
  );
  const slots = Math.min(dice.int(4, LONGEST_SLOTS), Math.max(1, pool - 1));
  const startsMs = slot * SLOT_MS;
  const { variants, categoryPathIds } = product(offer.productIndex);
  const title = variants[offer.variantPosition]?.title as string;
  return {
    id: worldId('deal', slot, startsMs - 7 * 24 * HOUR_MS),
    slot,
    kind: 'LIGHTNING',
    title: `Lightning deal: ${title}`,
    offerId: offer.id,
    productId: offer.productId,
    variantId: offer.variantId,
    categoryPathIds,
    sellerId: offer.sellerId,
    dealPriceMinor: BigInt(price),
    wasPriceMinor: offer.priceMinor,
    currency: 'USD',
    percentOff: Math.floor((1 - price / Number(offer.priceMinor)) * 100),
    quantity: Math.max(1, Math.min(dice.int(12, 80), Math.floor(unitsOf(offer) / 2))),
    perCustomerLimit: dice.int(1, 2),
    claimHoldSeconds: CLAIM_HOLD_SECONDS,
    membersOnly: slot % 8 === 5,
    startsAt: new Date(startsMs),
    endsAt: new Date(startsMs + slots * SLOT_MS),
    memberEarlyAccessAt: slot % 3 === 0 ? new Date(startsMs - 30 * MINUTE_MS) : null,
  };
};

/**
 * The deals from six hours before `now` to twelve hours after it, by start: one starts every
 * quarter of an hour and lasts one to six hours, so some have ended, some ten are live, and the
 * next one is at most fifteen minutes away. Called again later it continues the same schedule:
 * insert what is new by id. No two deals on one offer's product overlap.
 */
export const deals = (now: Date, products: number): WorldDeal[] => {
  const pool = Math.min(products, POOL, ALWAYS_STOCKED_PRODUCTS);
  const first = Math.floor(now.getTime() / SLOT_MS) - LONGEST_SLOTS;
  const last = Math.floor((now.getTime() + AHEAD_MS) / SLOT_MS);
  return Array.from({ length: last - first + 1 }, (_, i) => dealOfSlot(first + i, pool));
};
