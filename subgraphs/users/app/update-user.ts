import type { UserId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import { err, ok, type Result } from '@emporium/platform/result';
import { changed, type AccountChanges } from '../domain/account.ts';
import { normalizeRoles, type Role } from '../domain/roles.ts';
import type { AccountStore } from './ports.ts';

export type UpdateProblem = { readonly code: 'NOT_FOUND' } | { readonly code: 'FORBIDDEN'; readonly message: string };
type Outcome = Promise<Result<UserId, UpdateProblem>>;

interface Deps {
  readonly uow: UnitOfWork;
  readonly accounts: AccountStore;
  readonly now: () => Date;
}

export const updateUser =
  ({ uow, accounts }: Deps) =>
  (id: UserId, changes: AccountChanges): Outcome =>
    uow.run(async (tx) => {
      const account = await accounts.lock(tx, id);
      if (account === null) return err({ code: 'NOT_FOUND' as const });
      accounts.update(tx, changed(account, changes));
      return ok(id);
    });

/** Takes effect with the account's next tokens. Nobody gives up being an administrator: there would soon be none. */
export const setRoles =
  ({ uow, accounts, now }: Deps) =>
  (id: UserId, roles: readonly Role[], administrator: UserId): Outcome =>
    uow.run(async (tx) => {
      const account = await accounts.lock(tx, id);
      if (account === null) return err({ code: 'NOT_FOUND' as const });
      const next = normalizeRoles(roles);
      if (id === administrator && account.roles.includes('ADMIN') && !next.includes('ADMIN')) {
        const message = 'You cannot take the administrator role from yourself. Ask another administrator.';
        return err({ code: 'FORBIDDEN' as const, message });
      }
      accounts.update(tx, { ...account, roles: next });
      accounts.recordSecurityEvent(tx, { userId: id, kind: 'ROLES_CHANGED', device: null, at: now() });
      return ok(id);
    });
