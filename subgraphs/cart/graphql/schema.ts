import type { CartId, WishlistId } from '@emporium/contracts/ids';
import {
  asGiven,
  buildSubgraph,
  eachById,
  InsufficientStockError,
  type SubgraphSchema,
} from '@emporium/platform/graphql';
import type { Carts } from '../app/carts.ts';
import type { CartReads } from '../app/reads.ts';
import { CartChangeResolver } from './cart-change.resolver.ts';
import { CartLineResolver, CartResolver, SavedItemResolver } from './cart.resolver.ts';
import type { CartContext } from './context.ts';
import { CouponError } from './types/input.ts';
import { User } from './types/references.ts';
import { UserResolver, WishlistItemResolver, WishlistResolver } from './wishlist.resolver.ts';

export const createSchema = (carts: Carts, reads: CartReads, now: () => Date): SubgraphSchema =>
  buildSubgraph<CartContext>({
    resolvers: [
      new CartResolver(reads, now),
      new CartLineResolver(now),
      new SavedItemResolver(),
      new CartChangeResolver(carts),
      new WishlistResolver(carts),
      new WishlistItemResolver(),
      new UserResolver(),
    ],
    orphanedTypes: [User, InsufficientStockError, CouponError],
    references: {
      User: asGiven,
      // Their own to everybody: someone else's is none.
      Cart: eachById((id: CartId, { carts: loader }) => loader.load(id)),
      Wishlist: eachById((id: WishlistId, { wishlists }) => wishlists.load(id)),
    },
  });
