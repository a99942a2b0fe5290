import type { NotificationId, OrderId, UserId } from '@emporium/contracts/ids';
import type { NotificationStore } from '../app/ports.ts';
import type { Notification, NotificationChannel, NotificationTemplate } from '../domain/notification.ts';

export interface NotificationRow {
  readonly id: NotificationId;
  readonly user_id: UserId;
  readonly channel: NotificationChannel;
  readonly template: NotificationTemplate;
  readonly title: string;
  readonly body: string;
  readonly deep_link: string | null;
  readonly subject_id: OrderId | null;
  readonly created_at: Date;
  readonly read_at: Date | null;
}

export const NOTIFICATION_COLUMNS = `id, user_id, channel, template, title, body, deep_link, subject_id, created_at, read_at`;

export const toNotification = (row: NotificationRow): Notification => ({
  id: row.id,
  userId: row.user_id,
  channel: row.channel,
  template: row.template,
  title: row.title,
  body: row.body,
  deepLink: row.deep_link,
  subjectId: row.subject_id,
  createdAt: row.created_at,
  readAt: row.read_at,
});

export const postgresNotificationStore = (): NotificationStore => ({
  insert(tx, notification) {
    tx.write(
      `INSERT INTO notification (id, user_id, channel, template, title, body, deep_link, subject_id, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        notification.id,
        notification.userId,
        notification.channel,
        notification.template,
        notification.title,
        notification.body,
        notification.deepLink,
        notification.subjectId,
        notification.createdAt,
      ],
    );
  },

  markRead(tx, userId, ids, now) {
    tx.write('UPDATE notification SET read_at = $3 WHERE user_id = $1 AND id = ANY($2) AND read_at IS NULL', [
      userId,
      ids,
      now,
    ]);
  },
});
