import type { AddressId, UserId } from '@emporium/contracts/ids';
import { mutate, type PostalAddress, PostalAddressInput, requireInput } from '@emporium/platform/graphql';
import { requireUser } from '@emporium/platform/identity';
import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { AddressOutcome } from '../app/change-addresses.ts';
import type { Users } from '../app/users.ts';
import type { Account, SavedAddress } from '../domain/account.ts';
import type { UsersContext } from './context.ts';
import { addressError } from './errors.ts';
import { UserAddress, UserAddressPayload } from './types/address.ts';
import { SimplePayload, User } from './types/user.ts';

const LABEL = { max: 40 };

/** The account’s address book. */
@Resolver(() => User)
export class AddressResolver {
  constructor(private readonly users: Users) {}

  @Directive('@listSize(assumedSize: 50)')
  @FieldResolver(() => [UserAddress], { description: 'All addresses, the oldest first; at most 50.' })
  addresses(@Root() account: Account, @Ctx() { addresses }: UsersContext): Promise<readonly SavedAddress[]> {
    return addresses.load(account.id);
  }

  @FieldResolver(() => UserAddress, { nullable: true, description: 'The one to propose first; null in an empty book.' })
  async defaultAddress(@Root() account: Account, @Ctx() { addresses }: UsersContext): Promise<SavedAddress | null> {
    return (await addresses.load(account.id)).find((entry) => entry.isDefault) ?? null;
  }

  @Directive('@authenticated')
  @Mutation(() => UserAddressPayload, {
    nullable: true,
    description: 'Adds an address to the viewer’s book. The same address again is the same entry.',
  })
  userAddressCreate(
    @Ctx() context: UsersContext,
    @Arg('address', () => PostalAddressInput, { description: 'The address.' }) address: PostalAddressInput,
    @Arg('label', () => String, { nullable: true, description: 'What to call it; at most 40 characters.' })
    label: string | null,
    @Arg('makeDefault', () => Boolean, {
      defaultValue: false,
      description: 'Propose it first. The only address of a book is proposed anyway.',
    })
    makeDefault: boolean,
  ): Promise<UserAddressPayload> {
    return this.change(context, async (userId) => {
      const entry = requireInput({ address, label }, (p) => ({
        address: p.address('address'),
        label: p.optional.text('label', LABEL),
        makeDefault,
      }));
      return this.users.createAddress(userId, entry);
    });
  }

  @Directive('@authenticated')
  @Mutation(() => UserAddressPayload, {
    nullable: true,
    description: 'Replaces an address of the viewer’s book. Orders keep the address they were placed with.',
  })
  userAddressUpdate(
    @Ctx() context: UsersContext,
    @Arg('id', () => ID, { description: 'The entry’s id.' }) id: string,
    @Arg('address', () => PostalAddressInput, { description: 'The whole address, as it is now.' })
    address: PostalAddressInput,
    @Arg('label', () => String, { nullable: true, description: 'What to call it; left out, it stays.' })
    label: string | null,
    @Arg('makeDefault', () => Boolean, { defaultValue: false, description: 'Propose it first.' }) makeDefault: boolean,
  ): Promise<UserAddressPayload> {
    return this.change(context, async (userId) => {
      const entry = requireInput({ id, address, label }, (p) => ({
        id: p.id('adr', 'id'),
        address: p.address('address'),
        ...(label != null && { label: p.text('label', LABEL) }),
        makeDefault,
      }));
      return this.users.updateAddress(userId, entry);
    });
  }

  @Directive('@authenticated')
  @Mutation(() => SimplePayload, {
    nullable: true,
    description: 'Deletes an address of the viewer’s book. If it was the default, the oldest of the rest is now.',
  })
  userAddressDelete(
    @Ctx() { viewer }: UsersContext,
    @Arg('id', () => ID, { description: 'The entry’s id.' }) id: string,
  ): Promise<SimplePayload> {
    return mutate<SimplePayload>(
      async () => {
        const userId = requireUser(viewer);
        const command = requireInput({ id }, (p) => ({ id: p.id('adr', 'id') }));
        const deleted = await this.users.deleteAddress(userId, command.id);
        return deleted.ok ? { ok: true } : { ok: false, userErrors: [addressError(deleted.error)] };
      },
      { ok: false },
    );
  }

  private change(
    { viewer, addresses }: UsersContext,
    work: (userId: UserId) => Promise<AddressOutcome>,
  ): Promise<UserAddressPayload> {
    return mutate<UserAddressPayload>(
      async () => {
        const userId = requireUser(viewer);
        const outcome = await work(userId);
        if (outcome.ok)
          return { address: await entryOf(addresses.clear(userId), userId, outcome.value), suggestions: [] };
        const suggestions: readonly PostalAddress[] = 'suggestions' in outcome.error ? outcome.error.suggestions : [];
        return { suggestions, userErrors: [addressError(outcome.error)] };
      },
      { suggestions: [] },
    );
  }
}

async function entryOf(
  addresses: UsersContext['addresses'],
  userId: UserId,
  id: AddressId,
): Promise<SavedAddress | null> {
  return (await addresses.load(userId)).find((entry) => entry.id === id) ?? null;
}
