import type { CurrencyCode } from '@emporium/contracts/money';
import type { DeliveryGroupId } from '@emporium/contracts/ids';
import { applyRate, money, zero, type Money } from '@emporium/platform/money';
import { addWorkingDays } from './working-days.ts';

export type ShippingSpeed = 'NEXT_DAY' | 'TWO_DAY' | 'STANDARD' | 'NO_RUSH';

export interface ShippingOption {
  /** `<group>:<speed>`: the same for as long as the group is. */
  readonly id: string;
  readonly name: string;
  readonly speed: ShippingSpeed;
  readonly price: Money;
  /** Calendar days between which the parcel arrives, both inclusive. */
  readonly earliest: string;
  readonly latest: string;
}

export interface Parcel {
  readonly groupId: DeliveryGroupId;
  readonly weightGrams: number;
  readonly distanceKm: number;
  readonly transitDaysMin: number;
  readonly transitDaysMax: number;
  /** Working days until the seller hands it over. */
  readonly handlingDays: number;
  readonly freeShipping: boolean;
  readonly currency: CurrencyCode;
}

/** A standard parcel of at most one kilogram within 900 km, in minor units. */
const BASE_PRICE: Readonly<Record<CurrencyCode, number>> = {
  AED: 2_200, AUD: 899, BRL: 2_490, CAD: 799, CHF: 690, CNY: 3_900, EUR: 549, GBP: 499, INR: 9_900, JPY: 800,
  KRW: 7_000, KWD: 1_800, MXN: 9_900, PLN: 1_990, SEK: 5_900, SGD: 790, USD: 599, ZAR: 9_900,
}; // prettier-ignore

/** In percent of the base price. */
const DISTANCE_BANDS = [
  { upToKm: 900, percent: 100 },
  { upToKm: 2_000, percent: 125 },
  { upToKm: 4_500, percent: 160 },
  { upToKm: Infinity, percent: 300 },
] as const;
const PERCENT_PER_EXTRA_KILOGRAM = 20;
/** Beyond this a parcel is freight at one price. */
const MAX_BILLED_KILOGRAMS = 30;

/** What each speed costs in percent of the standard parcel, and how far it reaches. */
const SPEEDS = {
  NEXT_DAY: { name: 'Next working day', percent: 350, upToKm: 900 },
  TWO_DAY: { name: 'Two working days', percent: 200, upToKm: 4_500 },
  STANDARD: { name: 'Standard', percent: 100, upToKm: Infinity },
  NO_RUSH: { name: 'No rush', percent: 60, upToKm: Infinity },
} as const;
const NO_RUSH_EXTRA_DAYS = 3;

/** How a parcel can travel, fastest first. `STANDARD` is always among them, and is what a checkout begins with. */
export function shippingOptions(parcel: Parcel, at: Date): readonly ShippingOption[] {
  return (Object.keys(SPEEDS) as ShippingSpeed[])
    .filter((speed) => parcel.distanceKm <= SPEEDS[speed].upToKm && isFaster(speed, parcel))
    .map((speed) => {
      const [daysMin, daysMax] = transitDays(speed, parcel);
      return {
        id: `${parcel.groupId}:${speed}`,
        name: SPEEDS[speed].name,
        speed,
        price: priceOf(speed, parcel),
        earliest: addWorkingDays(at, parcel.handlingDays + daysMin),
        latest: addWorkingDays(at, parcel.handlingDays + daysMax),
      };
    });
}

/** An express that arrives no sooner than the standard parcel is not offered. */
const isFaster = (speed: ShippingSpeed, parcel: Parcel): boolean =>
  speed === 'STANDARD' || speed === 'NO_RUSH' || transitDays(speed, parcel)[1] < parcel.transitDaysMax;

function transitDays(speed: ShippingSpeed, parcel: Parcel): readonly [min: number, max: number] {
  switch (speed) {
    case 'NEXT_DAY':
      return [1, 1];
    case 'TWO_DAY':
      return [1, 2];
    case 'STANDARD':
      return [parcel.transitDaysMin, parcel.transitDaysMax];
    case 'NO_RUSH':
      return [parcel.transitDaysMin + NO_RUSH_EXTRA_DAYS, parcel.transitDaysMax + NO_RUSH_EXTRA_DAYS];
  }
}

/** A promotion's free shipping pays for the parcel that is not in a hurry. */
function priceOf(speed: ShippingSpeed, parcel: Parcel): Money {
  const { currency } = parcel;
  if (parcel.freeShipping && (speed === 'STANDARD' || speed === 'NO_RUSH')) return zero(currency);
  const kilograms = Math.min(Math.max(1, Math.ceil(parcel.weightGrams / 1_000)), MAX_BILLED_KILOGRAMS);
  const distance = DISTANCE_BANDS.find(({ upToKm }) => parcel.distanceKm <= upToKm)!.percent;
  const percent = (distance + PERCENT_PER_EXTRA_KILOGRAM * (kilograms - 1)) * SPEEDS[speed].percent;
  return applyRate(money(BASE_PRICE[currency], currency), percent * 100);
}
