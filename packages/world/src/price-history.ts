import { DAY_MS, startOfDayMs, WORLD_EPOCH } from './calendar.ts';
import { Dice } from './dice.ts';
import type { WorldOffer } from './offers.ts';
import { charmCents } from './pricing.ts';

export interface WorldPricePoint {
  readonly at: Date;
  readonly priceMinor: bigint;
}

const HISTORY_DAYS = 90;

/** What an offer cost over the last ninety days, oldest first; the last point is its price now. One to five points. */
export const priceHistory = (offer: WorldOffer, now: Date = WORLD_EPOCH): WorldPricePoint[] => {
  const dice = new Dice('price-history', offer.number);
  const todayMs = startOfDayMs(now);
  const changes = dice.int(0, 4);
  const ages = Array.from({ length: changes + 1 }, () => dice.between(1, HISTORY_DAYS)).toSorted((a, b) => b - a);
  return ages.map((age, i) => ({
    at: new Date(todayMs - Math.floor(age * DAY_MS)),
    priceMinor:
      i === changes
        ? offer.priceMinor
        : BigInt(charmCents((Number(offer.priceMinor) / 100) * dice.between(0.92, 1.16), dice.next())),
  }));
};
