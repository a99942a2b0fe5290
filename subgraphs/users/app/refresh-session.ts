import type { Tx, UnitOfWork } from '@emporium/platform/db';
import { err, ok, type Result } from '@emporium/platform/result';
import { scopesOf } from '../domain/roles.ts';
import { decideRefresh, sessionEnd } from '../domain/session.ts';
import { signGrant, type SessionGrant, type SignedIn } from './auth-tokens.ts';
import type { AccountStore, MembershipStore, Secrets, SessionStore, TokenSigner } from './ports.ts';

export type RefreshProblem = { readonly code: 'TOKEN_EXPIRED' };

export interface RefreshDeps {
  readonly uow: UnitOfWork;
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly memberships: MembershipStore;
  readonly secrets: Secrets;
  readonly signer: TokenSigner;
  readonly now: () => Date;
}

/**
 * Exchanges a refresh token for the next pair, with the roles and memberships of now. A token works once. Used again at
 * once (`REUSE_GRACE_MS`) it gives the same successor, so that two tabs stay one session; used later it ends the session
 * with all its tokens. Forged, unknown, revoked and too old are one answer: whoever asks learns nothing.
 */
export const refreshSession =
  (deps: RefreshDeps) =>
  async (refreshToken: string): Promise<Result<SignedIn, RefreshProblem>> => {
    const grant = await deps.uow.run((tx) => exchange(tx, deps, refreshToken));
    return grant === null ? err({ code: 'TOKEN_EXPIRED' }) : ok(await signGrant(deps.signer, grant));
  };

/** Null refuses and commits all the same: a reused token must end its session. */
async function exchange(tx: Tx, deps: RefreshDeps, refreshToken: string): Promise<SessionGrant | null> {
  const now = deps.now();
  const spentHash = deps.secrets.hashOf(refreshToken);
  const found = await deps.sessions.lockByToken(tx, spentHash);
  if (found === null) return null;
  const { token, session } = found;

  switch (decideRefresh(token, session, now)) {
    case 'ENDED':
      return null;
    case 'REUSED':
      deps.sessions.revoke(tx, [session.id], now);
      deps.accounts.recordSecurityEvent(tx, {
        userId: session.userId,
        kind: 'REFRESH_TOKEN_REUSED',
        device: session.device,
        at: now,
      });
      return null;
    case 'ROTATE':
    case 'REPEAT': {
      const [account, memberships] = await Promise.all([
        deps.accounts.lock(tx, session.userId, 'share'),
        deps.memberships.of(tx, session.userId),
      ]);
      if (account === null) return null;
      const successor = deps.secrets.successorOf(refreshToken, token.nonce);
      if (token.usedAt === null) {
        const successorHash = deps.secrets.hashOf(successor);
        const sessionExpiresAt = sessionEnd(session.createdAt, now);
        deps.sessions.rotate(tx, { sessionId: session.id, spentHash, successorHash, now, sessionExpiresAt });
      }
      const scopes = scopesOf(account.roles, memberships);
      return { userId: account.id, sessionId: session.id, scopes, refreshToken: successor };
    }
  }
}
