import type { NotificationId, OrderId, UserId } from '@emporium/contracts/ids';

export type NotificationChannel = 'EMAIL' | 'IN_APP';

export type NotificationTemplate =
  | 'email-verification'
  | 'password-changed'
  | 'order-confirmed'
  | 'order-payment-failed'
  | 'order-cancelled'
  | 'shipment-shipped'
  | 'shipment-delivered'
  | 'shipment-payment-failed';

/** What is told, apart from whom and how. */
export interface Message {
  readonly template: NotificationTemplate;
  readonly title: string;
  readonly body: string;
  /** Where a client goes when it is opened: a path such as `/orders/ord_…`. */
  readonly deepLink: string | null;
  /** What it is about. */
  readonly subjectId: OrderId | null;
}

export interface Notification extends Message {
  readonly id: NotificationId;
  readonly userId: UserId;
  readonly channel: NotificationChannel;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

/** Mail is as good as sent when it is handed over; what is shown in the app is delivered. */
export const statusOf = ({ channel, readAt }: Notification): 'SENT' | 'DELIVERED' | 'READ' => {
  if (readAt !== null) return 'READ';
  return channel === 'EMAIL' ? 'SENT' : 'DELIVERED';
};
