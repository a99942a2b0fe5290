import { bulkLoad, type Database } from '@emporium/platform/db';
import { deals } from '@emporium/world/deals';
import { offerSummary } from '@emporium/world/offer-summary';
import { offersOf } from '@emporium/world/offers';
import { productId } from '@emporium/world/ids';
import { product } from '@emporium/world/products';
import { reviewBook } from '@emporium/world/reviews';
import { stockOf } from '@emporium/world/stock';
import { CARD_COLUMNS, CARD_OF_PRODUCT } from '../data/catalogue-store.ts';

interface Options {
  readonly products: number;
  readonly now: Date;
}

const LOW_STOCK = 5;

/** Cards from the products' own rows, then what sellers, reviews, inventory and promotions would have told. */
export async function buildCards(db: Database, options: Options, progress: (rows: number) => void): Promise<void> {
  await db.query(
    `INSERT INTO product_card (${CARD_COLUMNS})
     ${CARD_OF_PRODUCT}`,
  );
  progress(options.products);
  await db.query(`CREATE UNLOGGED TABLE told (
    product_id text PRIMARY KEY, price_minor bigint, was_minor bigint, prime boolean, offer_count int, seller_ids text[],
    conditions text[], availability text, popularity real, rating_hundredths int, rating_count int)`);
  await bulkLoad(
    db.url,
    'told',
    [
      'product_id',
      'price_minor',
      'was_minor',
      'prime',
      'offer_count',
      'seller_ids',
      'conditions',
      'availability',
      'popularity',
      'rating_hundredths',
      'rating_count',
    ],
    toldRows(options),
    progress,
  );
  await db.query(`UPDATE product_card c
    SET price_minor = t.price_minor, was_minor = t.was_minor, prime = t.prime, offer_count = t.offer_count,
        seller_ids = t.seller_ids, conditions = t.conditions, availability = t.availability, popularity = t.popularity,
        rating_hundredths = t.rating_hundredths, rating_count = t.rating_count
    FROM told t WHERE t.product_id = c.product_id`);
  await db.query('DROP TABLE told');
  await bulkLoad(
    db.url,
    'offer_stock',
    ['offer_id', 'product_id', 'active', 'offer_version', 'status'],
    offerRows(options),
    progress,
  );
  await showDeals(db, options);
}

function* toldRows({ products, now }: Options) {
  const reviews = reviewBook({ products, now });
  for (let index = 0; index < products; index += 1) {
    const summary = offerSummary(index);
    const rating = reviews.ratingOf(index);
    yield [
      productId(index),
      summary.priceFromMinor ?? summary.lowestPriceMinor,
      summary.wasPriceMinor,
      summary.primeEligible,
      summary.offerCount,
      summary.sellerIds,
      summary.conditions,
      summary.availability,
      product(index).popularity,
      rating.count === 0 ? null : rating.averageHundredths,
      rating.count,
    ];
  }
}

function* offerRows({ products }: Options) {
  for (let index = 0; index < products; index += 1) {
    for (const offer of offersOf(index)) {
      const units = stockOf(offer).reduce((sum, level) => sum + Math.max(0, level.onHand - level.safetyStock), 0);
      const status = units === 0 ? 'OUT_OF_STOCK' : units <= LOW_STOCK ? 'LOW_STOCK' : 'IN_STOCK';
      yield [offer.id, offer.productId, true, 1, status];
    }
  }
}

async function showDeals(db: Database, { products, now }: Options): Promise<void> {
  const live = deals(now, products).filter((deal) => deal.startsAt <= now && deal.endsAt > now);
  for (const deal of live) {
    await db.query(`UPDATE product_card SET deal_id = $2, deal_minor = $3, deal_ends_at = $4 WHERE product_id = $1`, [
      deal.productId,
      deal.id,
      deal.dealPriceMinor,
      deal.endsAt,
    ]);
  }
}
