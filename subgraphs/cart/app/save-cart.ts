import type { CartId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import { appendToStream } from '@emporium/platform/streams';
import { CART_LIFETIME_DAYS, type Cart } from '../domain/cart.ts';
import type { CartStore } from './ports.ts';

export type CartCause =
  | 'SNAPSHOT'
  | 'LINES_ADDED'
  | 'LINES_UPDATED'
  | 'LINES_REMOVED'
  | 'SAVED_FOR_LATER'
  | 'MOVED_TO_CART'
  | 'COUPONS_CHANGED'
  | 'MERGED'
  | 'ORDERED'
  | 'DEAL_ENDED'
  | 'EXPIRED';

/** What an event of a cart's stream carries. */
export type CartChange = { readonly cause: CartCause };

export const cartSubject = (id: CartId): string => `cart:${id}`;

const DAY_MS = 86_400_000;
export const expiryFrom = (now: Date): Date => new Date(now.getTime() + CART_LIFETIME_DAYS * DAY_MS);

/** The one way a locked cart changes: writes what differs, counts the version, starts its thirty days anew, tells its watchers. */
export function saveCart(tx: Tx, carts: CartStore, before: Cart, after: Cart, cause: CartCause, now: Date): Cart {
  const saved = { ...after, version: before.version + 1, updatedAt: now, expiresAt: expiryFrom(now) };
  carts.save(tx, before, saved);
  tellWatchers(tx, before.id, cause);
  return saved;
}

export function tellWatchers(tx: Tx, id: CartId, cause: CartCause): void {
  appendToStream(tx, cartSubject(id), { cause } satisfies CartChange);
}
