import type { CheckoutLineId } from '@emporium/contracts/ids';
import { add, allocate, applyRate, isZero, min, multiply, subtract, sum, type Money } from '@emporium/platform/money';
import type { GrantedDiscount, TaxLine, Totals } from '../../orders/domain/amounts.ts';
import type { Checkout, CheckoutItem, DeliveryGroup, Discount } from './checkout.ts';
import { shippingOptions, type ShippingOption } from './shipping-options.ts';
import { gatherTax, taxClassOf, taxOn, taxTotal, type Destination } from './tax.ts';

/** `net = gross − discount`; `tax` and `commission` are on `net`. */
export interface PricedLine {
  readonly id: CheckoutLineId;
  readonly item: CheckoutItem;
  readonly quantity: number;
  readonly gross: Money;
  readonly discounts: readonly GrantedDiscount[];
  readonly discount: Money;
  readonly net: Money;
  readonly taxLines: readonly TaxLine[];
  readonly tax: Money;
  readonly commission: Money;
}

export interface PricedGroup {
  readonly group: DeliveryGroup;
  readonly lines: readonly PricedLine[];
  readonly options: readonly ShippingOption[];
  readonly selected: ShippingOption;
  readonly shippingTaxLines: readonly TaxLine[];
  readonly shippingTax: Money;
}

export interface PricedCheckout {
  readonly groups: readonly PricedGroup[];
  readonly totals: Totals;
  readonly taxLines: readonly TaxLine[];
}

/**
 * What a checkout costs. Each amount is rounded once, on its line; whatever is a sum is the sum of
 * the rounded parts, so lines, parcels, sellers and the order agree to the cent. Pure: the same
 * checkout always costs the same.
 */
export function priceCheckout(checkout: Checkout): PricedCheckout {
  const { currency, destination } = checkout;
  const itemOf = new Map(checkout.items.map((item) => [item.lineId, item]));
  const parts = checkout.groups.flatMap((group) =>
    group.parts.map((part) => {
      const item = itemOf.get(part.lineId)!;
      return { ...part, item, gross: multiply(item.unitPrice, part.quantity) };
    }),
  );
  const granted = grantDiscounts(parts, checkout.discounts);
  const lines = new Map(
    parts.map((part) => [part.id, priceLine(part, granted.get(part.id) ?? [], destination)] as const),
  );
  const groups = checkout.groups.map((group) =>
    priceGroup(
      checkout,
      group,
      group.parts.map((part) => lines.get(part.id)!),
    ),
  );
  const taxLines = groups.flatMap((group) => [
    ...group.lines.flatMap((line) => line.taxLines),
    ...group.shippingTaxLines,
  ]);
  return { groups, totals: totalsOf(groups, currency), taxLines: gatherTax(taxLines) };
}

/** The same sums over some of the groups: one seller's share of the order. */
export function totalsOf(groups: readonly PricedGroup[], currency: Money['currency']): Totals {
  const lines = groups.flatMap((group) => group.lines);
  const total = (amounts: readonly Money[]): Money => sum(amounts, currency);
  const subtotal = total(lines.map((line) => line.gross));
  const discount = total(lines.map((line) => line.discount));
  const shipping = total(groups.map((group) => group.selected.price));
  const tax = total([...lines.map((line) => line.tax), ...groups.map((group) => group.shippingTax)]);
  return { subtotal, discount, shipping, tax, total: add(add(subtract(subtotal, discount), shipping), tax) };
}

interface Part {
  readonly id: CheckoutLineId;
  readonly item: CheckoutItem;
  readonly quantity: number;
  readonly gross: Money;
}

/**
 * Spreads each discount over its line's parts, or over everything, by what is left to pay there. No
 * line goes below zero, whatever promotions asked for.
 */
function grantDiscounts(
  parts: readonly Part[],
  discounts: readonly Discount[],
): ReadonlyMap<CheckoutLineId, readonly GrantedDiscount[]> {
  const left = new Map(parts.map((part) => [part.id, part.gross]));
  const granted = new Map<CheckoutLineId, GrantedDiscount[]>(parts.map((part) => [part.id, []]));
  for (const { lineId, source, title, amount } of discounts) {
    const targets = parts.filter((part) => lineId === null || part.item.lineId === lineId);
    const open = targets.map((part) => left.get(part.id)!);
    const affordable = min(amount, sum(open, amount.currency));
    if (isZero(affordable)) continue;
    const shares = allocate(
      affordable,
      open.map((each) => each.minorUnits),
    );
    targets.forEach((part, index) => {
      const share = shares[index]!;
      if (isZero(share)) return;
      left.set(part.id, subtract(left.get(part.id)!, share));
      granted.get(part.id)!.push({ source, title, amount: share });
    });
  }
  return granted;
}

function priceLine(part: Part, discounts: readonly GrantedDiscount[], destination: Destination): PricedLine {
  const { currency } = part.gross;
  const discount = sum(
    discounts.map((each) => each.amount),
    currency,
  );
  const net = subtract(part.gross, discount);
  const taxLines = taxOn(net, taxClassOf(part.item.taxClass), destination);
  return {
    ...part,
    discounts,
    discount,
    net,
    taxLines,
    tax: taxTotal(taxLines, currency),
    commission: applyRate(net, part.item.commissionRate),
  };
}

function priceGroup(checkout: Checkout, group: DeliveryGroup, lines: readonly PricedLine[]): PricedGroup {
  const { currency, destination, freeShipping, quotedAt } = checkout;
  const options = shippingOptions(
    {
      groupId: group.id,
      weightGrams: lines.reduce((grams, { item, quantity }) => grams + item.weightGrams * quantity, 0),
      distanceKm: group.distanceKm,
      transitDaysMin: group.transitDaysMin,
      transitDaysMax: group.transitDaysMax,
      handlingDays: Math.max(...lines.map(({ item }) => item.handlingDays)),
      freeShipping,
      currency,
    },
    quotedAt,
  );
  const selected = options.find((option) => option.speed === group.speed)!;
  const shippingTaxLines = taxOn(selected.price, 'shipping', destination);
  return { group, lines, options, selected, shippingTaxLines, shippingTax: taxTotal(shippingTaxLines, currency) };
}
