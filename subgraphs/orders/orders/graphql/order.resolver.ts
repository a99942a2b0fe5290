import type { OrderId, OwnerId } from '@emporium/contracts/ids';
import { connectionOf, encodeCursor, page } from '@emporium/platform/cursor';
import {
  type Connection,
  GraphQLBigInt,
  idempotencyKey,
  mutate,
  PageArgs,
  pageArgs,
  Paginated,
  requireInput,
} from '@emporium/platform/graphql';
import { hasScopes, requireOwner } from '@emporium/platform/identity';
import type { StreamEvent } from '@emporium/platform/streams';
import {
  Arg,
  Args,
  Ctx,
  Directive,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { Orders } from '../../app/orders.ts';
import type { OrdersContext } from '../../graphql/context.ts';
import type { OrderFilter, OrderReads } from '../app/reads.ts';
import type { OrderUpdate } from '../app/record-change.ts';
import { isCancellable } from '../domain/status.ts';
import { cancelError } from './errors.ts';
import { watchOrder, watchOwnerOrders, type OrderWatch } from './order-streams.ts';
import {
  presentLine,
  presentOrder,
  presentSellerOrder,
  presentShipment,
  presentTimeline,
  type OrderNode,
} from './present.ts';
import {
  OrderAction,
  OrderCancelInput,
  OrderConnection,
  OrderEventConnection,
  OrderFilterInput,
  OrderPayload,
  OrderType,
  OrderUpdateEvent,
} from './types/order.ts';
import { OrderLineType, SellerOrderType, ShipmentType } from './types/parts.ts';
import { User } from './types/references.ts';

const Page50 = pageArgs(50);

const STAFF = [['admin:orders'], ['support:orders']];
const MAX_LINES = 100;
const SEEN = { nullable: true, description: 'The last sequence seen. Without it the present state comes first.' };

@Resolver(() => OrderType)
export class OrderResolver {
  constructor(
    private readonly useCases: Orders,
    private readonly reads: OrderReads,
  ) {}

  @Directive('@authenticated')
  @Query(() => OrderType, { nullable: true, description: 'One order of the viewer’s, by id or by number.' })
  async order(
    @Arg('id', () => ID, { nullable: true, description: 'Its id.' }) id: string | null,
    @Arg('number', () => String, { nullable: true, description: 'Its number.' }) number: string | null,
    @Ctx() { access, load }: OrdersContext,
  ): Promise<OrderNode | null> {
    const asked = requireInput({ id, number }, (p) => {
      p.check(
        (id === null || id === undefined) !== (number === null || number === undefined),
        'id',
        'Give either the id or the number.',
      );
      return { id: p.optional.id('ord', 'id'), number: p.optional.text('number', { max: 20 }) };
    });
    const header =
      asked.id !== null
        ? await load.order.load(asked.id)
        : await this.reads.orderByNumber(asked.number!.toUpperCase(), access);
    return header && presentOrder(header);
  }

  @Paginated()
  @Directive('@requiresScopes(scopes: [["admin:orders"], ["support:orders"]])')
  @Query(() => OrderConnection, { nullable: true, description: 'Everybody’s orders, the newest first.' })
  orders(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => OrderFilterInput, { nullable: true, description: 'Only orders that meet this.' })
    filter: OrderFilterInput | null,
  ): Promise<Connection<OrderNode>> {
    return this.page(null, filter, args);
  }

  async page(ownerId: OwnerId | null, filter: OrderFilterInput | null, args: PageArgs): Promise<Connection<OrderNode>> {
    const limits = page(args);
    const rows = await this.reads.list(ownerId, parseFilter(filter), limits);
    return connectionOf(rows, limits, (row) => this.reads.cursorOf(row), presentOrder);
  }

  @FieldResolver(() => User, { nullable: true, description: 'The account that bought it; null for a guest.' })
  customer(@Root() { header }: OrderNode): User | null {
    return header.ownerId.startsWith('usr_') ? { id: header.ownerId } : null;
  }

  @FieldResolver(() => [OrderLineType], { description: 'What was bought; at most 100 lines.' })
  async lines(@Root() { header }: OrderNode, @Ctx() { load }: OrdersContext): Promise<OrderLineType[]> {
    return (await load.linesOf.load(header.id)).map(presentLine);
  }

  @FieldResolver(() => [SellerOrderType], { description: 'Its parts, one for each seller.' })
  async sellerOrders(@Root() { header }: OrderNode, @Ctx() { load }: OrdersContext): Promise<SellerOrderType[]> {
    return (await load.sellerOrdersOf.load(header.id)).map(presentSellerOrder);
  }

  @FieldResolver(() => [ShipmentType], { description: 'Its parcels.' })
  async shipments(@Root() { header }: OrderNode, @Ctx() { load }: OrdersContext): Promise<ShipmentType[]> {
    return (await load.shipmentsOf.load(header.id)).map(presentShipment);
  }

  @FieldResolver(() => [OrderAction], { description: 'What the viewer may do with it now.' })
  async allowedActions(
    @Root() { header }: OrderNode,
    @Ctx() { load, viewer, access }: OrdersContext,
  ): Promise<OrderAction[]> {
    const lines = await load.linesOf.load(header.id);
    const mayAct = header.ownerId === access.ownerId || hasScopes(viewer, STAFF);
    const cancellable = header.payment === 'AUTHORIZED' && lines.some((line) => isCancellable(line.fulfilment));
    const arrived = lines.some((line) => line.fulfilment === 'DELIVERED');
    return [
      ...(mayAct && cancellable ? [OrderAction.CANCEL] : []),
      ...(header.ownerId === access.ownerId && arrived ? [OrderAction.REVIEW] : []),
    ];
  }

  @Paginated()
  @FieldResolver(() => OrderEventConnection, { description: 'What happened to it, from the beginning.' })
  async timeline(@Root() { header }: OrderNode, @Args(() => Page50) args: PageArgs): Promise<Connection<object>> {
    const limits = page(args);
    const rows = await this.reads.timeline(header.id, limits);
    return connectionOf(rows, limits, (row) => encodeCursor([row.sequence]), presentTimeline);
  }

  @Directive('@authenticated')
  @Mutation(() => OrderPayload, {
    nullable: true,
    description: 'Cancels what has not left yet; what it would have cost is not charged.',
  })
  orderCancel(
    @Arg('input', () => OrderCancelInput, { description: 'What to cancel.' }) input: OrderCancelInput,
    @Ctx() context: OrdersContext,
  ): Promise<OrderPayload> {
    return mutate<OrderPayload>(async () => {
      const { viewer, load, refresh } = context;
      const command = requireInput(input, (p) => ({
        orderId: p.id('ord', 'orderId'),
        lineIds: p.optional.ids('oln', 'lineIds', { max: MAX_LINES, uniqueBy: (id) => id }),
        reason: p.text('reason', { max: 200 }),
        idempotencyKey: idempotencyKey('orderCancel', viewer, p.key()),
      }));
      const ownerId = hasScopes(viewer, STAFF) ? null : requireOwner(viewer);
      const result = await this.useCases.cancelOrder({ ...command, ownerId });
      refresh();
      const header = await load.order.load(command.orderId);
      const order = header && presentOrder(header);
      if (result.ok) return { order };
      const isStranger = result.error.code === 'NOT_FOUND' && !('lineId' in result.error);
      return { order: isStranger ? null : order, userErrors: [cancelError(result.error)] };
    });
  }

  @Directive('@authenticated')
  @Subscription(() => OrderUpdateEvent, {
    description: 'What happens to one order of the viewer’s.',
    subscribe: ({ args, context }) => watchOrder(args as { orderId: string } & OrderWatch, context as OrdersContext),
  })
  orderUpdated(
    @Root() event: StreamEvent<OrderUpdate>,
    @Arg('orderId', () => ID, { description: 'The order’s id.' }) _orderId: string,
    @Arg('after', () => GraphQLBigInt, SEEN) _after: bigint | null,
    @Ctx() { refresh }: OrdersContext,
  ): OrderUpdateEvent {
    refresh();
    return presentUpdate(event);
  }

  @Directive('@authenticated')
  @Subscription(() => OrderUpdateEvent, {
    description: 'What happens to any order of the viewer’s. Its sequence counts over all of them.',
    subscribe: ({ args, context }) => watchOwnerOrders(args as OrderWatch, context as OrdersContext),
  })
  viewerOrdersUpdated(
    @Root() event: StreamEvent<OrderUpdate>,
    @Arg('after', () => GraphQLBigInt, {
      nullable: true,
      description: 'The last sequence seen; from now on without it.',
    })
    _after: bigint | null,
    @Ctx() { refresh }: OrdersContext,
  ): OrderUpdateEvent {
    refresh();
    return presentUpdate(event);
  }
}

@Resolver(() => OrderUpdateEvent)
export class OrderUpdateResolver {
  @FieldResolver(() => OrderType, { description: 'The order as it is by then.' })
  async order(@Root() event: OrderUpdateEvent, @Ctx() { load }: OrdersContext): Promise<OrderNode> {
    const header = await load.order.load(event.orderId as OrderId);
    if (header === null) throw new Error(`order ${event.orderId} is gone`);
    return presentOrder(header);
  }
}

const presentUpdate = ({ sequence, occurredAt, payload }: StreamEvent<OrderUpdate>): OrderUpdateEvent => ({
  sequence,
  occurredAt,
  ...payload,
});

const MAX_STATUSES = 10;

function parseFilter(filter: OrderFilterInput | null): OrderFilter {
  const given = filter ?? {};
  return requireInput(given, (p) => {
    p.check((given.status?.length ?? 0) <= MAX_STATUSES, 'status', `Give at most ${MAX_STATUSES}.`);
    return {
      status: given.status ?? null,
      placedAfter: p.optional.instant('placedAfter'),
      placedBefore: p.optional.instant('placedBefore'),
      search: p.optional.text('search', { min: 2, max: 100 }),
    };
  });
}
