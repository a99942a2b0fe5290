import type { UserId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { appendToStream } from '@emporium/platform/streams';
import type { Message, NotificationChannel } from '../domain/notification.ts';
import type { NotificationStore } from './ports.ts';

/** An account's notifications count in one sequence. */
export const notificationsSubject = (userId: UserId): string => `notifications:${userId}`;

interface Deps {
  readonly notifications: NotificationStore;
  readonly newId: NewId;
}

/** Records a notification and shows it to whoever watches. Call it last: it locks the stream's head to the commit. */
export function notify(
  tx: Tx,
  { notifications, newId }: Deps,
  userId: UserId,
  channel: NotificationChannel,
  message: Message,
  now: Date,
): void {
  const notification = { ...message, id: newId('ntf'), userId, channel, createdAt: now, readAt: null };
  notifications.insert(tx, notification);
  appendToStream(tx, notificationsSubject(userId), { notificationId: notification.id });
}
