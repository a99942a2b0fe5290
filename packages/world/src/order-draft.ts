import type { GuestId, OwnerId } from '@emporium/contracts/ids';
import { addressAt, type WorldAddress } from './addresses.ts';
import { DAY_MS, startOfDayMs, WORLD_EPOCH } from './calendar.ts';
import { Dice } from './dice.ts';
import { worldId } from './ids.ts';
import { offersOf, type WorldOffer } from './offers.ts';
import type { OrderStatus } from './order-model.ts';
import { US_PLACES } from './places.ts';
import { ALWAYS_STOCKED_PRODUCTS } from './stock.ts';
import { DEMO_USERS, FIRST_SHOPPER, SHOPPER_COUNT, user, type WorldUser } from './users.ts';

export interface OrdersOptions {
  /** How many products the catalogue has; all subgraphs must say the same. Orders buy from the first 600 of them. */
  readonly products: number;
  /** The day on which history ends: everything happened before its midnight UTC. Without it, `WORLD_EPOCH`. */
  readonly now?: Date;
}

/** What the demonstration's buyer has in the order list, newest states first. */
const BUYER_STATUSES: readonly OrderStatus[] = [
  'PENDING',
  'CONFIRMED',
  'PROCESSING',
  'PARTIALLY_SHIPPED',
  'SHIPPED',
  'PAYMENT_FAILED',
  'DELIVERED',
  'DELIVERED',
  'CANCELLED',
  'PARTIALLY_RETURNED',
  'RETURNED',
  'DELIVERED',
];

/** How often each state occurs, and between how many days ago such an order was placed. */
const STATES: readonly {
  readonly status: OrderStatus;
  readonly weight: number;
  readonly age: readonly [number, number];
}[] = [
  { status: 'PENDING', weight: 2, age: [0.05, 0.9] },
  { status: 'PAYMENT_FAILED', weight: 3, age: [0.5, 20] },
  { status: 'CONFIRMED', weight: 6, age: [0.05, 0.5] },
  { status: 'PROCESSING', weight: 6, age: [0.5, 1.2] },
  { status: 'PARTIALLY_SHIPPED', weight: 4, age: [2, 4] },
  { status: 'SHIPPED', weight: 8, age: [2, 5] },
  { status: 'DELIVERED', weight: 56, age: [8, 100] },
  { status: 'CANCELLED', weight: 6, age: [2, 80] },
  { status: 'PARTIALLY_RETURNED', weight: 5, age: [25, 100] },
  { status: 'RETURNED', weight: 4, age: [25, 100] },
];

export const ORDER_COUNT = 320;

/** One thing bought, before any money is counted. */
export interface Choice {
  readonly offer: WorldOffer;
  readonly quantity: number;
  readonly warehouseIndex: number;
}

export interface Buyer {
  readonly ownerId: OwnerId;
  readonly user: WorldUser | null;
  readonly guest: { readonly id: GuestId; readonly email: string } | null;
  readonly address: WorldAddress;
  readonly firstOrder: boolean;
}

/** Who bought what, when, and how far it came. */
export interface Draft {
  readonly index: number;
  readonly status: OrderStatus;
  readonly buyer: Buyer;
  readonly picks: readonly Choice[];
  readonly todayMs: number;
  readonly placedMs: number;
  /** A moment of this history as it stands in ids, which do not move with the day. */
  readonly idMs: (atMs: number) => number;
  readonly dice: Dice;
}

/** The parcel a thing travels in: one seller, one warehouse. */
export const parcelKey = ({ offer, warehouseIndex }: Choice): string => `${offer.sellerIndex}/${warehouseIndex}`;

const parcels = (picks: readonly Choice[]): number => new Set(picks.map(parcelKey)).size;

const MANY_LINES = 6;
const MANY_TRIES = 60;

/** Different products, from the best sellers, until there are `lines` of them and `parcelsWanted` parcels. */
const drawPicks = (dice: Dice, products: number, lines: number, parcelsWanted: number): Choice[] => {
  const reach = Math.min(products, ALWAYS_STOCKED_PRODUCTS);
  const picks = new Map<number, Choice>();
  for (let i = 0; i < MANY_TRIES && picks.size < MANY_LINES; i += 1) {
    if (picks.size >= lines && parcels([...picks.values()]) >= parcelsWanted) break;
    const productIndex = dice.zipf(reach, 14);
    const mains = offersOf(productIndex).filter((offer) => offer.position === 0);
    const offer = dice.pick(mains);
    const quantity = offer.priceMinor > 15_000n ? 1 : 1 + dice.weighted([80, 14, 6]);
    if (!picks.has(productIndex))
      picks.set(productIndex, { offer, quantity, warehouseIndex: offer.warehouses[0] as number });
  }
  return [...picks.values()];
};

const guestBuyer = (index: number): Buyer => {
  const dice = new Dice('guest', index);
  const id = worldId('gst', index);
  const name = dice.pick(['Casey Lund', 'Morgan Hale', 'Jamie Frost', 'Riley Stone']);
  return {
    ownerId: id,
    user: null,
    guest: { id, email: `${name.toLowerCase().replace(' ', '.')}.${index}@guest.example` },
    address: addressAt(dice, dice.pick(US_PLACES), name),
    firstOrder: false,
  };
};

/** Every shopper buys once, some sixty of them again and again; one order in twenty-five is a guest's. */
const buyerOf = (index: number): Buyer => {
  const later = index - BUYER_STATUSES.length;
  if (later >= 0 && later % 25 === 24) return guestBuyer(index);
  const shopper = later < SHOPPER_COUNT ? (later * 37) % SHOPPER_COUNT : (later * 17) % 60;
  const account = user(later < 0 ? DEMO_USERS.buyer : FIRST_SHOPPER + shopper);
  const address = account.addresses[0]?.address;
  if (address === undefined) throw new Error(`user ${account.index} has no address`);
  return { ownerId: account.id, user: account, guest: null, address, firstOrder: later >= 0 && later < SHOPPER_COUNT };
};

/** A small catalogue may have too few sellers to split an order; then nothing of it is left to be shipped. */
const feasible = (status: OrderStatus, picks: readonly Choice[]): OrderStatus =>
  status === 'PARTIALLY_SHIPPED' && parcels(picks) < 2 ? 'SHIPPED' : status;

/** One of a single thing cannot come back in part. */
const returnable = (status: OrderStatus, picks: readonly Choice[]): readonly Choice[] =>
  status === 'PARTIALLY_RETURNED' && picks.length === 1
    ? picks.map((pick) => ({ ...pick, quantity: Math.max(2, pick.quantity) }))
    : picks;

export const draftOf = (index: number, { products, now = WORLD_EPOCH }: OrdersOptions): Draft => {
  const dice = new Dice('order', index);
  const drawn = STATES[dice.weighted(STATES.map((state) => state.weight))];
  const wanted = BUYER_STATUSES[index] ?? drawn?.status ?? 'DELIVERED';
  const age = STATES.find((state) => state.status === wanted)?.age ?? [8, 100];
  const todayMs = startOfDayMs(now);
  const placedMs = todayMs - Math.floor(dice.between(age[0], age[1]) * DAY_MS);
  const lines = 1 + dice.weighted([46, 30, 16, 8]);
  const picks = drawPicks(dice, products, lines, wanted === 'PARTIALLY_SHIPPED' ? 2 : 1);
  const status = feasible(wanted, picks);
  return {
    index,
    status,
    buyer: buyerOf(index),
    picks: returnable(status, picks),
    todayMs,
    placedMs,
    idMs: (atMs) => atMs - todayMs + WORLD_EPOCH.getTime(),
    dice,
  };
};
