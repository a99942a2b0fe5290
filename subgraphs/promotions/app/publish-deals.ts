import type { DealChanged } from '@emporium/contracts/events';
import type { DealId } from '@emporium/contracts/ids';
import type { MoneyWire } from '@emporium/contracts/money';
import type { Tx, UnitOfWork } from '@emporium/platform/db';
import { toWire } from '@emporium/platform/money';
import { appendToOutbox } from '@emporium/platform/outbox';
import { appendToStream } from '@emporium/platform/streams';
import { percentClaimed, remainingBand, type Deal, type DealStatus, type RemainingBand } from '../domain/deal.ts';
import type { DealStore, Publication } from './ports.ts';
import { releaseStockLater } from './release-deal-stock.ts';

/** All deals share one subject, so that a subscription to several of them resumes from one sequence. */
export const TICKS_SUBJECT = 'deal-ticks';

/** Everything a countdown shows; enough by itself, so that a tick costs no query however many watch. */
export type Tick = {
  readonly dealId: DealId;
  readonly status: DealStatus;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly percentClaimed: number;
  readonly remainingBand: RemainingBand;
  readonly dealPrice: MoneyWire;
};

export const tickOf = (deal: Deal, status: DealStatus): Tick => ({
  dealId: deal.id,
  status,
  startsAt: deal.startsAt.toISOString(),
  endsAt: deal.endsAt.toISOString(),
  percentClaimed: percentClaimed(deal),
  remainingBand: remainingBand(deal),
  dealPrice: toWire(deal.dealPrice),
});

const BATCH = 100;
/** A claim's units may be in a checkout until then, and come back to the deal if it fails. */
const LONGEST_CHECKOUT_MS = 30 * 60_000;

/**
 * Tells the world what has become of deals since it was told last: one tick for each that changed,
 * at most one a second, however many claims came; an event when the status is another one. A deal
 * that is over has its unsold units given back once no claim or checkout can ask for them any more.
 *
 * @returns how many deals it told of, a hundred at most
 */
export const publishDeals =
  ({ uow, deals, now }: { readonly uow: UnitOfWork; readonly deals: DealStore; readonly now: () => Date }) =>
  (): Promise<number> =>
    uow.run(async (tx) => {
      const at = now();
      const changed = await deals.lockUnpublished(tx, at, BATCH);
      for (const { deal, status, toldStatus, sequence } of changed) {
        const isNews = eventStatus(status) !== eventStatus(toldStatus);
        if (isNews) publish(tx, deal, eventStatus(status)!, sequence + 1);
        if (status === 'ENDED') {
          const lastHoldMs = deal.endsAt.getTime() + deal.claimHoldSeconds * 1_000;
          releaseStockLater(tx, deal.id, 'ended', new Date(lastHoldMs + LONGEST_CHECKOUT_MS));
        }
        deals.recordPublication(tx, { deal, status, sequence: isNews ? sequence + 1 : sequence, at });
        appendToStream(tx, TICKS_SUBJECT, tickOf(deal, status));
      }
      return changed.length;
    });

/** Early access is for members on the deal's own page; for everybody else the deal is still to come. */
function eventStatus(status: Publication['status']): DealChanged['status'] | null {
  if (status === 'IN_REVIEW') return null;
  return status === 'EARLY_ACCESS' ? 'SCHEDULED' : status;
}

function publish(tx: Tx, deal: Deal, status: DealChanged['status'], sequence: number): void {
  appendToOutbox(tx, deal.id, {
    type: 'promotions.deal-changed.v1',
    dealId: deal.id,
    sequence,
    offerId: deal.offerId,
    productId: deal.productId,
    status,
    dealPrice: toWire(deal.dealPrice),
    membersOnly: deal.membersOnly,
    startsAt: deal.startsAt.toISOString(),
    endsAt: deal.endsAt.toISOString(),
  } satisfies DealChanged);
}
