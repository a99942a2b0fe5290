import type { UserId } from '@emporium/contracts/ids';
import { manyByKey, oneByKey } from '@emporium/platform/graphql';
import { hasScopes, type Viewer } from '@emporium/platform/identity';
import type { Streams } from '@emporium/platform/streams';
import type { RequestContext } from '@emporium/platform/subgraph';
import type DataLoader from 'dataloader';
import type { Profile, UsersReads } from '../app/reads.ts';
import type { Account, SavedAddress } from '../domain/account.ts';

export interface UsersContext extends RequestContext {
  readonly streams: Streams;
  /** Accounts, whoever asks: check `maySee` where the id comes from a client. */
  readonly accounts: DataLoader<UserId, Account | null>;
  readonly profiles: DataLoader<UserId, Profile | null>;
  readonly addresses: DataLoader<UserId, readonly SavedAddress[]>;
}

/** Loaders gather what one operation asks for into one statement each, and forget it with the operation. */
export const createContext =
  (reads: UsersReads, streams: Streams) =>
  (request: RequestContext): UsersContext => ({
    ...request,
    streams,
    accounts: oneByKey(
      (ids) => reads.accounts(ids),
      (account) => account.id,
    ),
    profiles: oneByKey(
      (ids) => reads.profiles(ids),
      (profile) => profile.id,
    ),
    addresses: manyByKey(
      (ids) => reads.addresses(ids),
      (address) => address.userId,
    ),
  });

/** People see their own account, support and administrators everybody's, and so do services. */
export const maySee = (viewer: Viewer, userId: string): boolean =>
  (viewer.kind === 'user' && viewer.id === userId) ||
  hasScopes(viewer, [['admin:users'], ['support:users'], ['internal']]);
