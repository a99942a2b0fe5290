import type { OwnerId } from '@emporium/contracts/ids';
import { type Connection, PageArgs, Paginated } from '@emporium/platform/graphql';
import { Arg, Args, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import type { OrdersContext } from '../../graphql/context.ts';
import type { OrderResolver } from './order.resolver.ts';
import type { OrderNode } from './present.ts';
import { OrderConnection, OrderFilterInput } from './types/order.ts';
import { User } from './types/references.ts';

@Resolver(() => User)
export class UserResolver {
  constructor(private readonly list: OrderResolver['page']) {}

  @Paginated()
  @Directive('@authenticated')
  @FieldResolver(() => OrderConnection, {
    nullable: true,
    description: 'The account’s orders, the newest first; null for everybody but the account itself and support.',
  })
  orders(
    @Root() user: User,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => OrderFilterInput, { nullable: true, description: 'Only orders that meet this.' })
    filter: OrderFilterInput | null,
    @Ctx() { access }: OrdersContext,
  ): Promise<Connection<OrderNode>> | null {
    if (!access.all && access.ownerId !== user.id) return null;
    return this.list(user.id as OwnerId, filter, args);
  }
}
