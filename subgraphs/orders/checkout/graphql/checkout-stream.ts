import { requireFound, requireInput } from '@emporium/platform/graphql';
import type { StreamEvent } from '@emporium/platform/streams';
import type { OrdersContext } from '../../graphql/context.ts';
import { checkoutSubject, toCheckoutUpdate, type CheckoutUpdate } from '../app/saga-state.ts';

export interface CheckoutWatch {
  readonly checkoutId: string;
  readonly after: bigint | null | undefined;
}

/** One checkout of the viewer's. Who has seen nothing yet is told first how it stands. */
export async function watchCheckout(
  { checkoutId, after }: CheckoutWatch,
  { findCheckout, streams }: OrdersContext,
): Promise<AsyncIterableIterator<StreamEvent<CheckoutUpdate>>> {
  const { id } = requireInput({ checkoutId }, (p) => ({ id: p.id('chk', 'checkoutId') }));
  requireFound(await findCheckout(id), 'checkout', 'checkoutId');
  const subject = checkoutSubject(id);
  return streams.subscribe<CheckoutUpdate>({
    subject,
    after,
    snapshot: async () => {
      const sequence = await streams.head(subject);
      const checkout = requireFound(await findCheckout(id), 'checkout', 'checkoutId');
      return [{ sequence, payload: toCheckoutUpdate(checkout), occurredAt: checkout.quotedAt }];
    },
  });
}
