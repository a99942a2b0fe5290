import type { NotificationId, UserId } from '@emporium/contracts/ids';
import { connectionOf, encodeCursor, page, type ConnectionOf } from '@emporium/platform/cursor';
import { GraphQLBigInt, mutate, PageArgs, Paginated, requireInput } from '@emporium/platform/graphql';
import { requireUser } from '@emporium/platform/identity';
import type { StreamEvent } from '@emporium/platform/streams';
import {
  Arg,
  Args,
  Ctx,
  Directive,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { notificationsSubject } from '../app/notify.ts';
import type { UsersReads } from '../app/reads.ts';
import type { Users } from '../app/users.ts';
import type { Account } from '../domain/account.ts';
import { statusOf, type Notification } from '../domain/notification.ts';
import type { UsersContext } from './context.ts';
import {
  NotificationConnection,
  NotificationEvent,
  NotificationStatus,
  NotificationType,
} from './types/notification.ts';
import { SimplePayload, User } from './types/user.ts';

const MAX_MARKED = 100;

type NotificationPayload = { readonly notificationId: NotificationId };

/** A page, and whose it is: what the unread ones are counted by. */
type OwnedPage = ConnectionOf<Notification> & { readonly userId: UserId };

@Resolver(() => User)
export class NotificationResolver {
  constructor(
    private readonly users: Users,
    private readonly reads: UsersReads,
  ) {}

  @Paginated()
  @FieldResolver(() => NotificationConnection, { description: 'What the account was told, the latest first.' })
  async notifications(
    @Root() account: Account,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('unreadOnly', () => Boolean, { defaultValue: false, description: 'Leave out what was read.' })
    unreadOnly: boolean,
  ): Promise<OwnedPage> {
    const limits = page(args);
    const rows = await this.reads.notifications(account.id, unreadOnly, limits);
    return { ...connectionOf(rows, limits, (row) => encodeCursor([row.id])), userId: account.id };
  }

  @Directive('@authenticated')
  @Mutation(() => SimplePayload, {
    nullable: true,
    description: 'Marks notifications of the viewer as read. Others are passed over.',
  })
  notificationsMarkRead(
    @Arg('ids', () => [ID], { description: 'Which; at most 100.' }) ids: string[],
    @Ctx() { viewer }: UsersContext,
  ): Promise<SimplePayload> {
    return mutate<SimplePayload>(
      async () => {
        const userId = requireUser(viewer);
        const command = requireInput({ ids }, (p) => ({ ids: p.ids('ntf', 'ids', { max: MAX_MARKED }) }));
        await this.users.markRead(userId, command.ids);
        return { ok: true };
      },
      { ok: false },
    );
  }

  @Directive('@authenticated')
  @Subscription(() => NotificationEvent, {
    description: 'Tells the viewer’s account what is new.',
    subscribe: ({ args, context }) =>
      watchNotifications((args as { after?: bigint | null }).after, context as UsersContext),
  })
  async notificationReceived(
    @Root() event: StreamEvent<NotificationPayload>,
    @Arg('after', () => GraphQLBigInt, {
      nullable: true,
      description: 'The last sequence seen. Without it only what comes from now on is told.',
    })
    _after: bigint | null,
    @Ctx() { viewer }: UsersContext,
  ): Promise<NotificationEvent | null> {
    const notification = await this.reads.notification(requireUser(viewer), event.payload.notificationId);
    return notification && { sequence: event.sequence, notification };
  }
}

const watchNotifications = (after: bigint | null | undefined, { viewer, streams }: UsersContext) =>
  streams.subscribe<NotificationPayload>({ subject: notificationsSubject(requireUser(viewer)), after });

@Resolver(() => NotificationConnection)
export class NotificationConnectionResolver {
  constructor(private readonly reads: UsersReads) {}

  @FieldResolver(() => Int, { description: 'How many of all notifications are unread.' })
  unreadCount(@Root() { userId }: OwnedPage): Promise<number> {
    return this.reads.unreadCount(userId);
  }
}

@Resolver(() => NotificationType)
export class NotificationFieldResolver {
  @FieldResolver(() => NotificationStatus, { description: 'How far it got.' })
  status(@Root() notification: Notification): keyof typeof NotificationStatus {
    return statusOf(notification);
  }
}
