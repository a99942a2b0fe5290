import type { UserId, VariantId, WishlistId, WishlistItemId } from '@emporium/contracts/ids';
import type { CurrencyCode } from '@emporium/contracts/money';
import { decodeCursor } from '@emporium/platform/cursor';
import type { Database } from '@emporium/platform/db';
import { money } from '@emporium/platform/money';
import { z } from 'zod';
import type { CartReads, CartView } from '../app/reads.ts';
import type { Wishlist, WishlistItem } from '../domain/wishlist.ts';
import { CART_COLUMNS, ITEMS, toCarts, type CartRow, type ItemRow } from './rows.ts';

interface WishRow {
  readonly id: WishlistItemId;
  readonly wishlist_id: WishlistId;
  readonly variant_id: VariantId;
  readonly price_minor: bigint | null;
  readonly currency: CurrencyCode | null;
  readonly note: string | null;
  readonly priority: number;
  readonly added_at: Date;
}

const placeCursor = z.tuple([z.number().int(), z.string()]);
const WISHLIST = 'SELECT id, owner_id AS "ownerId", name, visibility FROM wishlist';

export const postgresReads = (db: Database): CartReads => {
  const read = async (key: 'id' | 'owner_id', and: string, values: readonly unknown[]): Promise<CartView[]> => {
    const [carts, items] = await Promise.all([
      db.query<CartRow>(`SELECT ${CART_COLUMNS} FROM cart WHERE ${key} = ANY($1) AND ${and}`, values),
      db.query<ItemRow>(
        `${ITEMS} WHERE i.cart_id IN (SELECT id FROM cart WHERE ${key} = ANY($1)) ORDER BY i.place`,
        values.slice(0, 1),
      ),
    ]);
    return toCarts(carts, items);
  };

  return {
    carts: (ids, ownerId, now) => read('id', 'owner_id = $2 AND expires_at > $3', [ids, ownerId, now]),
    cartsOf: (ownerIds, now) => read('owner_id', 'expires_at > $2', [ownerIds, now]),

    wishlists: (ids, viewer) =>
      db.query<Wishlist>(`${WISHLIST} WHERE id = ANY($1) AND (owner_id = $2 OR visibility <> 'PRIVATE')`, [
        ids,
        viewer,
      ]),

    wishlistsOf: (ownerIds: readonly UserId[]) =>
      db.query<Wishlist>(`${WISHLIST} WHERE owner_id = ANY($1) ORDER BY owner_id, id`, [ownerIds]),

    async wishlistItems(ids, page) {
      const [priority, id] = page.after === null ? [null, null] : decodeCursor(page.after, placeCursor);
      const rows = await db.query<WishRow>(
        `SELECT k.wishlist_id, w.* FROM unnest($1::text[]) AS k (wishlist_id)
           CROSS JOIN LATERAL (
                SELECT id, variant_id, price_minor, currency, note, priority, added_at FROM wishlist_item i
                 WHERE i.wishlist_id = k.wishlist_id AND ($2::int IS NULL OR (i.priority, i.id) > ($2, $3::text))
                 ORDER BY i.priority, i.id LIMIT $4) w`,
        [ids, priority, id, page.first + 1],
      );
      return [...Map.groupBy(rows, (row) => row.wishlist_id)].map(([wishlistId, group]) => ({
        wishlistId,
        items: group.map(toItem),
      }));
    },
  };
};

const toItem = (row: WishRow): WishlistItem => ({
  id: row.id,
  wishlistId: row.wishlist_id,
  variantId: row.variant_id,
  priceWhenAdded: row.price_minor === null ? null : money(row.price_minor, row.currency!),
  note: row.note,
  priority: row.priority,
  addedAt: row.added_at,
});
