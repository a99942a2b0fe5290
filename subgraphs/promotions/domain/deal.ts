import type { CategoryId, DealId, OfferId, ProductId, SellerId } from '@emporium/contracts/ids';
import type { Money } from '@emporium/platform/money';

export type DealKind = 'LIGHTNING' | 'DAILY';

/** What people decided about a deal. Everything that time and claims decide is `dealStatus`. */
export type DealStage =
  | 'IN_REVIEW'
  /** Approved; its units are being set aside. */
  | 'ALLOCATING'
  | 'APPROVED'
  | 'CANCELLED';

export type DealStatus = 'IN_REVIEW' | 'SCHEDULED' | 'EARLY_ACCESS' | 'LIVE' | 'SOLD_OUT' | 'ENDED' | 'CANCELLED';

/** A number of units of one offer at a special price for a short time. */
export interface Deal {
  readonly id: DealId;
  readonly kind: DealKind;
  readonly title: string;
  readonly offerId: OfferId;
  readonly productId: ProductId;
  readonly sellerId: SellerId;
  /** The product's categories, from the department down. */
  readonly categoryPath: readonly CategoryId[];
  readonly dealPrice: Money;
  /** The offer's own price when the deal was proposed. */
  readonly wasPrice: Money;
  /** Units set aside. */
  readonly quantity: number;
  /** Units that claims hold or have bought; holds that ran out are not counted, swept up or not. */
  readonly claimed: number;
  readonly stage: DealStage;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** From when members may claim; null: with everybody else. */
  readonly memberEarlyAccessAt: Date | null;
  readonly membersOnly: boolean;
  /** Units that one customer may hold and buy, all claims together. */
  readonly perCustomerLimit: number;
  readonly claimHoldSeconds: number;
}

type Timing = Pick<Deal, 'stage' | 'startsAt' | 'endsAt' | 'memberEarlyAccessAt' | 'quantity' | 'claimed'>;

/**
 * Where a deal stands at a moment: nobody starts or stops one. `DEAL_STATUS` in
 * `data/deal-row.ts` says the same in SQL, and a test compares the two.
 */
export function dealStatus(deal: Timing, now: Date): DealStatus {
  if (deal.stage === 'CANCELLED') return 'CANCELLED';
  if (deal.stage !== 'APPROVED') return 'IN_REVIEW';
  if (deal.endsAt <= now) return 'ENDED';
  const isStarted = deal.startsAt <= now;
  if (!isStarted && (deal.memberEarlyAccessAt === null || deal.memberEarlyAccessAt > now)) return 'SCHEDULED';
  if (deal.claimed >= deal.quantity) return 'SOLD_OUT';
  return isStarted ? 'LIVE' : 'EARLY_ACCESS';
}

/** Rounded down, so that 100 means all of them. */
export const percentClaimed = ({ claimed, quantity }: Pick<Deal, 'claimed' | 'quantity'>): number =>
  Math.floor((claimed * 100) / quantity);

/** How much is left, without telling the number. */
export type RemainingBand = 'PLENTY' | 'LIMITED' | 'ALMOST_GONE' | 'NONE';

export function remainingBand({ claimed, quantity }: Pick<Deal, 'claimed' | 'quantity'>): RemainingBand {
  const left = quantity - claimed;
  if (left <= 0) return 'NONE';
  if (left * 10 <= quantity) return 'ALMOST_GONE';
  return left * 2 <= quantity ? 'LIMITED' : 'PLENTY';
}

/** Rounded down: never promises more than it gives. */
export const percentOff = ({ dealPrice, wasPrice }: Pick<Deal, 'dealPrice' | 'wasPrice'>): number =>
  Number(((wasPrice.minorUnits - dealPrice.minorUnits) * 100n) / wasPrice.minorUnits);
