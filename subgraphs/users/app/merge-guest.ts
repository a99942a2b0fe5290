import type { GuestMerged } from '@emporium/contracts/events';
import type { GuestId, UserId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import { appendToOutbox } from '@emporium/platform/outbox';
import type { GuestStore } from './ports.ts';

/**
 * What the guest owns becomes the account's. A guest belongs to the first account that it signs in to;
 * signing in there again takes over what the guest has put aside since, another account gets nothing.
 */
export async function mergeGuest(
  tx: Tx,
  guests: GuestStore,
  guestId: GuestId,
  userId: UserId,
  now: Date,
): Promise<void> {
  if (!(await guests.claim(tx, guestId, userId, now))) return;
  appendToOutbox(tx, guestId, { type: 'users.guest-merged.v1', guestId, userId } satisfies GuestMerged);
}
