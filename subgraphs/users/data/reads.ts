import type { AddressId, NotificationId, UserId } from '@emporium/contracts/ids';
import { idAfter, type Page } from '@emporium/platform/cursor';
import type { Database } from '@emporium/platform/db';
import type { LiveSession, Profile, SecurityEvent, UsersReads } from '../app/reads.ts';
import type { Account, PostalAddress, SavedAddress } from '../domain/account.ts';
import type { ApiClient } from '../domain/api-client.ts';
import type { Notification } from '../domain/notification.ts';
import { ACCOUNT_COLUMNS, toAccount, type AccountRow } from './account-store.ts';
import { ADDRESS_COLUMNS, toSavedAddress, type AddressRow } from './address-store.ts';
import { API_CLIENT_COLUMNS, toApiClient, type ApiClientRow } from './api-client-store.ts';
import { NOTIFICATION_COLUMNS, toNotification, type NotificationRow } from './notification-store.ts';

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

export const postgresReads = (db: Database): UsersReads => ({
  async accounts(ids: readonly UserId[]): Promise<Account[]> {
    const rows = await db.query<AccountRow>(`SELECT ${ACCOUNT_COLUMNS} FROM account WHERE id = ANY($1)`, [ids]);
    return rows.map(toAccount);
  },

  profiles: (ids: readonly UserId[]): Promise<Profile[]> =>
    db.query<Profile>(
      `SELECT id, display_name AS "displayName", created_at AS "createdAt" FROM account WHERE id = ANY($1)`,
      [ids],
    ),

  /** Accounts whose address or name begins with the text; all of them without one. */
  async searchAccounts(search: string | null, page: Page): Promise<Account[]> {
    const prefix = search === null ? null : `${escapeLike(search.toLowerCase())}%`;
    const rows = await db.search<AccountRow>(
      `SELECT ${ACCOUNT_COLUMNS} FROM account
        WHERE ($1::text IS NULL OR email LIKE $1 OR lower(display_name) LIKE $1) AND ($2::text IS NULL OR id > $2)
        ORDER BY id LIMIT $3`,
      [prefix, idAfter(page), page.first + 1],
    );
    return rows.map(toAccount);
  },

  async addresses(userIds: readonly UserId[]): Promise<(SavedAddress & { readonly userId: UserId })[]> {
    const rows = await db.query<AddressRow & { user_id: UserId }>(
      `SELECT ${ADDRESS_COLUMNS}, user_id FROM user_address WHERE user_id = ANY($1) ORDER BY user_id, id`,
      [userIds],
    );
    return rows.map((row) => ({ ...toSavedAddress(row), userId: row.user_id }));
  },

  /** The owner is in the WHERE: another account's address is none. Null: the default. */
  async address(ownerId: string, id: AddressId | null): Promise<PostalAddress | null> {
    const row = await db.one<{ address: PostalAddress }>(
      'SELECT address FROM user_address WHERE user_id = $2 AND (id = $1 OR ($1::text IS NULL AND is_default))',
      [id, ownerId],
    );
    return row?.address ?? null;
  },

  async apiClients(ownerId: UserId): Promise<ApiClient[]> {
    const rows = await db.query<ApiClientRow>(
      `SELECT ${API_CLIENT_COLUMNS} FROM api_client WHERE owner_id = $1 AND revoked_at IS NULL ORDER BY id`,
      [ownerId],
    );
    return rows.map(toApiClient);
  },

  liveSessions: (userId: UserId, now: Date, page: Page): Promise<LiveSession[]> =>
    db.query<LiveSession>(
      `SELECT id, device, created_at AS "createdAt", last_seen_at AS "lastSeenAt" FROM session
        WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2 AND ($3::text IS NULL OR id < $3)
        ORDER BY id DESC LIMIT $4`,
      [userId, now, idAfter(page), page.first + 1],
    ),

  securityEvents: (userId: UserId, page: Page): Promise<SecurityEvent[]> =>
    db.query<SecurityEvent>(
      `SELECT id, kind, device, at FROM security_event WHERE user_id = $1 AND ($2::text IS NULL OR id < $2)
        ORDER BY id DESC LIMIT $3`,
      [userId, idAfter(page), page.first + 1],
    ),

  async notifications(userId: UserId, unreadOnly: boolean, page: Page): Promise<Notification[]> {
    const rows = await db.query<NotificationRow>(
      `SELECT ${NOTIFICATION_COLUMNS} FROM notification
        WHERE user_id = $1 AND (NOT $2 OR read_at IS NULL) AND ($3::text IS NULL OR id < $3)
        ORDER BY id DESC LIMIT $4`,
      [userId, unreadOnly, idAfter(page), page.first + 1],
    );
    return rows.map(toNotification);
  },

  async notification(userId: UserId, id: NotificationId): Promise<Notification | null> {
    const row = await db.one<NotificationRow>(
      `SELECT ${NOTIFICATION_COLUMNS} FROM notification WHERE id = $1 AND user_id = $2`,
      [id, userId],
    );
    return row ? toNotification(row) : null;
  },

  async unreadCount(userId: UserId): Promise<number> {
    const row = await db.one<{ count: number }>(
      'SELECT count(*)::int AS count FROM notification WHERE user_id = $1 AND read_at IS NULL',
      [userId],
    );
    return row!.count;
  },
});
