import type { UserId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { err, ok, type Result } from '@emporium/platform/result';
import { passwordChangedMail } from '../domain/mail.ts';
import { passwordProblem } from '../domain/password.ts';
import { notify } from './notify.ts';
import type {
  AccountStore,
  AttemptStore,
  Mailer,
  MailTokenStore,
  NotificationStore,
  PasswordHasher,
  Secrets,
  SessionStore,
} from './ports.ts';

export type ResetProblem =
  { readonly code: 'TOKEN_EXPIRED' } | { readonly code: 'PASSWORD_TOO_WEAK'; readonly message: string };

export interface ResetDeps {
  readonly uow: UnitOfWork;
  readonly accounts: AccountStore;
  readonly attempts: AttemptStore;
  readonly sessions: SessionStore;
  readonly mailTokens: MailTokenStore;
  readonly notifications: NotificationStore;
  readonly mailer: Mailer;
  readonly hasher: PasswordHasher;
  readonly secrets: Secrets;
  readonly newId: NewId;
  readonly now: () => Date;
}

/** Sets a new password, signs every device out and unlocks the account. The token proves the mailbox too. */
export const resetPassword =
  (deps: ResetDeps) =>
  async (token: string, password: string): Promise<Result<UserId, ResetProblem>> => {
    const tokenHash = deps.secrets.hashOf(token);
    const owner = await deps.mailTokens.find(tokenHash, 'RESET_PASSWORD', deps.now());
    if (owner === null) return err({ code: 'TOKEN_EXPIRED' });
    const message = passwordProblem(password, owner.email);
    if (message !== null) return err({ code: 'PASSWORD_TOO_WEAK', message });
    const passwordHash = await deps.hasher.hash(password);

    return deps.uow.run(async (tx) => {
      const now = deps.now();
      const taken = await deps.mailTokens.take(tx, tokenHash, 'RESET_PASSWORD', now);
      const account = taken === null ? null : await deps.accounts.lock(tx, taken.userId);
      if (account === null) return err({ code: 'TOKEN_EXPIRED' as const });

      deps.accounts.setPassword(tx, account.id, passwordHash);
      if (!account.emailVerified) deps.accounts.update(tx, { ...account, emailVerified: true });
      deps.mailTokens.discard(tx, account.id, 'RESET_PASSWORD');
      deps.attempts.clear(tx, account.email);
      deps.sessions.revoke(tx, await deps.sessions.lockLive(tx, account.id, now), now);
      deps.accounts.recordSecurityEvent(tx, { userId: account.id, kind: 'PASSWORD_CHANGED', device: null, at: now });
      deps.mailer.send(tx, passwordChangedMail(account.email, account.displayName));
      notify(tx, deps, account.id, 'EMAIL', PASSWORD_CHANGED, now);
      return ok(account.id);
    });
  };

const PASSWORD_CHANGED = {
  template: 'password-changed',
  title: 'Your password was changed',
  body: 'Every device was signed out. If it was not you, ask for a new password at once.',
  deepLink: '/account/security',
  subjectId: null,
} as const;
