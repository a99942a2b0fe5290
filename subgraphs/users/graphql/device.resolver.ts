import { connectionOf, encodeCursor, page } from '@emporium/platform/cursor';
import { type Connection, PageArgs, Paginated } from '@emporium/platform/graphql';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { LiveSession, SecurityEvent, UsersReads } from '../app/reads.ts';
import type { Account } from '../domain/account.ts';
import type { UsersContext } from './context.ts';
import { SecurityEventConnection, Session, SessionConnection } from './types/session.ts';
import { User } from './types/user.ts';

/** Where an account is signed in, and what happened to it. */
@Resolver(() => User)
export class DeviceResolver {
  constructor(
    private readonly reads: UsersReads,
    private readonly now: () => Date,
  ) {}

  @Paginated()
  @FieldResolver(() => SessionConnection, { description: 'Where the account is signed in, the latest first.' })
  async sessions(@Root() account: Account, @Args(() => PageArgs) args: PageArgs): Promise<Connection<LiveSession>> {
    const limits = page(args);
    const sessions = await this.reads.liveSessions(account.id, this.now(), limits);
    return connectionOf(sessions, limits, (session) => encodeCursor([session.id]));
  }

  @Paginated()
  @FieldResolver(() => SecurityEventConnection, { description: 'What happened to the account, the latest first.' })
  async securityEvents(
    @Root() account: Account,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Connection<SecurityEvent>> {
    const limits = page(args);
    return connectionOf(await this.reads.securityEvents(account.id, limits), limits, (event) =>
      encodeCursor([event.id]),
    );
  }
}

@Resolver(() => Session)
export class SessionFieldResolver {
  @FieldResolver(() => Boolean, { description: 'It is the one that asks.' })
  current(@Root() session: LiveSession, @Ctx() { viewer }: UsersContext): boolean {
    return viewer.kind === 'user' && viewer.sessionId === session.id;
  }
}
