import type { OrderEventId, OrderId, OwnerId, SellerId, SellerOrderId, ShipmentId } from '@emporium/contracts/ids';
import type { Page } from '@emporium/platform/cursor';
import type { TimelineEntry } from '../domain/change.ts';
import type { OrderHeader, OrderLine, SellerOrder, Shipment } from '../domain/order.ts';
import type { OrderStatus } from '../domain/status.ts';

/** Whose orders a viewer may see. It goes into every WHERE: what is not the viewer's does not exist. */
export interface OrderAccess {
  /** Support, administrators and other subgraphs see all. */
  readonly all: boolean;
  readonly ownerId: OwnerId | null;
  /** A seller's people see their seller's parts of orders, never the whole. */
  readonly sellerIds: readonly SellerId[];
  /** A warehouse's people see parcels. */
  readonly allShipments: boolean;
}

export interface OrderFilter {
  readonly status: readonly OrderStatus[] | null;
  readonly placedAfter: Date | null;
  readonly placedBefore: Date | null;
  /** Part of a number or of a title, any case. */
  readonly search: string | null;
}

export interface TimelineRow extends TimelineEntry {
  readonly id: OrderEventId;
  readonly sequence: number;
  readonly at: Date;
}

/** Everything the schema shows of orders. Lists read one row more than asked for, for `connectionOf`. */
export interface OrderReads {
  orders(ids: readonly OrderId[], access: OrderAccess): Promise<readonly OrderHeader[]>;
  orderByNumber(number: string, access: OrderAccess): Promise<OrderHeader | null>;
  /** Newest first; `ownerId` null lists everybody's. */
  list(ownerId: OwnerId | null, filter: OrderFilter, page: Page): Promise<readonly OrderHeader[]>;
  cursorOf(order: OrderHeader): string;
  /** The parts of orders that the caller has found to be visible. */
  linesOf(orderIds: readonly OrderId[]): Promise<readonly OrderLine[]>;
  sellerOrdersOf(orderIds: readonly OrderId[]): Promise<readonly SellerOrder[]>;
  shipmentsOf(orderIds: readonly OrderId[]): Promise<readonly Shipment[]>;
  lines(ids: readonly string[], access: OrderAccess): Promise<readonly OrderLine[]>;
  sellerOrders(ids: readonly SellerOrderId[], access: OrderAccess): Promise<readonly SellerOrder[]>;
  shipments(ids: readonly ShipmentId[], access: OrderAccess): Promise<readonly Shipment[]>;
  shipmentByTracking(trackingNumber: string, access: OrderAccess): Promise<Shipment | null>;
  /** Oldest first. */
  timeline(orderId: OrderId, page: Page): Promise<readonly TimelineRow[]>;
}
