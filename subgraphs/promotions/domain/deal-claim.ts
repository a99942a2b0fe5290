import type { DealClaimId, DealId, OrderId, OwnerId } from '@emporium/contracts/ids';
import { err, ok, type Result } from '@emporium/platform/result';
import { dealStatus, type Deal } from './deal.ts';

export type DealClaimStatus = 'HELD' | 'REDEEMED' | 'EXPIRED' | 'RELEASED';

/** Units of a deal held for one customer until `expiresAt`, then for the order that bought them. */
export interface DealClaim {
  readonly id: DealClaimId;
  readonly dealId: DealId;
  readonly ownerId: OwnerId;
  readonly quantity: number;
  /** As stored; `claimStatus` says what it is worth at a moment. */
  readonly status: DealClaimStatus;
  readonly expiresAt: Date;
  readonly orderId: OrderId | null;
}

/** Expiry is a predicate: a hold past its time is EXPIRED, whether or not anything has swept it up yet. */
export const claimStatus = ({ status, expiresAt }: Pick<DealClaim, 'status' | 'expiresAt'>, now: Date) =>
  status === 'HELD' && expiresAt <= now ? 'EXPIRED' : status;

/** What a customer has of one deal already. */
export interface OwnClaims {
  /** The claim that still waits for its checkout. */
  readonly heldClaimId: DealClaimId | null;
  /** Units held and bought. */
  readonly units: number;
  readonly isMember: boolean;
}

export type ClaimProblem =
  | { readonly code: 'NOT_FOUND' }
  | { readonly code: 'MEMBERS_ONLY' }
  | { readonly code: 'DEAL_NOT_STARTED'; readonly opensAt: string }
  | { readonly code: 'DEAL_ENDED' }
  | { readonly code: 'DEAL_ALREADY_CLAIMED'; readonly claimId: DealClaimId }
  | { readonly code: 'DEAL_LIMIT_REACHED'; readonly limit: number }
  | { readonly code: 'DEAL_SOLD_OUT'; readonly left: number };

/**
 * Whether a customer may claim. What concerns the customer comes before "sold out", so that whoever
 * has a unit is not told that there are none.
 */
export function decideClaim(deal: Deal, own: OwnClaims, quantity: number, now: Date): Result<null, ClaimProblem> {
  const status = dealStatus(deal, now);
  if (status === 'IN_REVIEW') return err({ code: 'NOT_FOUND' });
  if (status === 'ENDED' || status === 'CANCELLED') return err({ code: 'DEAL_ENDED' });
  if (deal.membersOnly && !own.isMember) return err({ code: 'MEMBERS_ONLY' });
  const opensAt = own.isMember ? (deal.memberEarlyAccessAt ?? deal.startsAt) : deal.startsAt;
  if (opensAt > now) return err({ code: 'DEAL_NOT_STARTED', opensAt: opensAt.toISOString() });
  if (own.heldClaimId !== null) return err({ code: 'DEAL_ALREADY_CLAIMED', claimId: own.heldClaimId });
  if (own.units + quantity > deal.perCustomerLimit) {
    return err({ code: 'DEAL_LIMIT_REACHED', limit: deal.perCustomerLimit });
  }
  const left = deal.quantity - deal.claimed;
  return quantity > left ? err({ code: 'DEAL_SOLD_OUT', left }) : ok(null);
}
