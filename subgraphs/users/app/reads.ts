import type { AddressId, NotificationId, SecurityEventId, SessionId, UserId } from '@emporium/contracts/ids';
import type { Page } from '@emporium/platform/cursor';
import type { Account, PostalAddress, SavedAddress, SecurityEventKind } from '../domain/account.ts';
import type { ApiClient } from '../domain/api-client.ts';
import type { Notification } from '../domain/notification.ts';

/** What anybody may know of a person. */
export interface Profile {
  readonly id: UserId;
  readonly displayName: string;
  readonly createdAt: Date;
}

export interface LiveSession {
  readonly id: SessionId;
  readonly device: string | null;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
}

export interface SecurityEvent {
  readonly id: SecurityEventId;
  readonly kind: SecurityEventKind;
  readonly device: string | null;
  readonly at: Date;
}

/** What the schema shows, straight from the tables; a list answers one row more than the page asks for. */
export interface UsersReads {
  accounts(ids: readonly UserId[]): Promise<readonly Account[]>;
  profiles(ids: readonly UserId[]): Promise<readonly Profile[]>;
  /** Accounts whose address or name begins with the text; all of them without one. */
  searchAccounts(search: string | null, page: Page): Promise<readonly Account[]>;
  addresses(userIds: readonly UserId[]): Promise<readonly (SavedAddress & { readonly userId: UserId })[]>;
  /** Another account's address is none. */
  /** Null id: the default. */
  address(ownerId: string, id: AddressId | null): Promise<PostalAddress | null>;
  apiClients(ownerId: UserId): Promise<readonly ApiClient[]>;
  liveSessions(userId: UserId, now: Date, page: Page): Promise<readonly LiveSession[]>;
  securityEvents(userId: UserId, page: Page): Promise<readonly SecurityEvent[]>;
  notifications(userId: UserId, unreadOnly: boolean, page: Page): Promise<readonly Notification[]>;
  notification(userId: UserId, id: NotificationId): Promise<Notification | null>;
  unreadCount(userId: UserId): Promise<number>;
}
