import type { OwnerId } from '@emporium/contracts/ids';
import type { Money } from '@emporium/platform/money';
import type { CartLine } from '../domain/cart.ts';
import { priceCart as price, type CartPricing } from '../domain/pricing.ts';
import { normalizeCode } from '../domain/promotion.ts';
import type { PromotionsReads } from './reads.ts';

export interface PriceCart {
  readonly ownerId: OwnerId;
  readonly couponCodes: readonly string[];
  readonly lines: readonly CartLine[];
  readonly shipping: Money | null;
}

/** What promotions make of a cart for its owner, at this moment. One statement, and one for claims, whatever is in it. */
export const priceCart =
  ({ reads, now }: { readonly reads: PromotionsReads; readonly now: () => Date }) =>
  async ({ ownerId, couponCodes, lines, shipping }: PriceCart): Promise<CartPricing> => {
    const claimIds = [...new Set(lines.flatMap((line) => line.dealClaimId ?? []))];
    const [{ candidates, customer }, claims] = await Promise.all([
      reads.candidates(couponCodes.map(normalizeCode), ownerId, now()),
      claimIds.length === 0 ? [] : reads.claimedDeals(claimIds, ownerId),
    ]);
    return price({ lines, couponCodes, shipping, candidates, claims, customer, now: now() });
  };
