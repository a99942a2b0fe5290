import { commissionOn, type WorldCommission } from './commission.ts';
import type { Draft, Choice } from './order-draft.ts';
import { parcelKey } from './order-draft.ts';
import type { WorldOrder } from './order-model.ts';
import { allocate, atRate } from './pricing.ts';
import { product, type WorldProduct, type WorldVariant } from './products.ts';
import { promotionByCode } from './promotions.ts';
import { SELLERS } from './sellers.ts';
import { taxRate, type WorldTaxRate } from './tax.ts';

/** A line with its money; `net = lineTotal − discount`. */
export interface PricedLine {
  readonly pick: Choice;
  readonly product: WorldProduct;
  readonly variant: WorldVariant;
  readonly lineTotalMinor: bigint;
  readonly discountMinor: bigint;
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly taxRate: WorldTaxRate;
  readonly commission: WorldCommission;
}

/** What travels together, with what its journey costs the buyer. */
export interface PricedParcel {
  readonly lines: readonly { readonly line: PricedLine; readonly position: number }[];
  readonly shippingMinor: bigint;
}

export interface PricedOrder {
  readonly lines: readonly PricedLine[];
  /** In the order in which their first lines stand. */
  readonly parcels: readonly PricedParcel[];
  readonly couponCodes: readonly string[];
  readonly discounts: WorldOrder['discounts'];
}

export const FREE_SHIPPING_FROM_MINOR = 3_500n;
export const SHIPPING_MINOR = 599n;

export const sum = (amounts: Iterable<bigint>): bigint => {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
};

/** At most one code an order, within what the code's promotion allows. */
const couponOf = ({ dice, buyer }: Draft, subtotal: bigint): string | null => {
  const draw = dice.next();
  if (buyer.firstOrder && buyer.user !== null && draw < 0.15) return 'WELCOME10';
  if (subtotal >= 10_000n && draw >= 0.15 && draw < 0.25) return 'SAVE20';
  return draw >= 0.25 && draw < 0.32 ? 'FREESHIP' : null;
};

/** What a code takes off the goods; free shipping takes nothing off them. */
const goodsDiscount = (code: string | null, subtotal: bigint): bigint => {
  const action = code === null ? undefined : promotionByCode(code).actions[0];
  if (action?.kind === 'FIXED_OFF_ORDER') return action.parameters.amountMinor;
  if (action?.kind !== 'PERCENT_OFF_ORDER') return 0n;
  const off = atRate(subtotal, action.parameters.percent * 100);
  const { maximumMinor } = action.parameters;
  return maximumMinor !== null && off > maximumMinor ? maximumMinor : off;
};

const priceLine = (draft: Draft, pick: Choice, discountMinor: bigint): PricedLine => {
  const bought = product(pick.offer.productIndex);
  const variant = bought.variants[pick.offer.variantPosition];
  const department = bought.categoryPathIds[0];
  const plan = SELLERS[pick.offer.sellerIndex]?.commissionPlan;
  if (variant === undefined || department === undefined || plan === undefined)
    throw new Error(`offer ${pick.offer.number} is incomplete`);
  const lineTotalMinor = pick.offer.priceMinor * BigInt(pick.quantity);
  const netMinor = lineTotalMinor - discountMinor;
  const rate = taxRate(draft.buyer.address, bought.taxClass);
  return {
    pick,
    product: bought,
    variant,
    lineTotalMinor,
    discountMinor,
    netMinor,
    taxMinor: atRate(netMinor, rate.rateBps),
    taxRate: rate,
    commission: commissionOn(plan, department, netMinor),
  };
};

const parcelsOf = (draft: Draft, lines: readonly PricedLine[], shippingIsFree: boolean): PricedParcel[] => {
  const groups = new Map<string, { line: PricedLine; position: number }[]>();
  lines.forEach((line, position) => {
    const key = parcelKey(line.pick);
    groups.set(key, [...(groups.get(key) ?? []), { line, position }]);
  });
  return [...groups.values()].map((group) => {
    const goods = sum(group.map(({ line }) => line.lineTotalMinor));
    const prime = draft.buyer.user?.membership != null && group.every(({ line }) => line.pick.offer.primeEligible);
    const free = shippingIsFree || prime || goods >= FREE_SHIPPING_FROM_MINOR;
    return { lines: group, shippingMinor: free ? 0n : SHIPPING_MINOR };
  });
};

/** Prices a draft. Every part is rounded once, and whatever is a sum is the sum of the rounded parts. */
export const priceOrder = (draft: Draft): PricedOrder => {
  const totals = draft.picks.map((pick) => pick.offer.priceMinor * BigInt(pick.quantity));
  const subtotal = sum(totals);
  const code = couponOf(draft, subtotal);
  const discount = goodsDiscount(code, subtotal);
  const shares = allocate(discount, totals);
  const lines = draft.picks.map((pick, i) => priceLine(draft, pick, shares[i] as bigint));
  return {
    lines,
    parcels: parcelsOf(draft, lines, code === 'FREESHIP'),
    couponCodes: code === null ? [] : [code],
    discounts:
      code === null || discount === 0n
        ? []
        : [{ source: 'COUPON', code, title: promotionByCode(code).name, amountMinor: discount }],
  };
};
