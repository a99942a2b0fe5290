import type { CheckoutId, OrderId, OrderLineId, SellerOrderId, ShipmentId } from '@emporium/contracts/ids';
import {
  asGiven,
  buildSubgraph,
  eachById,
  InsufficientStockError,
  type SubgraphSchema,
} from '@emporium/platform/graphql';
import type { Orders } from '../app/orders.ts';
import { CheckoutResolver } from '../checkout/graphql/checkout.resolver.ts';
import { presentCheckout } from '../checkout/graphql/present.ts';
import { PaymentDeclinedError, PriceChangedError } from '../checkout/graphql/types/payloads.ts';
import type { OrderReads } from '../orders/app/reads.ts';
import { OrderResolver, OrderUpdateResolver } from '../orders/graphql/order.resolver.ts';
import { OrderLineResolver, SellerOrderResolver } from '../orders/graphql/part.resolvers.ts';
import { presentLine, presentOrder, presentSellerOrder, presentShipment } from '../orders/graphql/present.ts';
import { IllegalTransitionError } from '../orders/graphql/types/order.ts';
import { UserResolver } from '../orders/graphql/user.resolver.ts';
import { ShipmentResolver, TrackingUpdateResolver } from '../shipping/graphql/shipment.resolver.ts';
import type { OrdersContext } from './context.ts';

export function createSchema(useCases: Orders, reads: OrderReads, now: () => Date): SubgraphSchema {
  const orders = new OrderResolver(useCases, reads);
  return buildSubgraph<OrdersContext>({
    resolvers: [
      new CheckoutResolver(useCases, now),
      orders,
      new OrderUpdateResolver(),
      new OrderLineResolver(),
      new SellerOrderResolver(),
      new UserResolver((ownerId, filter, args) => orders.page(ownerId, filter, args)),
      new ShipmentResolver(useCases, reads, now),
      new TrackingUpdateResolver(now),
    ],
    orphanedTypes: [InsufficientStockError, PriceChangedError, PaymentDeclinedError, IllegalTransitionError],
    references: {
      User: asGiven,
      Checkout: eachById(async (id: CheckoutId, { findCheckout }) => {
        const row = await findCheckout(id);
        return row && presentCheckout(row, now());
      }),
      Order: (references, { load, access }) =>
        Promise.all(
          references.map(async ({ id, number }) => {
            const header =
              typeof id === 'string'
                ? await load.order.load(id as OrderId)
                : await reads.orderByNumber(String(number), access);
            return header && presentOrder(header);
          }),
        ),
      OrderLine: eachById(async (id: OrderLineId, { load }) => {
        const row = await load.line.load(id);
        return row && presentLine(row);
      }),
      SellerOrder: eachById(async (id: SellerOrderId, { load }) => {
        const row = await load.sellerOrder.load(id);
        return row && presentSellerOrder(row);
      }),
      Shipment: eachById(async (id: ShipmentId, { load }) => {
        const row = await load.shipment.load(id);
        return row && presentShipment(row);
      }),
    },
  });
}
