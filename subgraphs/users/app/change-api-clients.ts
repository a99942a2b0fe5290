import type { ApiClientId, UserId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { err, ok, type Result } from '@emporium/platform/result';
import { decideGrant, keyOf, startOf, type ApiClient, type ApiClientProblem } from '../domain/api-client.ts';
import { scopesOf } from '../domain/roles.ts';
import type { AccountStore, ApiClientStore, MembershipStore, Secrets } from './ports.ts';

interface Deps {
  readonly uow: UnitOfWork;
  readonly accounts: AccountStore;
  readonly memberships: MembershipStore;
  readonly apiClients: ApiClientStore;
  readonly secrets: Secrets;
  readonly newId: NewId;
  readonly now: () => Date;
}

/** A client with its key, which nobody will see again. The account is locked, so that its limit holds. */
export const createApiClient =
  (deps: Deps) =>
  (
    ownerId: UserId,
    entry: { name: string; scopes: readonly string[] },
  ): Promise<Result<{ client: ApiClient; key: string }, ApiClientProblem>> =>
    deps.uow.run(async (tx) => {
      const [account, memberships] = await Promise.all([
        deps.accounts.lock(tx, ownerId),
        deps.memberships.of(tx, ownerId),
      ]);
      if (account === null) return err({ code: 'NOT_FOUND' as const });
      const held = scopesOf(account.roles, memberships);
      const granted = decideGrant(entry.scopes, held, await deps.apiClients.countLive(tx, ownerId));
      if (!granted.ok) return granted;

      const key = keyOf(deps.secrets.newToken());
      const client: ApiClient = {
        id: deps.newId('apc'),
        ownerId,
        name: entry.name,
        scopes: granted.value,
        keyStart: startOf(key),
        createdAt: deps.now(),
        lastUsedAt: null,
      };
      deps.apiClients.insert(tx, client, deps.secrets.hashOf(key));
      const event = { userId: ownerId, kind: 'API_CLIENT_CREATED', device: null, at: client.createdAt } as const;
      deps.accounts.recordSecurityEvent(tx, event);
      return ok({ client, key });
    });

/** Ends a key for good; gateways that know it forget it within a minute. Null for the owner: anybody's. */
export const revokeApiClient =
  ({ uow, accounts, apiClients, now }: Deps) =>
  (id: ApiClientId, ownerId: UserId | null): Promise<Result<ApiClient, ApiClientProblem>> =>
    uow.run(async (tx) => {
      const client = await apiClients.lockLive(tx, id, ownerId);
      if (client === null) return err({ code: 'NOT_FOUND' as const });
      apiClients.revoke(tx, id, now());
      accounts.recordSecurityEvent(tx, {
        userId: client.ownerId,
        kind: 'API_CLIENT_REVOKED',
        device: null,
        at: now(),
      });
      return ok(client);
    });
