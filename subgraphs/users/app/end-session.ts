import type { SessionId, UserId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import { err, ok, type Result } from '@emporium/platform/result';
import type { AccountStore, SessionStore } from './ports.ts';

interface Deps {
  readonly uow: UnitOfWork;
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly now: () => Date;
}

/** Signs one of the account's devices out: no more refreshes. Its access token still works until it ends. */
export const revokeSession =
  ({ uow, accounts, sessions, now }: Deps) =>
  (userId: UserId, sessionId: SessionId): Promise<Result<SessionId, { readonly code: 'NOT_FOUND' }>> =>
    uow.run(async (tx) => {
      const at = now();
      const [live] = await sessions.lockLive(tx, userId, at, sessionId);
      if (live === undefined) return err({ code: 'NOT_FOUND' as const });
      sessions.revoke(tx, [live], at);
      accounts.recordSecurityEvent(tx, { userId, kind: 'SESSION_REVOKED', device: null, at });
      return ok(live);
    });
