import type { OwnerId } from '@emporium/contracts/ids';
import type { Connection } from '@emporium/platform/graphql';
import { Arg, Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { OrdersContext } from '../../graphql/context.ts';
import type { OrderResolver } from './order.resolver.ts';
import type { OrderNode } from './present.ts';
import { OrderConnection, OrderFilterInput } from './types/order.ts';
import { User } from './types/references.ts';

@Resolver(() => User)
export class UserResolver {
  constructor(private readonly list: OrderResolver['page']) {}

  @Directive('@listSize(slicingArguments: ["first"], sizedFields: ["nodes", "edges"])')
  @Directive('@authenticated')
  @FieldResolver(() => OrderConnection, {
    nullable: true,
    description: 'The account’s orders, the newest first; null for everybody but the account itself and support.',
  })
  orders(
    @Root() user: User,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many at most, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'The `endCursor` of the page before.' })
    after: string | null,
    @Arg('filter', () => OrderFilterInput, { nullable: true, description: 'Which.' }) filter: OrderFilterInput | null,
    @Ctx() { access }: OrdersContext,
  ): Promise<Connection<OrderNode>> | null {
    if (!access.all && access.ownerId !== user.id) return null;
    return this.list(user.id as OwnerId, filter, { first, after });
  }
}
