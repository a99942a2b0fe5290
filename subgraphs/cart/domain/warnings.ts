import type { CartLineId } from '@emporium/contracts/ids';
import { equal, formatDecimal } from '@emporium/platform/money';
import { holds, isAvailable, unitPriceOf, type Cart, type Offers } from './cart.ts';

export type WarningCode =
  'PRICE_CHANGED' | 'OFFER_UNAVAILABLE' | 'DEAL_CLAIM_EXPIRED' | 'COUPON_PROBLEM' | 'DISCOUNTS_UNAVAILABLE';

/** Something the buyer should know before going on; never a reason to refuse the cart. */
export interface CartWarning {
  readonly code: WarningCode;
  readonly message: string;
  readonly lineId: CartLineId | null;
}

/** What changed since the lines were added. */
export function lineWarnings(cart: Cart, offers: Offers, now: Date): CartWarning[] {
  return cart.lines.flatMap((line): CartWarning[] => {
    const lineId = line.id;
    const lost = line.claim !== null && !holds(line.claim, now);
    const expired: CartWarning[] = lost
      ? [
          {
            code: 'DEAL_CLAIM_EXPIRED',
            message: 'The deal was not bought in time; the ordinary price applies.',
            lineId,
          },
        ]
      : [];
    if (!isAvailable(line, offers, now)) {
      const message = 'This cannot be bought at present. Choose another offer, or save it for later.';
      return [...expired, { code: 'OFFER_UNAVAILABLE', message, lineId }];
    }
    const price = unitPriceOf(line, offers, now);
    if (lost || equal(price, line.unitPriceWhenAdded)) return expired;
    const message = `The price changed from ${formatDecimal(line.unitPriceWhenAdded)} to ${formatDecimal(price)}.`;
    return [{ code: 'PRICE_CHANGED', message, lineId }];
  });
}
