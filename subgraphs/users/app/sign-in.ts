import type { GuestId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { err, ok, type Result } from '@emporium/platform/result';
import { afterFailure, lockOf } from '../domain/lockout.ts';
import { openSession, signGrant, type SessionGrant, type SignedIn } from './auth-tokens.ts';
import { mergeGuest } from './merge-guest.ts';
import type {
  AccountStore,
  AttemptStore,
  Credentials,
  GuestStore,
  Limiter,
  MembershipStore,
  PasswordHasher,
  Secrets,
  SessionStore,
  TokenSigner,
} from './ports.ts';

export interface SignIn {
  readonly email: string;
  readonly password: string;
  readonly device: string | null;
  readonly guestToken: string | null;
}

export type SignInProblem =
  | { readonly code: 'INVALID_CREDENTIALS' }
  | { readonly code: 'ACCOUNT_LOCKED'; readonly lockedUntil: Date }
  | { readonly code: 'RATE_LIMITED'; readonly waitMs: number };

export interface SignInDeps {
  readonly uow: UnitOfWork;
  readonly accounts: AccountStore;
  readonly attempts: AttemptStore;
  readonly sessions: SessionStore;
  readonly memberships: MembershipStore;
  readonly guests: GuestStore;
  readonly hasher: PasswordHasher;
  readonly secrets: Secrets;
  readonly signer: TokenSigner;
  readonly limiter: Limiter;
  readonly newId: NewId;
  readonly now: () => Date;
}

/**
 * Opens a session for whoever knows the password. An address without an account takes the same steps and
 * statements as one with a wrong password, lock-out included, so nobody learns which addresses have accounts.
 * A guest token that proves nothing any more does not stand in the way; there is only nothing to take over.
 */
export const signIn =
  (deps: SignInDeps) =>
  async (command: SignIn): Promise<Result<SignedIn, SignInProblem>> => {
    const waitMs = await deps.limiter.waitMs('sign-in', command.email);
    if (waitMs !== null) return err({ code: 'RATE_LIMITED', waitMs });

    const [attempts, credentials] = await Promise.all([
      deps.attempts.find(command.email),
      deps.accounts.findCredentials(command.email),
    ]);
    const lockedUntil = lockOf(attempts, deps.now());
    if (lockedUntil !== null) return err({ code: 'ACCOUNT_LOCKED', lockedUntil });

    const isRight = await deps.hasher.verify(command.password, credentials?.passwordHash ?? null);
    if (!isRight || credentials === null) return err(await countFailure(deps, command));

    const guestId = command.guestToken === null ? null : await deps.signer.guestOf(command.guestToken);
    const admitted = await admit(deps, command, credentials, guestId);
    return admitted.ok ? ok(await signGrant(deps.signer, admitted.value)) : admitted;
  };

/** Not a failed `Result` inside the transaction: that would take the count back. */
function countFailure(deps: SignInDeps, { email, device }: SignIn): Promise<SignInProblem> {
  return deps.uow.run(async (tx): Promise<SignInProblem> => {
    const now = deps.now();
    const attempts = await deps.attempts.lockToCount(tx, email);
    const already = lockOf(attempts, now);
    if (already !== null) return { code: 'ACCOUNT_LOCKED', lockedUntil: already };

    const counted = afterFailure(attempts, now);
    deps.attempts.save(tx, email, counted);
    const kind = counted.lockedUntil === null ? 'SIGN_IN_FAILED' : 'ACCOUNT_LOCKED';
    deps.accounts.recordSecurityEventByEmail(tx, email, { kind, device, at: now });
    if (counted.lockedUntil === null) return { code: 'INVALID_CREDENTIALS' };
    return { code: 'ACCOUNT_LOCKED', lockedUntil: counted.lockedUntil };
  });
}

/**
 * The lock is looked at again: of many guesses sent at once, those that are checked after the fifth failure learn
 * nothing, right or wrong. The password too: it may have been reset while it was being checked.
 */
function admit(
  deps: SignInDeps,
  { email, device }: SignIn,
  { userId, passwordHash }: Credentials,
  guestId: GuestId | null,
): Promise<Result<SessionGrant, SignInProblem>> {
  return deps.uow.run(async (tx) => {
    const now = deps.now();
    const [attempts, account, memberships] = await Promise.all([
      deps.attempts.lock(tx, email),
      deps.accounts.lock(tx, userId, 'share'),
      deps.memberships.of(tx, userId),
    ]);
    const lockedUntil = lockOf(attempts, now);
    if (lockedUntil !== null) return err({ code: 'ACCOUNT_LOCKED' as const, lockedUntil });
    if (account?.passwordHash !== passwordHash) return err({ code: 'INVALID_CREDENTIALS' as const });

    if (attempts.failures > 0) deps.attempts.clear(tx, email);
    const grant = openSession(tx, deps, account, memberships, { device, now });
    deps.accounts.recordSecurityEvent(tx, { userId, kind: 'SIGN_IN', device, at: now });
    if (guestId !== null) await mergeGuest(tx, deps.guests, guestId, userId, now);
    return ok(grant);
  });
}
