import type { ApiClientId, GuestId, NotificationId, SellerId, SessionId, UserId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import type { Account, SavedAddress, SecurityEventKind } from '../domain/account.ts';
import type { ApiClient } from '../domain/api-client.ts';
import type { Attempts } from '../domain/lockout.ts';
import type { Mail } from '../domain/mail.ts';
import type { Notification } from '../domain/notification.ts';
import type { Membership, SellerRole } from '../domain/roles.ts';
import type { RefreshToken, Session } from '../domain/session.ts';

export interface Credentials {
  readonly userId: UserId;
  readonly passwordHash: string;
}

export interface AccountStore {
  /** For the moment before a password is checked, outside of any transaction. */
  findCredentials(email: string): Promise<Credentials | null>;
  /** False when the address is taken, also by somebody who registers at this very moment. */
  insert(tx: Tx, account: Account, passwordHash: string): Promise<boolean>;
  /** Locked against changes; `share` lets others read it at the same time. */
  lock(tx: Tx, id: UserId, mode?: 'update' | 'share'): Promise<(Account & { readonly passwordHash: string }) | null>;
  update(tx: Tx, account: Account): void;
  setPassword(tx: Tx, id: UserId, passwordHash: string): void;
  recordSecurityEvent(tx: Tx, event: SecurityEvent): void;
  /** The same, for whoever has this address: one statement whether or not an account has it. */
  recordSecurityEventByEmail(tx: Tx, email: string, event: Omit<SecurityEvent, 'userId'>): void;
}

export interface SecurityEvent {
  readonly userId: UserId;
  readonly kind: SecurityEventKind;
  readonly device: string | null;
  readonly at: Date;
}

/** Failed sign-ins, by a keyed hash of the address: also for addresses that no account has. */
export interface AttemptStore {
  find(email: string): Promise<Attempts>;
  lock(tx: Tx, email: string): Promise<Attempts>;
  /** Locks also what is not there yet: for whoever is about to count. */
  lockToCount(tx: Tx, email: string): Promise<Attempts>;
  save(tx: Tx, email: string, attempts: Attempts): void;
  clear(tx: Tx, email: string): void;
}

export interface SessionStore {
  insert(tx: Tx, session: Session, tokenHash: Buffer): void;
  /** The token with its session, both locked. */
  lockByToken(tx: Tx, tokenHash: Buffer): Promise<{ token: RefreshToken; session: Session } | null>;
  /** Spends a token that leaves a successor. */
  rotate(tx: Tx, rotation: Rotation): void;
  /** The account's sessions that still live, or one of them; locked. */
  lockLive(tx: Tx, userId: UserId, now: Date, only?: SessionId): Promise<readonly SessionId[]>;
  revoke(tx: Tx, ids: readonly SessionId[], now: Date): void;
}

export interface Rotation {
  readonly sessionId: SessionId;
  readonly spentHash: Buffer;
  readonly successorHash: Buffer;
  readonly now: Date;
  readonly sessionExpiresAt: Date;
}

export interface MembershipStore {
  of(tx: Tx, userId: UserId): Promise<readonly Membership[]>;
  /** Role null: left. */
  set(tx: Tx, userId: UserId, sellerId: SellerId, role: SellerRole | null): void;
}

export interface GuestStore {
  /** Makes the guest the account's; false when it is another account's already. */
  claim(tx: Tx, guestId: GuestId, userId: UserId, now: Date): Promise<boolean>;
  /** The account that has taken the guest over. */
  claimantOf(guestId: GuestId): Promise<UserId | null>;
}

export interface AddressStore {
  /** The account's addresses, oldest first. The account is locked. */
  bookOf(tx: Tx, userId: UserId): Promise<readonly SavedAddress[]>;
  replaceBook(tx: Tx, userId: UserId, book: readonly SavedAddress[]): void;
}

export interface ApiClientStore {
  /** The account is locked. */
  countLive(tx: Tx, ownerId: UserId): Promise<number>;
  insert(tx: Tx, client: ApiClient, keyHash: Buffer): void;
  /** With an owner, only when it is theirs. */
  lockLive(tx: Tx, id: ApiClientId, ownerId: UserId | null): Promise<ApiClient | null>;
  lockByKey(tx: Tx, keyHash: Buffer): Promise<ApiClient | null>;
  revoke(tx: Tx, id: ApiClientId, now: Date): void;
  recordUse(tx: Tx, id: ApiClientId, now: Date): void;
}

export type MailTokenPurpose = 'VERIFY_EMAIL' | 'RESET_PASSWORD';

export interface MailTokenOwner {
  readonly userId: UserId;
  /** Where the token was sent. */
  readonly email: string;
}

/** One-time tokens that travel by mail, kept by hash. */
export interface MailTokenStore {
  insert(
    tx: Tx,
    token: { hash: Buffer; userId: UserId; purpose: MailTokenPurpose; email: string; expiresAt: Date },
  ): void;
  /** Whose it is, without spending it; null when it is of no use. */
  find(hash: Buffer, purpose: MailTokenPurpose, now: Date): Promise<MailTokenOwner | null>;
  /** Spends the token; null when there is none, it is spent or too old. */
  take(tx: Tx, hash: Buffer, purpose: MailTokenPurpose, now: Date): Promise<MailTokenOwner | null>;
  /** Makes all of an account's worthless. */
  discard(tx: Tx, userId: UserId, purpose: MailTokenPurpose): void;
}

/** Hands a message over for delivery if the transaction commits. */
export interface Mailer {
  send(tx: Tx, mail: Mail): void;
}

export interface NotificationStore {
  insert(tx: Tx, notification: Notification): void;
  markRead(tx: Tx, userId: UserId, ids: readonly NotificationId[], now: Date): void;
}

/** argon2id. Hashes wait for each other, so that many sign-ins at once take time and not memory. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** With null it takes as long as with a hash, and is false. */
  verify(password: string, hash: string | null): Promise<boolean>;
}

export interface AccessToken {
  readonly token: string;
  readonly expiresAt: Date;
}

export interface TokenSigner {
  forUser(userId: UserId, sessionId: SessionId, scopes: readonly string[]): Promise<AccessToken>;
  forGuest(guestId: GuestId): Promise<AccessToken>;
  /** The guest that a token proves; null when it proves none, or no longer. */
  guestOf(token: string): Promise<GuestId | null>;
}

export interface Limiter {
  /** Milliseconds to wait, or null when it may go on. */
  waitMs(action: 'sign-in' | 'register' | 'password-reset', email: string): Promise<number | null>;
}

/** Random secrets that clients carry, and the hashes that are kept of them. */
export interface Secrets {
  newToken(): string;
  /** SHA-256: a random token needs no slow hash. */
  hashOf(token: string): Buffer;
  /** The refresh token that follows this one: the same for the same nonce. */
  successorOf(token: string, nonce: string): string;
}
