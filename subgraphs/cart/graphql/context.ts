import type { CartId, OwnerId, UserId, WishlistId } from '@emporium/contracts/ids';
import type { Page } from '@emporium/platform/cursor';
import { manyByKey, oneByKey, perArguments } from '@emporium/platform/graphql';
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

const NOTHING_OFF: Promise<Pricing> = Promise.resolve({ discounts: [], problems: [] });

/** Loaders gather what one operation asks for into few statements, and forget it with the operation. */
export const createContext =
  (reads: CartReads, promotions: PromotionsPort, streams: Streams, now: () => Date) =>
  (request: RequestContext): CartContext => {
    const owner = ownerOf(request.viewer);
    const itemsOf = perArguments((page: Page) =>
      oneByKey(
        (ids: readonly WishlistId[]) => reads.wishlistItems(ids, page),
        (items) => items.wishlistId,
      ),
    );
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
      wishlistItems: (id, page) => itemsOf(page).load(id),
      pricing(cart) {
        const key = `${cart.id} ${cart.version}`;
        const pricing = prices.get(key) ?? (cart.lines.length === 0 ? NOTHING_OFF : priceCart(promotions, cart, now()));
        prices.set(key, pricing);
        return pricing;
      },
    };
  };
