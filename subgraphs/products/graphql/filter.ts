import { InvalidInput, requireInput } from '@emporium/platform/graphql';
import { inputError } from '@emporium/platform/graphql';
import { parseDecimal } from '@emporium/platform/money';
import type { ProductFilter } from '../app/search.ts';
import type { ProductFilterInput } from './types/search.ts';

const MAX_VALUES = 50;
const MAX_ATTRIBUTES = 20;

/** A client's filter as the index takes it; what is wrong with it is told with its path. */
export function readFilter(
  filter: ProductFilterInput | null | undefined,
  ids: readonly string[] | null,
): ProductFilter {
  const parsed = requireInput({ ids, ...filter }, (p) => ({
    ids: p.optional.ids('prod', 'ids', { max: 250 }),
    categoryId: p.optional.id('cat', 'categoryId'),
    brandIds: p.optional.ids('brd', 'brandIds', { max: MAX_VALUES }),
    sellerIds: p.optional.ids('sel', 'sellerIds', { max: MAX_VALUES }),
    attributes:
      p.optional.list(
        'attributes',
        { max: MAX_ATTRIBUTES, uniqueBy: (attribute: { key: string }) => attribute.key },
        (attribute) => ({
          key: attribute.text('key', { max: 60 }),
          values: attribute.texts('values', { max: MAX_VALUES, each: { max: 200 } }),
        }),
      ) ?? [],
  }));
  const minRating = filter?.minRating ?? null;
  if (minRating !== null && !(minRating >= 0 && minRating <= 5))
    throw invalid('minRating', 'Give a rating from 0 to 5.');
  return {
    ...parsed,
    priceMin: minorOf(filter, 'min'),
    priceMax: minorOf(filter, 'max'),
    minRating: minRating === null ? null : Math.round(minRating * 100),
    inStockOnly: filter?.inStockOnly ?? false,
    primeOnly: filter?.primeOnly ?? false,
    onDealOnly: filter?.onDealOnly ?? false,
    conditions: filter?.condition ?? null,
  };
}

function minorOf(filter: ProductFilterInput | null | undefined, end: 'min' | 'max'): bigint | null {
  const price = filter?.price;
  const text = price?.[end];
  if (price == null || text == null) return null;
  const parsed = parseDecimal(text, price.currencyCode);
  if (!parsed.ok) throw invalid(`price.${end}`, 'Write the amount as digits with a point, such as "12.50".');
  return parsed.value.minorUnits;
}

const invalid = (field: string, message: string): InvalidInput =>
  new InvalidInput([inputError('INVALID', message, field.split('.'))]);
