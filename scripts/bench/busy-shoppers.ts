import { setTimeout as delay } from 'node:timers/promises';
import { DealClaimDocument, DealClaimReleaseDocument } from '@emporium/web-client';
import type { Pool } from 'undici';
import { guest, key } from './shopper.ts';

/** A deal ticks when its count has changed, and once a second at most. */
const TURN_MS = 1_000;

/** A shopper for each deal claims a unit, and gives it back a second later, over and over, until the signal: every deal ticks. */
export async function keepDealsBusy(pool: Pool, dealIds: readonly string[], signal: AbortSignal): Promise<void> {
  const shop = async (dealId: string): Promise<void> => {
    const shopper = await guest(pool);
    let held: string | null = null;
    while (!signal.aborted) {
      if (held === null) {
        const { claim } = await shopper.do(DealClaimDocument, {
          input: { dealId, quantity: 1, idempotencyKey: key() },
        });
        held = claim!.id;
      } else {
        await shopper.do(DealClaimReleaseDocument, { claimId: held });
        held = null;
      }
      await delay(TURN_MS);
    }
  };
  await Promise.all(dealIds.map(shop));
}
