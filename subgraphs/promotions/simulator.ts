import type { GuestId } from '@emporium/contracts/ids';
import type { NewId } from '@emporium/platform/ids';
import type { Log } from '@emporium/platform/log';
import { startTicker, type Ticker } from '@emporium/platform/ticker';
import type { Promotions } from './app/promotions.ts';
import type { PromotionsReads } from './app/reads.ts';
import { percentClaimed, type Deal } from './domain/deal.ts';

interface SimulatorOptions {
  readonly promotions: Promotions;
  readonly reads: PromotionsReads;
  readonly now: () => Date;
  readonly newId: NewId;
  readonly log: Log;
}

const FASTEST_STEP_MS = 500;
const DEALS_WATCHED = 50;
const VISITS_A_STEP = 3;
/** Shoppers give units back beyond this, so that a visitor finds some. */
const BUSY_PERCENT = 60;

/** Well-formed ids that no guest has, the same in every run: what they hold is found again after a restart. */
const SHOPPERS = Array.from({ length: 64 }, (_, index): GuestId => `gst_${String(7e15 + index).padStart(26, '0')}`);

/**
 * Stands in for the shoppers of a busy day: every step a few of them claim a unit of a live deal, or
 * give theirs back, through the same use-cases that a client calls.
 */
export function simulateShoppers(options: SimulatorOptions & { readonly stepMs: number }): Ticker {
  const { reads, now, stepMs, log } = options;
  return startTicker({
    name: 'shopper simulator',
    everyMs: Math.max(stepMs, FASTEST_STEP_MS),
    log,
    work: async () => {
      const filter = { statuses: ['LIVE' as const], categoryId: null };
      const live = await reads.deals(filter, [], { first: DEALS_WATCHED, after: null }, now());
      const open = live.filter((deal) => !deal.membersOnly);
      for (let visit = 0; visit < VISITS_A_STEP && open.length > 0; visit += 1) {
        const [deal] = open.splice(Math.floor(Math.random() * open.length), 1);
        await shop(options, deal!);
      }
    },
  });
}

async function shop({ promotions, reads, now, newId }: SimulatorOptions, deal: Deal): Promise<void> {
  const holds = await reads.holdsOn(deal.id, SHOPPERS, now());
  const [oldest] = holds;
  const isBusy = percentClaimed(deal) >= BUSY_PERCENT;
  if (oldest !== undefined && (isBusy || Math.random() < 0.25)) {
    await promotions.releaseClaim(oldest.id, oldest.ownerId);
  } else if (!isBusy) {
    const ownerId = SHOPPERS.find((shopper) => holds.every((hold) => hold.ownerId !== shopper));
    if (ownerId === undefined) return;
    const idempotencyKey = `simulated:${newId('clm')}`;
    await promotions.claimDeal({ idempotencyKey, dealId: deal.id, ownerId, quantity: 1 });
  }
}

const SCHEDULE_EVERY_MS = 60_000;

/** Stands in for the sellers: the schedule that the seed began goes on for as long as the marketplace runs. */
export const simulateSellers = ({
  promotions,
  schedule,
  now,
  log,
}: Pick<SimulatorOptions, 'promotions' | 'now' | 'log'> & {
  readonly schedule: () => Promise<readonly Deal[]>;
}): Ticker =>
  startTicker({
    name: 'deal schedule simulator',
    everyMs: SCHEDULE_EVERY_MS,
    log,
    work: async () => promotions.scheduleDeals((await schedule()).filter((deal) => deal.endsAt > now())),
  });
