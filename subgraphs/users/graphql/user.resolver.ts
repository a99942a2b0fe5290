import type { UserId } from '@emporium/contracts/ids';
import { connectionOf, encodeCursor, page } from '@emporium/platform/cursor';
import { type Connection, mutate, PageArgs, Paginated, requireInput } from '@emporium/platform/graphql';
import { requireUser } from '@emporium/platform/identity';
import type { CurrencyCode } from '@emporium/contracts/money';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { UsersReads } from '../app/reads.ts';
import type { Users } from '../app/users.ts';
import type { Account, AccountChanges, Preferences } from '../domain/account.ts';
import type { Role } from '../domain/roles.ts';
import { maySee, type UsersContext } from './context.ts';
import { updateError } from './errors.ts';
import { toPublicProfile } from './profile.ts';
import {
  PublicProfile,
  RoleEnum,
  User,
  UserConnection,
  UserPayload,
  UserUpdateInput,
  type UserPreferencesInput,
} from './types/user.ts';

const PHONE = { max: 32, pattern: /^\+?[\d ()./-]{4,}$/, hint: 'Write a phone number such as +49 30 123456.' };

/** Accounts: one’s own, and everybody’s for those who run the marketplace. */
@Resolver(() => User)
export class UserResolver {
  constructor(
    private readonly commands: Users,
    private readonly reads: UsersReads,
  ) {}

  @Directive('@authenticated')
  @Query(() => User, { nullable: true, description: 'The account that asks; null for a guest.' })
  async viewer(@Ctx() { viewer, accounts }: UsersContext): Promise<Account | null> {
    return viewer.kind === 'user' ? accounts.load(viewer.id) : null;
  }

  @Directive('@requiresScopes(scopes: [["admin:users"], ["support:users"]])')
  @Query(() => User, { nullable: true, description: 'One account; null when there is none with this id.' })
  async user(
    @Arg('id', () => ID, { description: 'The account’s id.' }) id: string,
    @Ctx() { viewer, accounts }: UsersContext,
  ): Promise<Account | null> {
    return maySee(viewer, id) ? accounts.load(id as UserId) : null;
  }

  @Paginated()
  @Directive('@requiresScopes(scopes: [["admin:users"]])')
  @Query(() => UserConnection, { nullable: true, description: 'All accounts, the oldest first.' })
  async users(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('search', () => String, { nullable: true, description: 'How the email address or the name begins.' })
    search: string | null,
  ): Promise<Connection<Account>> {
    const input = requireInput({ search }, (p) => ({ search: p.optional.text('search', { max: 254 }) }));
    const limits = page(args);
    return connectionOf(await this.reads.searchAccounts(input.search, limits), limits, (account) =>
      encodeCursor([account.id]),
    );
  }

  @FieldResolver(() => PublicProfile, { description: 'What others see.' })
  profile(@Root() account: Account): PublicProfile {
    return toPublicProfile(account);
  }

  @Directive('@authenticated')
  @Mutation(() => UserPayload, { nullable: true, description: 'Changes the viewer’s account.' })
  userUpdate(
    @Arg('input', () => UserUpdateInput, { description: 'What to change.' }) input: UserUpdateInput,
    @Ctx() context: UsersContext,
  ): Promise<UserPayload> {
    return mutate<UserPayload>(async () => {
      const id = requireUser(context.viewer);
      const changes = requireInput(input, (p): AccountChanges => {
        const displayName = p.optional.text('displayName', { max: 60 });
        const locale = p.optional.text('locale', { max: 35 });
        return {
          ...(displayName !== null && { displayName }),
          ...(locale !== null && { locale }),
          ...(input.preferredCurrency != null && { preferredCurrency: input.preferredCurrency satisfies CurrencyCode }),
          ...(p.has('phone') && { phone: p.optional.text('phone', PHONE) }),
          ...(input.preferences != null && { preferences: chosen(input.preferences) }),
        };
      });
      return this.answer(await this.commands.updateUser(id, changes), context);
    });
  }

  @Directive('@requiresScopes(scopes: [["admin:users"]])')
  @Mutation(() => UserPayload, {
    nullable: true,
    description: 'Sets all roles of an account; tokens that it gets from then on have their scopes.',
  })
  userRolesSet(
    @Arg('id', () => ID, { description: 'The account’s id.' }) id: string,
    @Arg('roles', () => [RoleEnum], { description: 'The roles; everybody stays a customer.' }) roles: Role[],
    @Ctx() context: UsersContext,
  ): Promise<UserPayload> {
    return mutate<UserPayload>(async () => {
      const administrator = requireUser(context.viewer);
      const command = requireInput({ id }, (p) => ({ id: p.id('usr', 'id') }));
      return this.answer(await this.commands.setRoles(command.id, roles, administrator), context);
    });
  }

  private async answer(
    result: Awaited<ReturnType<Users['updateUser']>>,
    { accounts }: UsersContext,
  ): Promise<UserPayload> {
    if (!result.ok) return { userErrors: [updateError(result.error)] };
    return { user: await accounts.clear(result.value).load(result.value), userErrors: [] };
  }
}

/** What was written down as null stays as it is, like what was left out. */
function chosen(input: UserPreferencesInput): Partial<Preferences> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null && value !== undefined));
}
