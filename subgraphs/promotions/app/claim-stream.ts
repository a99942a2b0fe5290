import type { DealClaimEnded } from '@emporium/contracts/events';
import type { DealClaimId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import { appendToOutbox } from '@emporium/platform/outbox';
import { appendToStream } from '@emporium/platform/streams';
import type { DealClaim, DealClaimStatus } from '../domain/deal-claim.ts';

/** What watchers of a claim are sent. */
export type ClaimPayload = { readonly status: DealClaimStatus; readonly expiresAt: string };

export const claimSubject = (id: DealClaimId): string => `claim:${id}`;

export function tellWatchers(tx: Tx, claim: DealClaim, status: DealClaimStatus): void {
  const payload: ClaimPayload = { status, expiresAt: claim.expiresAt.toISOString() };
  appendToStream(tx, claimSubject(claim.id), payload);
}

/** The claim came to nothing: its watchers learn it, and carts. */
export function announceEnd(tx: Tx, claim: DealClaim, reason: DealClaimEnded['reason']): void {
  appendToOutbox(tx, claim.dealId, {
    type: 'promotions.deal-claim-ended.v1',
    dealId: claim.dealId,
    claimId: claim.id,
    reason,
  } satisfies DealClaimEnded);
  tellWatchers(tx, claim, reason);
}
