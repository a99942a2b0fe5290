import type { AddressId, UserId } from '@emporium/contracts/ids';
import { addressAt, type WorldAddress } from './addresses.ts';
import { createdMs, DAY_MS } from './calendar.ts';
import { Dice } from './dice.ts';
import { addressId, userId } from './ids.ts';
import { personName, type Locale, type PersonName } from './people.ts';
import { US_PLACES, WORLD_PLACES, type Place } from './places.ts';

export type WorldRole =
  'CUSTOMER' | 'SELLER_STAFF' | 'WAREHOUSE_STAFF' | 'SUPPORT_AGENT' | 'MODERATOR' | 'FINANCE' | 'ADMIN';

export interface WorldUserAddress {
  readonly id: AddressId;
  readonly label: string;
  readonly address: WorldAddress;
  readonly isDefault: boolean;
}

export interface WorldUser {
  readonly index: number;
  readonly id: UserId;
  readonly email: string;
  readonly displayName: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly locale: Locale;
  readonly preferredCurrency: 'USD';
  readonly phone: string | null;
  readonly roles: readonly WorldRole[];
  /** One to three, the default one first. */
  readonly addresses: readonly WorldUserAddress[];
  /** What a Prime member pays for, or null. */
  readonly membership: { readonly interval: 'MONTH' | 'YEAR'; readonly startedAt: Date } | null;
  readonly marketingEmail: boolean;
  readonly createdAt: Date;
}

/** The password of every account of the demonstration. Never use it where others can reach the server. */
export const DEMO_PASSWORD = 'emporium-demo';

interface DemoAccount {
  readonly email: string;
  readonly name: PersonName;
  readonly roles: readonly WorldRole[];
}

const demo = (account: string, given: string, family: string, ...roles: readonly WorldRole[]): DemoAccount => ({
  email: `${account}@emporium.example`,
  name: { given, family },
  roles: ['CUSTOMER', ...roles],
});

const DEMO_ACCOUNTS = [
  demo('buyer', 'Robin', 'Marsh'),
  demo('seller', 'Sam', 'Hollis', 'SELLER_STAFF'),
  demo('admin', 'Alex', 'Vermeer', 'ADMIN'),
  demo('warehouse', 'Wren', 'Okafor', 'WAREHOUSE_STAFF'),
  demo('support', 'Toni', 'Blake', 'SUPPORT_AGENT'),
  demo('moderator', 'Kit', 'Larsen', 'MODERATOR'),
  demo('finance', 'Jo', 'Steiner', 'FINANCE'),
] as const;

/** Places of the demonstration accounts in `user(index)`. */
export const DEMO_USERS = {
  buyer: 0,
  seller: 1,
  admin: 2,
  warehouse: 3,
  support: 4,
  moderator: 5,
  finance: 6,
} as const;

/** The first index that is an ordinary shopper. */
export const FIRST_SHOPPER: number = DEMO_ACCOUNTS.length;
export const SHOPPER_COUNT = 200;
export const USER_COUNT = FIRST_SHOPPER + SHOPPER_COUNT;

const LOCALES: Readonly<Record<Place['country'], Locale>> = {
  US: 'en-US',
  GB: 'en-GB',
  DE: 'de-DE',
  JP: 'ja-JP',
  CA: 'en-CA',
};

const LABELS = ['Home', 'Work', 'Parents'] as const;

const membershipOf = (dice: Dice, index: number, created: number): WorldUser['membership'] => {
  const member = dice.chance(0.38);
  const interval = dice.chance(0.7) ? 'YEAR' : 'MONTH';
  const startedAt = new Date(created + Math.floor(dice.between(1, 30) * DAY_MS));
  return member || index === DEMO_USERS.buyer ? { interval, startedAt } : null;
};

/** Account number `index`, below `USER_COUNT`: the demonstration's own accounts first, then shoppers. */
export const user = (index: number): WorldUser => {
  const dice = new Dice('user', index);
  const account = DEMO_ACCOUNTS[index];
  const place = account !== undefined || dice.chance(0.72) ? dice.pick(US_PLACES) : dice.pick(WORLD_PLACES);
  const locale = LOCALES[place.country];
  const drawn = personName(dice, locale);
  const { given, family } = account?.name ?? drawn;
  const addressCount = account === undefined ? dice.int(1, 3) : 2;
  const addresses = Array.from({ length: addressCount }, (_, position) => ({
    id: addressId(index, position),
    label: LABELS[position] as string,
    address: addressAt(dice, place, `${given} ${family}`),
    isDefault: position === 0,
  }));
  const created = createdMs('usr', index);
  return {
    index,
    id: userId(index),
    email: account?.email ?? `${given}.${family}.${index}@shopper.example`.toLowerCase(),
    displayName: `${given} ${family.charAt(0)}.`,
    givenName: given,
    familyName: family,
    locale,
    preferredCurrency: 'USD',
    phone: addresses[0]?.address.phone ?? null,
    roles: account?.roles ?? ['CUSTOMER'],
    addresses,
    membership: membershipOf(dice, index, created),
    marketingEmail: dice.chance(0.45),
    createdAt: new Date(created),
  };
};

export function* users(): Generator<WorldUser> {
  for (let index = 0; index < USER_COUNT; index += 1) yield user(index);
}
