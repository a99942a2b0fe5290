import type { CheckoutId, OrderId, OrderLineId, SellerOrderId, ShipmentId } from '@emporium/contracts/ids';
import { manyByKey, oneByKey } from '@emporium/platform/graphql';
import { hasScopes, ownerOf, sellersOf, type Viewer } from '@emporium/platform/identity';
import type { RequestContext } from '@emporium/platform/subgraph';
import type { Streams } from '@emporium/platform/streams';
import type DataLoader from 'dataloader';
import type { CheckoutStore } from '../checkout/app/ports.ts';
import type { Checkout } from '../checkout/domain/checkout.ts';
import type { OrderAccess, OrderReads } from '../orders/app/reads.ts';
import type { OrderHeader, OrderLine, SellerOrder, Shipment } from '../orders/domain/order.ts';
import type { TrackingEvent } from '../shipping/app/ports.ts';
import type { TrackingReads } from '../shipping/app/reads.ts';

export interface OrderLoaders {
  readonly order: DataLoader<OrderId, OrderHeader | null>;
  readonly line: DataLoader<OrderLineId, OrderLine | null>;
  readonly sellerOrder: DataLoader<SellerOrderId, SellerOrder | null>;
  readonly shipment: DataLoader<ShipmentId, Shipment | null>;
  /** Parts of orders that were found to be visible. */
  readonly linesOf: DataLoader<OrderId, readonly OrderLine[]>;
  readonly sellerOrdersOf: DataLoader<OrderId, readonly SellerOrder[]>;
  readonly shipmentsOf: DataLoader<OrderId, readonly Shipment[]>;
  readonly trackingOf: DataLoader<ShipmentId, readonly TrackingEvent[]>;
}

export interface OrdersContext extends RequestContext {
  readonly streams: Streams;
  readonly access: OrderAccess;
  readonly load: OrderLoaders;
  /** The viewer's own: anybody else's does not exist. */
  readonly findCheckout: (id: CheckoutId) => Promise<Checkout | null>;
  /** Forgets what was loaded: each event of a subscription, and what a mutation answers, shows things as they are then. */
  readonly refresh: () => void;
}

export interface ContextSources {
  readonly orders: OrderReads;
  readonly tracking: TrackingReads;
  readonly checkouts: Pick<CheckoutStore, 'find'>;
  readonly streams: Streams;
}

/** Loaders gather what one operation asks for into one statement each, and forget it with the operation. */
export const createContext =
  ({ orders, tracking, checkouts, streams }: ContextSources) =>
  (request: RequestContext): OrdersContext => {
    const access = accessOf(request.viewer);
    const load: OrderLoaders = {
      order: oneByKey(
        (ids) => orders.orders(ids, access),
        (row) => row.id,
      ),
      line: oneByKey(
        (ids) => orders.lines(ids, access),
        (row) => row.id,
      ),
      sellerOrder: oneByKey(
        (ids) => orders.sellerOrders(ids, access),
        (row) => row.id,
      ),
      shipment: oneByKey(
        (ids) => orders.shipments(ids, access),
        (row) => row.id,
      ),
      linesOf: manyByKey(
        (ids) => orders.linesOf(ids),
        (row) => row.orderId,
      ),
      sellerOrdersOf: manyByKey(
        (ids) => orders.sellerOrdersOf(ids),
        (row) => row.orderId,
      ),
      shipmentsOf: manyByKey(
        (ids) => orders.shipmentsOf(ids),
        (row) => row.orderId,
      ),
      trackingOf: manyByKey(
        (ids) => tracking.eventsOf(ids),
        (row) => row.shipmentId,
      ),
    };
    const loaders = Object.values(load) as { clearAll(): unknown }[];
    return {
      ...request,
      streams,
      access,
      load,
      findCheckout: async (id) => {
        const checkout = await checkouts.find(id);
        return checkout?.ownerId === access.ownerId ? checkout : null;
      },
      refresh: () => loaders.forEach((loader) => loader.clearAll()),
    };
  };

const SEES_ALL = [['admin:orders'], ['support:orders'], ['internal']];

function accessOf(viewer: Viewer): OrderAccess {
  return {
    all: hasScopes(viewer, SEES_ALL),
    ownerId: ownerOf(viewer),
    sellerIds: hasScopes(viewer, [['seller:orders']]) ? sellersOf(viewer) : [],
    allShipments: hasScopes(viewer, [['warehouse:ops'], ['carrier:ingest']]),
  };
}
