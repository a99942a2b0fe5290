import { toImage, toMoney } from '@emporium/platform/graphql';
import { presentDiscount, presentTaxLine } from '../../orders/graphql/present.ts';
import { priceChanges, type Checkout, type PriceChange } from '../domain/checkout.ts';
import { priceCheckout, type PricedGroup, type PricedLine } from '../domain/pricing.ts';
import type { ShippingOption } from '../domain/shipping-options.ts';
import type {
  CheckoutLine,
  CheckoutType,
  DeliveryGroupType,
  PriceChangeType,
  ShippingOptionType,
} from './types/checkout.ts';

export interface CheckoutNode extends CheckoutType {
  readonly row: Checkout;
}

/** Priced from what was frozen: no statement, no remote call. */
export function presentCheckout(row: Checkout, now: Date): CheckoutNode {
  const { groups, totals, taxLines } = priceCheckout(row);
  const { total, ...sums } = totals;
  return {
    row,
    id: row.id,
    version: row.version,
    // Expiry is a predicate: nobody has to sweep for it to be true.
    status: row.status === 'OPEN' && row.expiresAt <= now ? 'EXPIRED' : row.status,
    lines: groups.flatMap((group) => group.lines.map(presentLine)),
    groups: groups.map(presentGroup),
    shippingAddress: row.shippingAddress,
    totals: {
      subtotal: toMoney(sums.subtotal),
      discount: toMoney(sums.discount),
      shipping: toMoney(sums.shipping),
      tax: toMoney(sums.tax),
      payable: toMoney(total),
    },
    taxLines: taxLines.map(presentTaxLine),
    discounts: row.discounts.map(presentDiscount),
    couponCodes: row.couponCodes,
    reservation: row.reservationId && { id: row.reservationId },
    priceChanges: priceChanges(
      row.items,
      (item) => item.cartPrice,
      (item) => item.unitPrice,
    ).map((change) => presentPriceChange({ ...change, requiresConfirmation: false })),
    expiresAt: row.expiresAt,
  };
}

export const presentPriceChange = ({ lineId, was, now, requiresConfirmation }: PriceChange): PriceChangeType => ({
  lineId,
  was: toMoney(was),
  now: toMoney(now),
  requiresConfirmation,
});

const presentGroup = ({ group, lines, options, selected }: PricedGroup): DeliveryGroupType => ({
  id: group.id,
  seller: { id: group.sellerId },
  sellerName: lines[0]!.item.sellerName,
  lines: lines.map(presentLine),
  options: options.map(presentOption),
  selected: presentOption(selected),
});

const presentOption = ({ price, ...option }: ShippingOption): ShippingOptionType => ({
  ...option,
  price: toMoney(price),
});

const presentLine = ({ id, item, quantity, gross, discounts, tax }: PricedLine): CheckoutLine => ({
  id,
  offer: { id: item.offerId },
  titleSnapshot: item.title,
  imageSnapshot: item.imageUrl === null ? null : toImage({ source: item.imageUrl, altText: item.title }),
  quantity,
  unitPrice: toMoney(item.unitPrice),
  lineTotal: toMoney(gross),
  discounts: discounts.map(presentDiscount),
  tax: toMoney(tax),
});
