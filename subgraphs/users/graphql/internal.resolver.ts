import { Internal, PostalAddress, requireInput } from '@emporium/platform/graphql';
import { Arg, ID, Query, Resolver } from 'type-graphql';
import type { UsersReads } from '../app/reads.ts';
import type { Users } from '../app/users.ts';

/** What other subgraphs ask. */
@Resolver()
export class InternalResolver {
  constructor(
    private readonly users: Users,
    private readonly reads: UsersReads,
  ) {}

  @Internal()
  @Query(() => PostalAddress, {
    nullable: true,
    description: 'An address of the owner’s book, for the checkout; null when it is not theirs, or there is none.',
  })
  addressForCheckout(
    @Arg('ownerId', () => ID, { description: 'The account’s id.' }) ownerId: string,
    @Arg('addressId', () => ID, { nullable: true, description: 'The entry of its address book; null: the default.' })
    addressId: string | null,
  ): Promise<PostalAddress | null> {
    const input = requireInput({ addressId }, (p) => ({ addressId: p.optional.id('adr', 'addressId') }));
    return this.reads.address(ownerId, input.addressId);
  }

  @Internal()
  @Query(() => ID, {
    nullable: true,
    description:
      'The guest that a token proves to an account; null when it proves none, or another account has taken the guest over.',
  })
  guestFromToken(
    @Arg('token', () => String, { description: 'A guest’s access token.' }) token: string,
    @Arg('userId', () => ID, { description: 'The account that wants what the guest has.' }) userId: string,
  ): Promise<string | null> {
    const input = requireInput({ userId }, (p) => ({ userId: p.id('usr', 'userId') }));
    return this.users.guestFromToken(token, input.userId);
  }
}
