import type { OrdersEvent, SellersEvent } from '@emporium/contracts/events';
import type { TestSubgraph } from '@emporium/platform/testing';

/** Hands an event to its handler, as the consumer does. */
export async function deliver(test: TestSubgraph, event: OrdersEvent | SellersEvent): Promise<void> {
  const handler = test.subgraph.handlers?.[event.type];
  if (handler === undefined) throw new Error(`nobody handles ${event.type}`);
  await test.db.uow.run((tx) => handler(tx, event as never, {} as never));
}
