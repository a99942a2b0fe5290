import type { SessionId, UserId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import type { Account } from '../domain/account.ts';
import { scopesOf, type Membership } from '../domain/roles.ts';
import { sessionEnd } from '../domain/session.ts';
import type { Secrets, SessionStore, TokenSigner } from './ports.ts';

/** What a client is given for a session: a token for every request and one to get the next pair. */
export interface AuthTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** When the access token ends. */
  readonly expiresAt: Date;
}

export interface SignedIn {
  readonly userId: UserId;
  readonly tokens: AuthTokens;
}

/** A session as its transaction leaves it; the access token is signed after the commit. */
export interface SessionGrant {
  readonly userId: UserId;
  readonly sessionId: SessionId;
  readonly scopes: readonly string[];
  readonly refreshToken: string;
}

interface OpenDeps {
  readonly sessions: SessionStore;
  readonly secrets: Secrets;
  readonly newId: NewId;
}

/** Begins a session with its first refresh token. */
export function openSession(
  tx: Tx,
  { sessions, secrets, newId }: OpenDeps,
  account: Pick<Account, 'id' | 'roles'>,
  memberships: readonly Membership[],
  { device, now }: { device: string | null; now: Date },
): SessionGrant {
  const refreshToken = secrets.newToken();
  const session = {
    id: newId('ses'),
    userId: account.id,
    device,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: sessionEnd(now, now),
    revokedAt: null,
  };
  sessions.insert(tx, session, secrets.hashOf(refreshToken));
  return { userId: account.id, sessionId: session.id, scopes: scopesOf(account.roles, memberships), refreshToken };
}

export async function signGrant(
  signer: TokenSigner,
  { userId, sessionId, scopes, refreshToken }: SessionGrant,
): Promise<SignedIn> {
  const { token, expiresAt } = await signer.forUser(userId, sessionId, scopes);
  return { userId, tokens: { accessToken: token, refreshToken, expiresAt } };
}
