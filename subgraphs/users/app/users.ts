import type { UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { createAddress, deleteAddress, updateAddress } from './change-addresses.ts';
import { createApiClient, revokeApiClient } from './change-api-clients.ts';
import { revokeSession } from './end-session.ts';
import { guestFromToken } from './guest-from-token.ts';
import { identifyApiClient } from './identify-api-client.ts';
import { markRead } from './mark-read.ts';
import type {
  AccountStore,
  AddressStore,
  ApiClientStore,
  AttemptStore,
  GuestStore,
  Limiter,
  Mailer,
  MailTokenStore,
  MembershipStore,
  NotificationStore,
  PasswordHasher,
  Secrets,
  SessionStore,
  TokenSigner,
} from './ports.ts';
import { refreshSession } from './refresh-session.ts';
import { registerUser } from './register-user.ts';
import { requestPasswordReset, sendPasswordReset } from './request-password-reset.ts';
import { resetPassword } from './reset-password.ts';
import { signIn } from './sign-in.ts';
import { startGuest } from './start-guest.ts';
import { tellBuyer } from './tell-buyer.ts';
import { setRoles, updateUser } from './update-user.ts';
import { verifyEmail } from './verify-email.ts';

export interface UsersStores {
  readonly accounts: AccountStore;
  readonly attempts: AttemptStore;
  readonly sessions: SessionStore;
  readonly memberships: MembershipStore;
  readonly guests: GuestStore;
  readonly addresses: AddressStore;
  readonly apiClients: ApiClientStore;
  readonly mailTokens: MailTokenStore;
  readonly notifications: NotificationStore;
}

interface UsersDeps extends UsersStores {
  readonly uow: UnitOfWork;
  readonly mailer: Mailer;
  readonly hasher: PasswordHasher;
  readonly secrets: Secrets;
  readonly limiter: Limiter;
  readonly signer: TokenSigner;
  readonly newId: NewId;
  readonly now: () => Date;
}

/** All use-cases, by name. */
export function createUsers(deps: UsersDeps) {
  return {
    startGuest: startGuest(deps),
    guestFromToken: guestFromToken(deps),
    registerUser: registerUser(deps),
    verifyEmail: verifyEmail(deps),
    signIn: signIn(deps),
    refreshSession: refreshSession(deps),
    revokeSession: revokeSession(deps),
    requestPasswordReset: requestPasswordReset(deps),
    sendPasswordReset: sendPasswordReset(deps),
    resetPassword: resetPassword(deps),
    updateUser: updateUser(deps),
    setRoles: setRoles(deps),
    createAddress: createAddress(deps),
    updateAddress: updateAddress(deps),
    deleteAddress: deleteAddress(deps),
    createApiClient: createApiClient(deps),
    revokeApiClient: revokeApiClient(deps),
    identifyApiClient: identifyApiClient(deps),
    markRead: markRead(deps),
    tellBuyer: tellBuyer(deps),
    recordMembership: deps.memberships.set,
  };
}

export type Users = ReturnType<typeof createUsers>;
