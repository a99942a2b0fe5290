import type { Money } from '@emporium/platform/money';
import { formatDecimal, money } from '@emporium/platform/money';
import { toImage, toMoney, type Image } from '@emporium/platform/graphql';
import type { Hit, RangeFacet, TermFacet } from '../app/search.ts';
import type { Media } from '../domain/product.ts';
import type { ProductCard } from './types/product.ts';

/** Pictures are addressed absolutely: a client may be anywhere. */
export type MediaUrl = (path: string) => string;

export const imageOf = (mediaUrl: MediaUrl, path: string | null, media?: Media): Image | null =>
  path === null
    ? null
    : toImage({
        source: mediaUrl(path),
        altText: media?.altText ?? null,
        width: media?.width ?? null,
        height: media?.height ?? null,
      });

const TOP_RATED_HUNDREDTHS = 450;
const TOP_RATED_COUNT = 20;
const BEST_SELLER_POPULARITY = 0.5;

export function toCard(hit: Hit, mediaUrl: MediaUrl): ProductCard {
  const amount = (minor: bigint | null): Money | null => (minor === null ? null : money(minor, hit.currency));
  const [price, was] = [amount(hit.priceMinor), amount(hit.wasMinor)];
  const isTopRated = (hit.ratingHundredths ?? 0) >= TOP_RATED_HUNDREDTHS && hit.ratingCount >= TOP_RATED_COUNT;
  return {
    title: hit.title,
    image: imageOf(mediaUrl, hit.imagePath),
    priceFrom: price && toMoney(price),
    wasPrice: was && toMoney(was),
    dealEndsAt: hit.dealEndsAt,
    rating: hit.ratingHundredths === null ? null : (hit.ratingHundredths / 100).toFixed(2),
    ratingCount: hit.ratingCount,
    availability: hit.availability,
    memberShipping: hit.prime,
    offerCount: hit.offerCount,
    badges: [
      ...(hit.dealEndsAt === null ? [] : ['DEAL']),
      ...(hit.popularity >= BEST_SELLER_POPULARITY ? ['BEST_SELLER'] : []),
      ...(isTopRated ? ['TOP_RATED'] : []),
    ],
    asOf: hit.updatedAt,
  };
}

export function toFacet(facet: TermFacet | RangeFacet): object {
  if (facet.kind === 'terms') return { ...facet, __typename: 'TermFacet', multiSelect: facet.key !== 'category' };
  const decimal = (minor: bigint): string => formatDecimal(money(minor, facet.currency));
  return {
    __typename: 'RangeFacet',
    key: facet.key,
    label: facet.label,
    min: decimal(facet.minMinor),
    max: decimal(facet.maxMinor),
    buckets: facet.buckets.map((bucket) => ({
      from: decimal(bucket.fromMinor),
      to: bucket.toMinor === null ? null : decimal(bucket.toMinor),
      count: bucket.count,
      selected: bucket.selected,
    })),
  };
}
