import type { Dice } from './dice.ts';
import type { Place } from './places.ts';

export interface WorldAddress {
  readonly recipient: string;
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly region: string | null;
  readonly postalCode: string;
  readonly country: Place['country'];
  readonly phone: string | null;
}

const STREETS: Readonly<Record<Place['country'], readonly string[]>> = {
  US: [
    'Alder Street',
    'Birchwood Avenue',
    'Canyon Drive',
    'Juniper Lane',
    'Lakeview Road',
    'Mulberry Street',
    'Orchard Avenue',
    'Prospect Street',
    'Sycamore Court',
    'Willow Bend',
  ],
  CA: ['Maple Grove Road', 'Harbour Street', 'Cedar Crescent', 'Wellesley Lane', 'Kingsway Terrace'],
  GB: ['Albion Road', 'Castle Street', 'Chapel Lane', 'Meadow View', 'Victoria Terrace', 'Mill Row'],
  DE: ['Ahornweg', 'Bergstraße', 'Gartenstraße', 'Lindenallee', 'Rosenweg', 'Uferstraße'],
  JP: ['Hanazono', 'Sakuragaoka', 'Midoricho', 'Asahimachi', 'Umegaoka'],
};

const digits = (dice: Dice, pattern: string): string => pattern.replace(/#/g, () => String(dice.int(0, 9)));

/** Numbers that no telephone has: each country's range for fiction, or one without subscribers. */
const PHONE: Readonly<Record<Place['country'], string>> = {
  US: '+1 206 555 01##',
  CA: '+1 604 555 01##',
  GB: '+44 7700 9000##',
  DE: '+49 1520 00000##',
  JP: '+81 90 0000 00##',
};

const line1 = (dice: Dice, country: Place['country']): string => {
  const street = dice.pick(STREETS[country]);
  if (country === 'DE') return `${street} ${dice.int(1, 120)}`;
  if (country === 'JP') return `${dice.int(1, 5)}-${dice.int(1, 20)}-${dice.int(1, 15)} ${street}`;
  return `${dice.int(2, country === 'GB' ? 180 : 4800)} ${street}`;
};

export const addressAt = (dice: Dice, place: Place, recipient: string): WorldAddress => ({
  recipient,
  line1: line1(dice, place.country),
  line2: dice.chance(0.3) ? `Apt ${dice.int(1, 40)}` : null,
  city: place.city,
  region: place.region,
  postalCode: digits(dice, place.postalPattern),
  country: place.country,
  phone: dice.chance(0.8) ? digits(dice, PHONE[place.country]) : null,
});
