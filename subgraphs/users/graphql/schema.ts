import type { UserId } from '@emporium/contracts/ids';
import { buildSubgraph, eachById, type SubgraphSchema } from '@emporium/platform/graphql';
import type { UsersReads } from '../app/reads.ts';
import type { Users } from '../app/users.ts';
import { AccountRecoveryResolver } from './account-recovery.resolver.ts';
import { AddressResolver } from './address.resolver.ts';
import { ApiClientResolver } from './api-client.resolver.ts';
import { maySee, type UsersContext } from './context.ts';
import { DeviceResolver, SessionFieldResolver } from './device.resolver.ts';
import { InternalResolver } from './internal.resolver.ts';
import {
  NotificationConnectionResolver,
  NotificationFieldResolver,
  NotificationResolver,
} from './notification.resolver.ts';
import { toPublicProfile } from './profile.ts';
import { SessionResolver } from './session.resolver.ts';
import { ApiClientType } from './types/api-client.ts';
import { UserAddress } from './types/address.ts';
import { AccountLockedError, SecurityEventType } from './types/session.ts';
import { UserResolver } from './user.resolver.ts';

export const createSchema = (users: Users, reads: UsersReads, now: () => Date): SubgraphSchema =>
  buildSubgraph<UsersContext>({
    resolvers: [
      new AccountRecoveryResolver(users),
      new AddressResolver(users),
      new ApiClientResolver(users, reads),
      new DeviceResolver(reads, now),
      new InternalResolver(users, reads),
      new NotificationConnectionResolver(reads),
      new NotificationFieldResolver(),
      new NotificationResolver(users, reads),
      new SessionFieldResolver(),
      new SessionResolver(users),
      new UserResolver(users, reads),
    ],
    orphanedTypes: [AccountLockedError, ApiClientType, SecurityEventType, UserAddress],
    references: {
      User: eachById(async (id: UserId, { viewer, accounts }) => (maySee(viewer, id) ? accounts.load(id) : null)),
      PublicProfile: eachById(async (id: UserId, { profiles }) => {
        const profile = await profiles.load(id);
        return profile && toPublicProfile(profile);
      }),
    },
  });
