import type { UnitOfWork } from '@emporium/platform/db';
import { enqueueJob } from '@emporium/platform/jobs';
import { err, ok, type Result } from '@emporium/platform/result';
import { RESET_MINUTES, resetMail } from '../domain/mail.ts';
import type { AccountStore, Limiter, Mailer, MailTokenStore, Secrets } from './ports.ts';

/** The job that looks whether there is an account. */
export const SEND_RESET_TASK = 'send-password-reset';

export type ResetRequestProblem = { readonly code: 'RATE_LIMITED'; readonly waitMs: number };

/** Queues the same job for every address, so that neither the answer nor its timing tells whether an account has it. */
export const requestPasswordReset =
  ({ uow, limiter }: { uow: UnitOfWork; limiter: Limiter }) =>
  async (email: string): Promise<Result<null, ResetRequestProblem>> => {
    const waitMs = await limiter.waitMs('password-reset', email);
    if (waitMs !== null) return err({ code: 'RATE_LIMITED', waitMs });
    await uow.run(async (tx) => enqueueJob(tx, SEND_RESET_TASK, { email }, { key: `reset:${email}` }));
    return ok(null);
  };

interface SendDeps {
  readonly uow: UnitOfWork;
  readonly accounts: AccountStore;
  readonly mailTokens: MailTokenStore;
  readonly mailer: Mailer;
  readonly secrets: Secrets;
  readonly now: () => Date;
}

/** Mails a token to the account with this address, if there is one. Twice is two mails, both of which work. */
export const sendPasswordReset =
  ({ uow, accounts, mailTokens, mailer, secrets, now }: SendDeps) =>
  async (email: string): Promise<void> => {
    const credentials = await accounts.findCredentials(email);
    if (credentials === null) return;
    await uow.run(async (tx) => {
      const account = await accounts.lock(tx, credentials.userId, 'share');
      if (account === null) return;
      const token = secrets.newToken();
      mailTokens.insert(tx, {
        hash: secrets.hashOf(token),
        userId: account.id,
        purpose: 'RESET_PASSWORD',
        email,
        expiresAt: new Date(now().getTime() + RESET_MINUTES * 60_000),
      });
      mailer.send(tx, resetMail(email, account.displayName, token));
    });
  };
