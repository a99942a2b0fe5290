import { AppError } from '@emporium/platform/errors';
import { requireFound, requireInput } from '@emporium/platform/graphql';
import type { StreamEvent } from '@emporium/platform/streams';
import type { OrdersContext } from '../../graphql/context.ts';
import { orderSubject, ownerOrdersSubject, type OrderUpdate } from '../app/record-change.ts';

export interface OrderWatch {
  readonly after: bigint | null | undefined;
}

type Updates = Promise<AsyncIterableIterator<StreamEvent<OrderUpdate>>>;

/** One order that the viewer may see. Who has seen nothing yet is told first how it stands. */
export async function watchOrder(
  { orderId, after }: { orderId: string } & OrderWatch,
  { load, refresh, streams }: OrdersContext,
): Updates {
  const { id } = requireInput({ orderId }, (p) => ({ id: p.id('ord', 'orderId') }));
  requireFound(await load.order.load(id), 'order', 'orderId');
  const subject = orderSubject(id);
  return streams.subscribe<OrderUpdate>({
    subject,
    after,
    snapshot: async () => {
      const sequence = await streams.head(subject);
      refresh();
      const order = requireFound(await load.order.load(id), 'order', 'orderId');
      const { status, updatedAt } = order;
      const payload: OrderUpdate = { orderId: id, kind: 'NOTE', status, message: 'The order as it stands.' };
      return [{ sequence, payload, occurredAt: updatedAt }];
    },
  });
}

/** All orders of the viewer, from now on or from where it left off. */
export function watchOwnerOrders({ after }: OrderWatch, { access, streams }: OrdersContext): Updates {
  if (access.ownerId === null)
    throw new AppError('UNAUTHENTICATED', 'Sign in, or start a guest session, and try again.');
  return streams.subscribe<OrderUpdate>({ subject: ownerOrdersSubject(access.ownerId), after });
}
