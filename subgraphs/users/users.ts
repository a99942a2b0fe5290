import { postgresRateLimiter } from '@emporium/platform/kv';
import type { SubgraphDeps } from '@emporium/platform/subgraph';
import { createAddress, deleteAddress, updateAddress } from './app/change-addresses.ts';
import { createApiClient, revokeApiClient } from './app/change-api-clients.ts';
import { revokeSession } from './app/end-session.ts';
import { guestFromToken } from './app/guest-from-token.ts';
import { identifyApiClient } from './app/identify-api-client.ts';
import { markRead } from './app/mark-read.ts';
import { refreshSession } from './app/refresh-session.ts';
import { registerUser } from './app/register-user.ts';
import { requestPasswordReset, sendPasswordReset } from './app/request-password-reset.ts';
import { resetPassword } from './app/reset-password.ts';
import { signIn } from './app/sign-in.ts';
import { startGuest } from './app/start-guest.ts';
import { tellBuyer } from './app/tell-buyer.ts';
import { setRoles, updateUser } from './app/update-user.ts';
import { verifyEmail } from './app/verify-email.ts';
import { postgresAccountStore } from './data/account-store.ts';
import { postgresAddressStore } from './data/address-store.ts';
import { postgresApiClientStore } from './data/api-client-store.ts';
import { postgresAttemptStore } from './data/attempt-store.ts';
import { postgresGuestStore } from './data/guest-store.ts';
import { createLimiter } from './data/limiter.ts';
import { postgresMailTokenStore } from './data/mail-token-store.ts';
import { mailboxMailer } from './data/mailbox.ts';
import { postgresMembershipStore } from './data/membership-store.ts';
import { postgresNotificationStore } from './data/notification-store.ts';
import { argon2Hasher } from './data/password-hasher.ts';
import { createSecrets, deriveKey } from './data/secrets.ts';
import { postgresSessionStore } from './data/session-store.ts';
import { postgresSigningKeys } from './data/signing-keys.ts';
import { createTokenSigner } from './data/token-signer.ts';

type Deps = Pick<SubgraphDeps, 'db' | 'secret' | 'newId' | 'now' | 'log'>;

/** All use-cases on their stores. */
export function createUsers({ db, secret, newId, now, log }: Deps) {
  const { uow } = db;
  const accounts = postgresAccountStore({ db, newId });
  const attempts = postgresAttemptStore({ db, key: deriveKey(secret, 'sign-in attempts') });
  const sessions = postgresSessionStore();
  const memberships = postgresMembershipStore();
  const guests = postgresGuestStore(db);
  const addresses = postgresAddressStore();
  const apiClients = postgresApiClientStore();
  const mailTokens = postgresMailTokenStore(db);
  const notifications = postgresNotificationStore();
  const mailer = mailboxMailer();
  const hasher = argon2Hasher();
  const secrets = createSecrets(secret);
  const limiter = createLimiter(postgresRateLimiter({ db, log }), deriveKey(secret, 'rate limits'));
  const keys = postgresSigningKeys({ db, sealingKey: deriveKey(secret, 'signing keys'), now });
  const signer = createTokenSigner({ keys, now });

  const all = {
    uow,
    accounts,
    attempts,
    sessions,
    memberships,
    guests,
    addresses,
    apiClients,
    mailTokens,
    notifications,
    mailer,
    hasher,
    secrets,
    limiter,
    signer,
    newId,
    now,
  };
  return {
    keys,
    memberships,
    startGuest: startGuest(all),
    guestFromToken: guestFromToken(all),
    registerUser: registerUser(all),
    verifyEmail: verifyEmail(all),
    signIn: signIn(all),
    refreshSession: refreshSession(all),
    revokeSession: revokeSession(all),
    requestPasswordReset: requestPasswordReset(all),
    sendPasswordReset: sendPasswordReset(all),
    resetPassword: resetPassword(all),
    updateUser: updateUser(all),
    setRoles: setRoles(all),
    createAddress: createAddress(all),
    updateAddress: updateAddress(all),
    deleteAddress: deleteAddress(all),
    createApiClient: createApiClient(all),
    revokeApiClient: revokeApiClient(all),
    identifyApiClient: identifyApiClient(all),
    markRead: markRead(all),
    tellBuyer: tellBuyer(all),
  };
}

export type Users = ReturnType<typeof createUsers>;
