import type { DealClaimId, DealId, OfferId, ProductId } from '../ids.ts';
import type { MoneyWire } from '../money.ts';

/** A deal went live, sold out, reopened or ended. `sequence` only grows per deal. */
export type DealChanged = {
  readonly type: 'promotions.deal-changed.v1';
  readonly dealId: DealId;
  readonly sequence: number;
  readonly offerId: OfferId;
  readonly productId: ProductId;
  readonly status: 'SCHEDULED' | 'LIVE' | 'PAUSED' | 'SOLD_OUT' | 'ENDED' | 'CANCELLED';
  readonly dealPrice: MoneyWire;
  /** Only members may claim, so the price is not everybody's. */
  readonly membersOnly: boolean;
  readonly startsAt: string;
  readonly endsAt: string;
};
/** A held claim ended without a purchase; its unit goes back to the deal. */
export type DealClaimEnded = {
  readonly type: 'promotions.deal-claim-ended.v1';
  readonly dealId: DealId;
  readonly claimId: DealClaimId;
  readonly reason: 'EXPIRED' | 'RELEASED';
};
export type PromotionsEvent = DealChanged | DealClaimEnded;
