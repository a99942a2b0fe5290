import type { WishlistStore } from '../app/ports.ts';

export const postgresWishlistStore = (): WishlistStore => ({
  async countOf(tx, ownerId) {
    const [row] = await tx.query<{ count: number }>('SELECT count(*)::int AS count FROM wishlist WHERE owner_id = $1', [
      ownerId,
    ]);
    return row!.count;
  },

  async lock(tx, id, ownerId) {
    const [[list], [content]] = await Promise.all([
      tx.query('SELECT id FROM wishlist WHERE id = $1 AND owner_id = $2 FOR UPDATE', [id, ownerId]),
      tx.query<{ items: number; last: number }>(
        `SELECT count(*)::int AS items, coalesce(max(priority), 0) AS last FROM wishlist_item WHERE wishlist_id = $1`,
        [id],
      ),
    ]);
    return list === undefined ? null : content!;
  },

  insert(tx, wishlist) {
    tx.write('INSERT INTO wishlist (id, owner_id, name, visibility) VALUES ($1, $2, $3, $4)', [
      wishlist.id,
      wishlist.ownerId,
      wishlist.name,
      wishlist.visibility,
    ]);
  },

  insertItem(tx, item) {
    tx.write(
      `INSERT INTO wishlist_item (id, wishlist_id, variant_id, price_minor, currency, note, priority, added_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (wishlist_id, variant_id) DO NOTHING`,
      [
        item.id,
        item.wishlistId,
        item.variantId,
        item.priceWhenAdded?.minorUnits ?? null,
        item.priceWhenAdded?.currency ?? null,
        item.note,
        item.priority,
        item.addedAt,
      ],
    );
  },

  removeItem(tx, id, itemId) {
    tx.write('DELETE FROM wishlist_item WHERE wishlist_id = $1 AND id = $2', [id, itemId]);
  },
});
