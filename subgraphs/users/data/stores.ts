import type { Database } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import type { UsersStores } from '../app/users.ts';
import { postgresAccountStore } from './account-store.ts';
import { postgresAddressStore } from './address-store.ts';
import { postgresApiClientStore } from './api-client-store.ts';
import { postgresAttemptStore } from './attempt-store.ts';
import { postgresGuestStore } from './guest-store.ts';
import { postgresMailTokenStore } from './mail-token-store.ts';
import { postgresMembershipStore } from './membership-store.ts';
import { postgresNotificationStore } from './notification-store.ts';
import { deriveKey } from './secrets.ts';
import { postgresSessionStore } from './session-store.ts';

export const postgresStores = ({ db, secret, newId }: { db: Database; secret: string; newId: NewId }): UsersStores => ({
  accounts: postgresAccountStore({ db, newId }),
  attempts: postgresAttemptStore({ db, key: deriveKey(secret, 'sign-in attempts') }),
  sessions: postgresSessionStore(),
  memberships: postgresMembershipStore(),
  guests: postgresGuestStore(db),
  addresses: postgresAddressStore(),
  apiClients: postgresApiClientStore(),
  mailTokens: postgresMailTokenStore(db),
  notifications: postgresNotificationStore(),
});
