import type { ApiClientId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import { scopesNow } from '../domain/api-client.ts';
import { scopesOf } from '../domain/roles.ts';
import type { AccountStore, ApiClientStore, MembershipStore } from './ports.ts';

interface Deps {
  readonly uow: UnitOfWork;
  readonly accounts: AccountStore;
  readonly memberships: MembershipStore;
  readonly apiClients: ApiClientStore;
  readonly now: () => Date;
}

export interface IdentifiedApiClient {
  readonly id: ApiClientId;
  readonly scopes: readonly string[];
}

/** Whose key has this hash, and what it may do now; null for one that was never made or is revoked. */
export const identifyApiClient =
  ({ uow, accounts, memberships, apiClients, now }: Deps) =>
  (keyHash: Buffer): Promise<IdentifiedApiClient | null> =>
    uow.run(async (tx) => {
      const client = await apiClients.lockByKey(tx, keyHash);
      if (client === null) return null;
      const [owner, sellers] = await Promise.all([
        accounts.lock(tx, client.ownerId, 'share'),
        memberships.of(tx, client.ownerId),
      ]);
      if (owner === null) return null;
      apiClients.recordUse(tx, client.id, now());
      return { id: client.id, scopes: scopesNow(client.scopes, scopesOf(owner.roles, sellers)) };
    });
