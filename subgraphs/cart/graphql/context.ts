import type { CartId, OwnerId, UserId, WishlistId } from '@emporium/contracts/ids';
import type { Page } from '@emporium/platform/cursor';
import { manyByKey, oneByKey } from '@emporium/platform/graphql';
import { ownerOf } from '@emporium/platform/identity';
import type { Streams } from '@emporium/platform/streams';
import type { RequestContext } from '@emporium/platform/subgraph';
import type DataLoader from 'dataloader';
import type { Pricing, PromotionsPort } from '../app/ports.ts';
import { priceCart } from '../app/price-cart.ts';
import type { CartReads, CartView, WishlistPage } from '../app/reads.ts';
import type { Wishlist } from '../domain/wishlist.ts';

export interface CartContext extends RequestContext {
  readonly streams: Streams;
  /** The viewer's own, whoever asks for which. */
  readonly carts: DataLoader<CartId, CartView | null>;
  readonly cartOf: DataLoader<OwnerId, CartView | null>;
  readonly wishlists: DataLoader<WishlistId, Wishlist | null>;
  readonly wishlistsOf: DataLoader<UserId, readonly Wishlist[]>;
  readonly wishlistItems: (id: WishlistId, page: Page) => Promise<WishlistPage | null>;
  /** What promotions take off a version of a cart: asked once, however many fields want to know. */
  readonly pricing: (cart: CartView) => Promise<Pricing | null>;
}

/** Loaders gather what one operation asks for into few statements, and forget it with the operation. */
export const createContext =
  (reads: CartReads, promotions: PromotionsPort, streams: Streams, now: () => Date) =>
  (request: RequestContext): CartContext => {
    const owner = ownerOf(request.viewer);
    const pages = new Map<string, DataLoader<WishlistId, WishlistPage | null>>();
    const prices = new Map<string, Promise<Pricing | null>>();
    return {
      ...request,
      streams,
      carts: oneByKey(
        (ids) => (owner === null ? Promise.resolve([]) : reads.carts(ids, owner, now())),
        (cart) => cart.id,
      ),
      cartOf: oneByKey(
        (ids) => reads.cartsOf(ids, now()),
        (cart) => cart.ownerId,
      ),
      wishlists: oneByKey(
        (ids) => reads.wishlists(ids, owner),
        (wishlist) => wishlist.id,
      ),
      wishlistsOf: manyByKey(reads.wishlistsOf, (wishlist) => wishlist.ownerId),
      wishlistItems: (id, page) =>
        remembered(pages, JSON.stringify(page), () =>
          oneByKey(
            (ids: readonly WishlistId[]) => reads.wishlistItems(ids, page),
            (items) => items.wishlistId,
          ),
        ).load(id),
      pricing: (cart) =>
        remembered(prices, `${cart.id} ${cart.version}`, () =>
          cart.lines.length === 0
            ? Promise.resolve({ discounts: [], problems: [] })
            : priceCart(promotions, cart, now()),
        ),
    };
  };

function remembered<Value>(values: Map<string, Value>, key: string, make: () => Value): Value {
  const value = values.get(key) ?? make();
  values.set(key, value);
  return value;
}
