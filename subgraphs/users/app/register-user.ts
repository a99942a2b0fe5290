import type { UserRegistered } from '@emporium/contracts/events';
import type { UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { appendToOutbox } from '@emporium/platform/outbox';
import { err, ok, type Result } from '@emporium/platform/result';
import { DEFAULT_PREFERENCES, type Account } from '../domain/account.ts';
import { VERIFICATION_HOURS, verificationMail } from '../domain/mail.ts';
import { openSession, signGrant, type SignedIn } from './auth-tokens.ts';
import { mergeGuest } from './merge-guest.ts';
import { notify } from './notify.ts';
import type {
  AccountStore,
  GuestStore,
  Limiter,
  Mailer,
  MailTokenStore,
  NotificationStore,
  PasswordHasher,
  Secrets,
  SessionStore,
  TokenSigner,
} from './ports.ts';

export interface RegisterUser {
  readonly email: string;
  readonly password: string;
  readonly displayName: string;
  readonly locale: string | null;
  readonly marketingConsent: boolean;
  readonly guestToken: string | null;
}

export type RegisterProblem =
  { readonly code: 'EMAIL_TAKEN' } | { readonly code: 'RATE_LIMITED'; readonly waitMs: number };

export interface RegisterDeps {
  readonly uow: UnitOfWork;
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly guests: GuestStore;
  readonly mailTokens: MailTokenStore;
  readonly notifications: NotificationStore;
  readonly mailer: Mailer;
  readonly hasher: PasswordHasher;
  readonly secrets: Secrets;
  readonly signer: TokenSigner;
  readonly limiter: Limiter;
  readonly newId: NewId;
  readonly now: () => Date;
}

/**
 * Makes an account and signs it in. Of several that register one address at once, one succeeds. The address is usable
 * at once and confirmed later, by the token that is mailed to it.
 */
export const registerUser =
  (deps: RegisterDeps) =>
  async (command: RegisterUser): Promise<Result<SignedIn, RegisterProblem>> => {
    const waitMs = await deps.limiter.waitMs('register', command.email);
    if (waitMs !== null) return err({ code: 'RATE_LIMITED', waitMs });
    const [passwordHash, guestId] = await Promise.all([
      deps.hasher.hash(command.password),
      command.guestToken === null ? null : deps.signer.guestOf(command.guestToken),
    ]);

    const registered = await deps.uow.run(async (tx) => {
      const now = deps.now();
      const account = newAccount(command, deps.newId, now);
      if (!(await deps.accounts.insert(tx, account, passwordHash))) return err({ code: 'EMAIL_TAKEN' as const });
      const grant = openSession(tx, deps, account, [], { device: null, now });
      if (guestId !== null) await mergeGuest(tx, deps.guests, guestId, account.id, now);

      const token = deps.secrets.newToken();
      deps.mailTokens.insert(tx, {
        hash: deps.secrets.hashOf(token),
        userId: account.id,
        purpose: 'VERIFY_EMAIL',
        email: account.email,
        expiresAt: new Date(now.getTime() + VERIFICATION_HOURS * 3_600_000),
      });
      deps.mailer.send(tx, verificationMail(account.email, account.displayName, token));
      deps.accounts.recordSecurityEvent(tx, { userId: account.id, kind: 'SIGN_IN', device: null, at: now });
      appendToOutbox(tx, account.id, {
        type: 'users.user-registered.v1',
        userId: account.id,
      } satisfies UserRegistered);
      notify(tx, deps, account.id, 'EMAIL', VERIFICATION_SENT, now);
      return ok(grant);
    });
    return registered.ok ? ok(await signGrant(deps.signer, registered.value)) : registered;
  };

const VERIFICATION_SENT = {
  template: 'email-verification',
  title: 'Confirm your email address',
  body: 'We have sent you a code. Until you confirm it, your address counts as unverified.',
  deepLink: '/account',
  subjectId: null,
} as const;

const newAccount = (command: RegisterUser, newId: NewId, now: Date): Account => ({
  id: newId('usr'),
  email: command.email,
  emailVerified: false,
  displayName: command.displayName,
  phone: null,
  locale: command.locale ?? 'en-US',
  preferredCurrency: 'USD',
  preferences: { ...DEFAULT_PREFERENCES, marketingEmail: command.marketingConsent },
  roles: ['CUSTOMER'],
  createdAt: now,
});
