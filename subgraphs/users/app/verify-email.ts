import type { UserId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import { err, ok, type Result } from '@emporium/platform/result';
import type { AccountStore, MailTokenStore, Secrets } from './ports.ts';

interface Deps {
  readonly uow: UnitOfWork;
  readonly accounts: AccountStore;
  readonly mailTokens: MailTokenStore;
  readonly secrets: Secrets;
  readonly now: () => Date;
}

/** Whoever has the token reads the mailbox; it counts for the address that it was sent to. */
export const verifyEmail =
  ({ uow, accounts, mailTokens, secrets, now }: Deps) =>
  (token: string): Promise<Result<UserId, { readonly code: 'TOKEN_EXPIRED' }>> =>
    uow.run(async (tx) => {
      const owner = await mailTokens.take(tx, secrets.hashOf(token), 'VERIFY_EMAIL', now());
      const account = owner === null ? null : await accounts.lock(tx, owner.userId);
      if (owner === null || account === null || account.email !== owner.email) {
        return err({ code: 'TOKEN_EXPIRED' as const });
      }
      accounts.update(tx, { ...account, emailVerified: true });
      return ok(account.id);
    });
