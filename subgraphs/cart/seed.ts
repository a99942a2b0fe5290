import { bulkLoad } from '@emporium/platform/db';
import type { SeedContext } from '@emporium/platform/subgraph';
import { carts, wishlists } from '@emporium/world/carts';
import { offersOf } from '@emporium/world/offers';
import { categoryPathOf } from '@emporium/world/products';
import { expiryFrom } from './app/save-cart.ts';

/** What sellers would have told of every offer, the carts that shoppers left behind, and their wishlists. */
export async function seed({ db, products, now, progress }: SeedContext): Promise<void> {
  const open = [...carts({ products, now })];
  const lists = [...wishlists({ products })];
  await bulkLoad(db.url, 'offer_price', OFFER_COLUMNS, offerRows(products), progress);
  await bulkLoad(
    db.url,
    'cart',
    ['id', 'owner_id', 'version', 'updated_at', 'expires_at'],
    open.map((cart) => [cart.id, cart.userId, 1, cart.updatedAt, expiryFrom(cart.updatedAt)]),
    progress,
  );
  await bulkLoad(
    db.url,
    'cart_item',
    ['id', 'cart_id', 'saved', 'offer_id', 'quantity', 'price_minor', 'currency', 'at'],
    open.flatMap((cart) =>
      [
        ...cart.lines.map((line) => ({ ...line, saved: false })),
        ...cart.savedForLater.map((item) => ({ ...item, saved: true })),
      ].map((item) => [item.id, cart.id, item.saved, item.offerId, item.quantity, item.unitPriceMinor, 'USD', item.at]),
    ),
    progress,
  );
  await bulkLoad(
    db.url,
    'wishlist',
    ['id', 'owner_id', 'name', 'visibility'],
    lists.map((list) => [list.id, list.userId, list.name, list.visibility]),
    progress,
  );
  await bulkLoad(
    db.url,
    'wishlist_item',
    ['id', 'wishlist_id', 'variant_id', 'price_minor', 'currency', 'note', 'priority', 'added_at'],
    lists.flatMap((list) =>
      list.items.map((item) => [
        item.id,
        list.id,
        item.variantId,
        item.priceWhenAddedMinor,
        'USD',
        item.note,
        item.priority,
        item.addedAt,
      ]),
    ),
    progress,
  );
}

const OFFER_COLUMNS = [
  'offer_id',
  'seller_id',
  'seller_name',
  'variant_id',
  'product_id',
  'category_path',
  'price_minor',
  'currency',
  'status',
  'version',
];

function* offerRows(count: number) {
  for (let index = 0; index < count; index += 1) {
    const categoryPath = categoryPathOf(index);
    for (const offer of offersOf(index)) {
      yield [
        offer.id,
        offer.sellerId,
        offer.sellerName,
        offer.variantId,
        offer.productId,
        categoryPath,
        offer.priceMinor,
        offer.currency,
        offer.status,
        1,
      ];
    }
  }
}
