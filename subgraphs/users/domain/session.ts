import type { SessionId, UserId } from '@emporium/contracts/ids';

/** A session is a family of refresh tokens: each is used once and leaves one successor. */
export interface Session {
  readonly id: SessionId;
  readonly userId: UserId;
  readonly device: string | null;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

/** A refresh token as it is kept: by hash. */
export interface RefreshToken {
  /** Mixed into the successor, so that it follows from the token only for whoever has the database too. */
  readonly nonce: string;
  readonly usedAt: Date | null;
  /** A token that follows this one was used. */
  readonly isOvertaken: boolean;
}

const DAY_MS = 24 * 3_600_000;
/** Without a refresh a session ends after this. */
const IDLE_LIFETIME_MS = 30 * DAY_MS;
/** A session ends after this however busy it is. */
const WHOLE_LIFETIME_MS = 180 * DAY_MS;
/** Two tabs, or a client whose answer got lost, may use one token twice within this time. */
export const REUSE_GRACE_MS = 10_000;

export const sessionEnd = (createdAt: Date, now: Date): Date =>
  new Date(Math.min(now.getTime() + IDLE_LIFETIME_MS, createdAt.getTime() + WHOLE_LIFETIME_MS));

export type RefreshDecision =
  /** First use: the token is spent, its successor begins. */
  | 'ROTATE'
  /** The same token again, at once: the same successor is handed out again. */
  | 'REPEAT'
  /** Somebody uses a token that was spent: either the owner or a thief has the successor, so nobody keeps it. */
  | 'REUSED'
  /** Revoked or too old. */
  | 'ENDED';

export function decideRefresh(token: RefreshToken, session: Session, now: Date): RefreshDecision {
  if (session.revokedAt !== null || session.expiresAt <= now) return 'ENDED';
  if (token.usedAt === null) return 'ROTATE';
  const isFresh = now.getTime() - token.usedAt.getTime() <= REUSE_GRACE_MS;
  return isFresh && !token.isOvertaken ? 'REPEAT' : 'REUSED';
}
