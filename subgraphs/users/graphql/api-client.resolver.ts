import type { UserId } from '@emporium/contracts/ids';
import { Internal, mutate, requireInput } from '@emporium/platform/graphql';
import { hasScopes, requireUser, type Viewer } from '@emporium/platform/identity';
import { Arg, Ctx, Directive, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { IdentifiedApiClient } from '../app/identify-api-client.ts';
import type { UsersReads } from '../app/reads.ts';
import type { Users } from '../app/users.ts';
import { MAX_SCOPES, type ApiClient } from '../domain/api-client.ts';
import type { UsersContext } from './context.ts';
import { apiClientError } from './errors.ts';
import { ApiClientIdentity, ApiClientPayload, ApiClientType } from './types/api-client.ts';

const KEY_HASH = { max: 43, pattern: /^[\w-]{43}$/, hint: 'Send the SHA-256 of the key as base64url.' };

/** Keys of partners’ programs: one’s own, and everybody’s for administrators. */
@Resolver()
export class ApiClientResolver {
  constructor(
    private readonly users: Users,
    private readonly reads: UsersReads,
  ) {}

  @Directive('@authenticated')
  @Directive('@listSize(assumedSize: 50)')
  @Query(() => [ApiClientType], {
    nullable: true,
    description: 'The live API clients of an account, the oldest first; at most 50.',
  })
  apiClients(
    @Ctx() { viewer }: UsersContext,
    @Arg('ownerId', () => ID, {
      nullable: true,
      description: 'Whose, for administrators; the viewer’s own by default.',
    })
    ownerId: string | null,
  ): Promise<readonly ApiClient[]> {
    const viewerId = requireUser(viewer);
    const input = requireInput({ ownerId }, (p) => ({ ownerId: p.optional.id('usr', 'ownerId') }));
    const asked = input.ownerId ?? viewerId;
    return asked === viewerId || isAdministrator(viewer) ? this.reads.apiClients(asked) : Promise.resolve([]);
  }

  @Directive('@authenticated')
  @Mutation(() => ApiClientPayload, {
    nullable: true,
    description: 'Makes an API client with scopes that the viewer has; the answer holds its key, this once.',
  })
  apiClientCreate(
    @Ctx() { viewer }: UsersContext,
    @Arg('name', () => String, { description: 'What to call it; at most 60 characters.' }) name: string,
    @Arg('scopes', () => [String], { description: 'What it may do; each a scope of the viewer’s. None is fine.' })
    scopes: string[],
  ): Promise<ApiClientPayload> {
    return mutate<ApiClientPayload>(async () => {
      const ownerId = requireUser(viewer);
      const entry = requireInput({ name, scopes }, (p) => ({
        name: p.text('name', { max: 60 }),
        scopes: p.texts('scopes', { min: 0, max: MAX_SCOPES, each: { max: 64 }, uniqueBy: (scope) => scope }),
      }));
      const created = await this.users.createApiClient(ownerId, entry);
      return created.ok
        ? { apiClient: created.value.client, key: created.value.key, userErrors: [] }
        : { userErrors: [apiClientError(created.error)] };
    });
  }

  @Directive('@authenticated')
  @Mutation(() => ApiClientPayload, {
    nullable: true,
    description: 'Ends a key of the viewer’s, or for administrators anybody’s. It counts for a minute more at most.',
  })
  apiClientRevoke(
    @Ctx() { viewer }: UsersContext,
    @Arg('id', () => ID, { description: 'The client’s id.' }) id: string,
  ): Promise<ApiClientPayload> {
    return mutate<ApiClientPayload>(async () => {
      const viewerId: UserId = requireUser(viewer);
      const command = requireInput({ id }, (p) => ({ id: p.id('apc', 'id') }));
      const revoked = await this.users.revokeApiClient(command.id, isAdministrator(viewer) ? null : viewerId);
      return revoked.ok
        ? { apiClient: revoked.value, userErrors: [] }
        : { userErrors: [apiClientError(revoked.error)] };
    });
  }

  @Internal()
  @Query(() => ApiClientIdentity, {
    nullable: true,
    description: 'Who calls with a key, by its SHA-256 as base64url; null for a key that is none, or no longer.',
  })
  apiClientByKeyHash(
    @Arg('keyHash', () => String, { description: 'The hash; the key itself stays where it was sent.' }) keyHash: string,
  ): Promise<IdentifiedApiClient | null> {
    const input = requireInput({ keyHash }, (p) => ({ keyHash: p.text('keyHash', KEY_HASH) }));
    return this.users.identifyApiClient(Buffer.from(input.keyHash, 'base64url'));
  }
}

const isAdministrator = (viewer: Viewer): boolean => hasScopes(viewer, [['admin:users']]);
