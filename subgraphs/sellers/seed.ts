import { bulkLoad, type Database } from '@emporium/platform/db';
import { money } from '@emporium/platform/money';
import type { SeedContext } from '@emporium/platform/subgraph';
import { COMMISSION_PLANS } from '@emporium/world/commission';
import { productId } from '@emporium/world/ids';
import { offersOf, type WorldOffer } from '@emporium/world/offers';
import { priceHistory } from '@emporium/world/price-history';
import { categoryPathOf, products as worldProducts } from '@emporium/world/products';
import { SELLERS } from '@emporium/world/sellers';
import { stockOf } from '@emporium/world/stock';
import type { Candidate } from './domain/featured.ts';
import { featuredByVariant, summaryOf } from './domain/listing.ts';

const MILLIONTHS_PER_BASIS_POINT = 100;

/** The sellers with their people and plans, every offer with its prices, and what the featured-offer rule says of them. */
export async function seed({ db, products, now, progress }: SeedContext): Promise<void> {
  await loadSellers(db);
  await bulkLoad(db.url, 'listing', LISTING_COLUMNS, listingRows(products), progress);
  await bulkLoad(db.url, 'variant', VARIANT_COLUMNS, variantRows(products), progress);
  await bulkLoad(db.url, 'offer', OFFER_COLUMNS, offerRows(products), progress);
  await bulkLoad(
    db.url,
    'price_point',
    ['offer_id', 'at', 'price_minor', 'currency'],
    priceRows(products, now),
    progress,
  );
}

export async function loadSellers(db: Database): Promise<void> {
  const plans = Object.values(COMMISSION_PLANS);
  await bulkLoad(
    db.url,
    'commission_plan',
    ['id', 'name'],
    plans.map(({ key, name }) => [key, name]),
  );
  await bulkLoad(
    db.url,
    'commission_rule',
    ['id', 'plan_id', 'position', 'category_id', 'rate'],
    plans.flatMap(({ key, rules }) =>
      rules.map((rule) => [rule.id, key, rule.position, rule.categoryId, rule.rateBps * MILLIONTHS_PER_BASIS_POINT]),
    ),
  );
  await bulkLoad(
    db.url,
    'seller',
    [
      'id',
      'slug',
      'display_name',
      'about',
      'status',
      'business_address',
      'rating_tenths',
      'commission_plan',
      'joined_at',
    ],
    SELLERS.map((seller) => [
      seller.id,
      seller.slug,
      seller.displayName,
      seller.about,
      seller.status,
      seller.businessAddress,
      seller.rating.count === 0 ? null : Math.round(seller.rating.average * 10),
      seller.commissionPlan,
      seller.joinedAt,
    ]),
  );
  await bulkLoad(
    db.url,
    'seller_member',
    ['seller_id', 'user_id', 'role'],
    SELLERS.flatMap((seller) => seller.members.map(({ userId, role }) => [seller.id, userId, role])),
  );
}

const inStock = (offer: WorldOffer): boolean => stockOf(offer).some((level) => level.onHand > level.safetyStock);

const candidatesOf = (index: number): Candidate[] =>
  offersOf(index).map((offer) => {
    const seller = SELLERS[offer.sellerIndex]!;
    return {
      offer: {
        ...offer,
        price: money(offer.priceMinor, offer.currency),
        listPrice: offer.listPriceMinor === null ? null : money(offer.listPriceMinor, offer.currency),
        version: 1,
      },
      sellerStatus: seller.status,
      sellerRatingTenths: seller.rating.count === 0 ? null : Math.round(seller.rating.average * 10),
      inStock: inStock(offer),
    };
  });

const LISTING_COLUMNS = [
  'product_id',
  'status',
  'category_path',
  'version',
  'currency',
  'featured_offer_id',
  'price_from_minor',
  'was_price_minor',
  'lowest_minor',
  'highest_minor',
  'offer_count',
  'prime_eligible',
  'seller_ids',
  'conditions',
];

function* listingRows(count: number) {
  for (let index = 0; index < count; index += 1) {
    const summary = summaryOf(candidatesOf(index));
    yield [
      productId(index),
      'ACTIVE',
      categoryPathOf(index),
      1,
      'USD',
      summary.featuredOfferId,
      summary.priceFrom?.minorUnits ?? null,
      summary.wasPrice?.minorUnits ?? null,
      summary.lowest?.minorUnits ?? null,
      summary.highest?.minorUnits ?? null,
      summary.offerCount,
      summary.primeEligible,
      summary.sellerIds,
      summary.conditions,
    ];
  }
}

const VARIANT_COLUMNS = ['id', 'product_id', 'title', 'featured_offer_id'];

function* variantRows(count: number) {
  for (const { id, variants, index } of worldProducts(count)) {
    const featured = featuredByVariant(candidatesOf(index));
    for (const variant of variants) {
      yield [variant.id, id, variant.title, featured.get(variant.id) ?? null];
    }
  }
}

const OFFER_COLUMNS = [
  'id',
  'product_id',
  'variant_id',
  'seller_id',
  'condition',
  'price_minor',
  'list_price_minor',
  'currency',
  'fulfilment',
  'prime_eligible',
  'handling_days',
  'return_window_days',
  'ships_from',
  'status',
  'version',
  'in_stock',
];

function* offerRows(count: number) {
  for (let index = 0; index < count; index += 1) {
    for (const offer of offersOf(index)) {
      yield [
        offer.id,
        offer.productId,
        offer.variantId,
        offer.sellerId,
        offer.condition,
        offer.priceMinor,
        offer.listPriceMinor,
        offer.currency,
        offer.fulfilment,
        offer.primeEligible,
        offer.handlingDays,
        offer.returnWindowDays,
        offer.shipsFrom,
        offer.status,
        1,
        inStock(offer),
      ];
    }
  }
}

function* priceRows(count: number, now: Date) {
  for (let index = 0; index < count; index += 1) {
    for (const offer of offersOf(index)) {
      for (const point of priceHistory(offer, now)) yield [offer.id, point.at, point.priceMinor, offer.currency];
    }
  }
}
