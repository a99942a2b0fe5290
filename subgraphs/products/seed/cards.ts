import { bulkLoad, type Database } from '@emporium/platform/db';
import { deals } from '@emporium/world/deals';
import { offerSummary } from '@emporium/world/offer-summary';
import { offersOf } from '@emporium/world/offers';
import { productId } from '@emporium/world/ids';
import { popularityOf } from '@emporium/world/products';
import { reviewBook } from '@emporium/world/reviews';
import { stockOf } from '@emporium/world/stock';
import { REFRESH_DEALS } from '../data/card-store.ts';
import { CARD_COLUMNS, CARD_OF_PRODUCT } from '../data/catalogue-store.ts';

interface Options {
  readonly products: number;
  readonly now: Date;
}

const LOW_STOCK = 5;

/** Cards from the products' own rows and what sellers, reviews, inventory and promotions would have told. */
export async function buildCards(db: Database, options: Options, progress: (rows: number) => void): Promise<void> {
  await insertCards(db, options, progress);
  await bulkLoad(
    db.url,
    'offer_stock',
    ['offer_id', 'product_id', 'active', 'offer_version', 'status'],
    offerRows(options),
    progress,
  );
  await showDeals(db, options);
}

/** Cards a statement: few enough that progress is seen, and that the words of one batch stay in memory. */
const BATCH = 1_000;

const TOLD_COLUMNS = `price_minor, was_minor, prime, offer_count, seller_ids, conditions, availability, popularity,
  rating_hundredths, rating_count`;

/** A card is written once, whole: to fill it in afterwards would enter it into every index a second time. */
const INSERT_CARDS = `
  INSERT INTO product_card (${CARD_COLUMNS}, ${TOLD_COLUMNS})
  SELECT ${CARD_COLUMNS}, ${TOLD_COLUMNS}
    FROM (${CARD_OF_PRODUCT}) AS own
    JOIN json_to_recordset($1::json) AS told (
           product_id text, price_minor bigint, was_minor bigint, prime boolean, offer_count int, seller_ids text[],
           conditions text[], availability text, popularity real, rating_hundredths int, rating_count int)
         USING (product_id)`;

async function insertCards(db: Database, { products, now }: Options, progress: (rows: number) => void): Promise<void> {
  const reviews = reviewBook({ products, now });
  for (let from = 0; from < products; from += BATCH) {
    const indexes = Array.from({ length: Math.min(BATCH, products - from) }, (_, place) => from + place);
    const told = indexes.map((index) => {
      const { count, averageHundredths } = reviews.ratingOf(index);
      return {
        ...offersTold(index),
        rating_hundredths: count === 0 ? null : averageHundredths,
        rating_count: count,
      };
    });
    await db.query(INSERT_CARDS, [JSON.stringify(told)]);
    progress(indexes.length);
  }
}

function offersTold(index: number) {
  const summary = offerSummary(index);
  return {
    product_id: productId(index),
    price_minor: String(summary.priceFromMinor ?? summary.lowestPriceMinor),
    was_minor: summary.wasPriceMinor === null ? null : String(summary.wasPriceMinor),
    prime: summary.primeEligible,
    offer_count: summary.offerCount,
    seller_ids: summary.sellerIds,
    conditions: summary.conditions,
    availability: summary.availability,
    popularity: popularityOf(index),
  };
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
  const live = deals(now, products).filter((deal) => deal.startsAt <= now && deal.endsAt > now && !deal.membersOnly);
  const rows = live.map((deal) => [deal.id, 1, deal.productId, true, deal.dealPriceMinor, deal.endsAt]);
  await bulkLoad(
    db.url,
    'product_deal',
    ['deal_id', 'sequence', 'product_id', 'shown', 'price_minor', 'ends_at'],
    rows,
  );
  await db.query(REFRESH_DEALS, [live.map((deal) => deal.productId)]);
}
