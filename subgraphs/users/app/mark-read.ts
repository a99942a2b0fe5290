import type { NotificationId, UserId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import type { NotificationStore } from './ports.ts';

/** Marks the account's own; others, and those that were read before, are passed over. */
export const markRead =
  ({ uow, notifications, now }: { uow: UnitOfWork; notifications: NotificationStore; now: () => Date }) =>
  (userId: UserId, ids: readonly NotificationId[]): Promise<void> =>
    uow.run(async (tx) => notifications.markRead(tx, userId, ids, now()));
