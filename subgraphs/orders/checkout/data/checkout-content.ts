import type { CurrencyCode } from '@emporium/contracts/money';
import { money } from '@emporium/platform/money';
import type { Checkout } from '../domain/checkout.ts';

/** The part of a checkout that is only ever read as a whole: JSON, with amounts as digits of minor units. */
export interface CheckoutContent {
  readonly destination: Checkout['destination'];
  readonly shippingAddress: Checkout['shippingAddress'];
  readonly items: readonly (Omit<Checkout['items'][number], 'unitPrice' | 'cartPrice'> & {
    readonly unitPrice: string;
    readonly cartPrice: string;
  })[];
  readonly couponCodes: readonly string[];
  readonly discounts: readonly (Omit<Checkout['discounts'][number], 'amount'> & { readonly amount: string })[];
  readonly freeShipping: boolean;
  readonly groups: Checkout['groups'];
}

export const toContent = (checkout: Checkout): CheckoutContent => ({
  destination: checkout.destination,
  shippingAddress: checkout.shippingAddress,
  items: checkout.items.map((item) => ({
    ...item,
    unitPrice: item.unitPrice.minorUnits.toString(),
    cartPrice: item.cartPrice.minorUnits.toString(),
  })),
  couponCodes: checkout.couponCodes,
  discounts: checkout.discounts.map((discount) => ({ ...discount, amount: discount.amount.minorUnits.toString() })),
  freeShipping: checkout.freeShipping,
  groups: checkout.groups,
});

export function fromContent(content: CheckoutContent, currency: CurrencyCode) {
  const amount = (minorUnits: string) => money(BigInt(minorUnits), currency);
  return {
    ...content,
    items: content.items.map((item) => ({
      ...item,
      unitPrice: amount(item.unitPrice),
      cartPrice: amount(item.cartPrice),
    })),
    discounts: content.discounts.map((discount) => ({ ...discount, amount: amount(discount.amount) })),
  };
}
