import type {
  CartId,
  CartLineId,
  OfferId,
  ProductId,
  SavedItemId,
  UserId,
  VariantId,
  WishlistId,
  WishlistItemId,
} from '@emporium/contracts/ids';
import { DAY_MS, HOUR_MS, startOfDayMs, WORLD_EPOCH } from './calendar.ts';
import { Dice } from './dice.ts';
import { userId, worldId } from './ids.ts';
import { offersOf, type WorldOffer } from './offers.ts';
import type { OrdersOptions } from './order-draft.ts';
import { ALWAYS_STOCKED_PRODUCTS } from './stock.ts';
import { DEMO_USERS, FIRST_SHOPPER, SHOPPER_COUNT } from './users.ts';

interface CartItem {
  readonly offerId: OfferId;
  readonly productId: ProductId;
  readonly variantId: VariantId;
  readonly quantity: number;
  /** The offer's price when it was put in, which is still its price. */
  readonly unitPriceMinor: bigint;
  readonly at: Date;
}

/** The open cart of one user. */
export interface WorldCart {
  readonly id: CartId;
  readonly userId: UserId;
  readonly lines: readonly (CartItem & { readonly id: CartLineId })[];
  readonly savedForLater: readonly (CartItem & { readonly id: SavedItemId })[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface WorldWishlist {
  readonly id: WishlistId;
  readonly userId: UserId;
  readonly name: string;
  readonly visibility: 'PRIVATE' | 'PUBLIC';
  readonly items: readonly {
    readonly id: WishlistItemId;
    readonly variantId: VariantId;
    readonly priceWhenAddedMinor: bigint;
    readonly note: string | null;
    readonly priority: number;
    readonly addedAt: Date;
  }[];
  readonly createdAt: Date;
}

const ROOM = 16;
/** Every fourth shopper left a cart behind; the demonstration's buyer always has one. */
const CART_OWNERS = [
  DEMO_USERS.buyer,
  ...Array.from({ length: Math.floor(SHOPPER_COUNT / 4) }, (_, i) => FIRST_SHOPPER + i * 4),
];
const WISHLIST_OWNERS = [
  DEMO_USERS.buyer,
  ...Array.from({ length: Math.floor(SHOPPER_COUNT / 8) }, (_, i) => FIRST_SHOPPER + i * 8 + 1),
];
const WISHLIST_NAMES = ['Birthday', 'New flat', 'Someday', 'For the trip', 'Gift ideas'] as const;

/** Main offers of different best sellers. */
const drawOffers = (dice: Dice, products: number, count: number): WorldOffer[] => {
  const reach = Math.min(products, ALWAYS_STOCKED_PRODUCTS);
  const start = dice.zipf(reach, 20);
  const wanted = Math.min(count, reach);
  return Array.from({ length: wanted }, (_, i) =>
    dice.pick(offersOf((start + i * 7) % reach).filter((offer) => offer.position === 0)),
  ).filter((offer, i, all) => all.findIndex((other) => other.productIndex === offer.productIndex) === i);
};

const itemOf = (dice: Dice, offer: WorldOffer, atMs: number): CartItem => ({
  offerId: offer.id,
  productId: offer.productId,
  variantId: offer.variantId,
  quantity: offer.priceMinor > 15_000n ? 1 : dice.int(1, 3),
  unitPriceMinor: offer.priceMinor,
  at: new Date(atMs),
});

/** Carts that nobody has checked out yet, none older than two weeks. */
export function* carts({ products, now = WORLD_EPOCH }: OrdersOptions): Generator<WorldCart> {
  const todayMs = startOfDayMs(now);
  for (const owner of CART_OWNERS) {
    const dice = new Dice('cart', owner);
    const createdMs = todayMs - Math.floor(dice.between(0.5, 13) * DAY_MS);
    const idMs = (atMs: number): number => atMs - todayMs + WORLD_EPOCH.getTime();
    const lineCount = owner === DEMO_USERS.buyer ? 3 : dice.int(1, 5);
    const offered = drawOffers(dice, products, lineCount + (owner === DEMO_USERS.buyer ? 2 : dice.int(0, 2)));
    const items = offered.map((offer, i) => itemOf(dice, offer, createdMs + i * HOUR_MS));
    yield {
      id: worldId('cart', owner, idMs(createdMs)),
      userId: userId(owner),
      lines: items
        .slice(0, lineCount)
        .map((item, i) => ({ id: worldId('cln', owner * ROOM + i, idMs(item.at.getTime())), ...item })),
      savedForLater: items
        .slice(lineCount)
        .map((item, i) => ({ id: worldId('svd', owner * ROOM + i, idMs(item.at.getTime())), ...item })),
      createdAt: new Date(createdMs),
      updatedAt: items.at(-1)?.at ?? new Date(createdMs),
    };
  }
}

/** One wishlist each for some shoppers, and one for the demonstration's buyer. */
export function* wishlists({ products }: Pick<OrdersOptions, 'products'>): Generator<WorldWishlist> {
  for (const owner of WISHLIST_OWNERS) {
    const dice = new Dice('wishlist', owner);
    const createdMs = WORLD_EPOCH.getTime() - Math.floor(dice.between(20, 200) * DAY_MS);
    yield {
      id: worldId('wsh', owner, createdMs),
      userId: userId(owner),
      name: dice.pick(WISHLIST_NAMES),
      visibility: dice.chance(0.3) ? 'PUBLIC' : 'PRIVATE',
      items: drawOffers(dice, products, dice.int(3, 8)).map((offer, i) => ({
        id: worldId('wli', owner * ROOM + i, createdMs + i * HOUR_MS),
        variantId: offer.variantId,
        priceWhenAddedMinor: offer.priceMinor,
        note: dice.chance(0.2) ? 'Ask which size first' : null,
        priority: i + 1,
        addedAt: new Date(createdMs + i * HOUR_MS),
      })),
      createdAt: new Date(createdMs),
    };
  }
}
