import { connectionTypes, describedEnum, GraphQLBigInt, GraphQLDateTime, Node } from '@emporium/platform/graphql';
import { Field, ID, ObjectType } from 'type-graphql';

export const NotificationChannelEnum = describedEnum('NotificationChannel', 'How somebody was told.', {
  EMAIL: 'By mail alone.',
  IN_APP: 'In the app, and by mail.',
});

export const NotificationStatus = describedEnum('NotificationStatus', 'How far it got.', {
  SENT: 'Handed over to be delivered.',
  DELIVERED: 'There to be seen.',
  READ: 'Marked as read.',
});

@ObjectType('Notification', { implements: Node, description: 'Something an account was told.' })
export class NotificationType extends Node {
  @Field(() => NotificationChannelEnum, { description: 'How the account was told.' })
  channel: keyof typeof NotificationChannelEnum;
  @Field(() => String, { description: 'Which message it is, such as `order-confirmed`.' })
  template: string;
  @Field(() => String, { description: 'The message in one line.' })
  title: string;
  @Field(() => String, { description: 'The whole message, plain text.' })
  body: string;
  @Field(() => String, { nullable: true, description: 'Where to go when it is opened, such as `/orders/ord_…`.' })
  deepLink: string | null;
  @Field(() => ID, { nullable: true, description: 'What it is about, such as an order.' })
  subjectId: string | null;
  @Field(() => GraphQLDateTime, { description: 'When it was sent.' })
  createdAt: Date;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was read.' })
  readAt: Date | null;
}

export const { Connection: NotificationConnection } = connectionTypes('Notification', () => NotificationType);

@ObjectType('NotificationEvent', { description: 'A new notification.' })
export class NotificationEvent {
  @Field(() => GraphQLBigInt, {
    description: 'Counts up for the account; pass the last one seen as `after` to resume.',
  })
  sequence: bigint;
  @Field(() => NotificationType, { description: 'The notification.' })
  notification: object;
}
