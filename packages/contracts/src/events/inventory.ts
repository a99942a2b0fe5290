import type {
  CheckoutId,
  OfferId,
  OrderId,
  PickTaskId,
  ReservationId,
  SellerOrderId,
  ShipmentId,
  WarehouseId,
} from '../ids.ts';

export type StockReserved = {
  readonly type: 'inventory.stock-reserved.v1';
  readonly reservationId: ReservationId;
  readonly checkoutId: CheckoutId;
  readonly lines: readonly {
    readonly offerId: OfferId;
    readonly warehouseId: WarehouseId;
    readonly quantity: number;
  }[];
};
/** A reservation ended without a sale: given back by its checkout, or past its expiry. */
export type ReservationReleased = {
  readonly type: 'inventory.reservation-released.v1';
  readonly reservationId: ReservationId;
  readonly checkoutId: CheckoutId;
  readonly reason: 'RELEASED' | 'EXPIRED';
};
/** An offer crossed a band that shoppers see. Not sent for changes inside a band. `version` only grows per offer. */
export type AvailabilityChanged = {
  readonly type: 'inventory.availability-changed.v1';
  readonly offerId: OfferId;
  readonly version: number;
  readonly status: 'IN_STOCK' | 'LOW_STOCK' | 'OUT_OF_STOCK';
};
/** The warehouse's progress on one shipment: picking started, everything picked, packed and ready for the carrier. */
export type PickTaskProgressed = {
  readonly type: 'inventory.pick-task-progressed.v1';
  readonly pickTaskId: PickTaskId;
  readonly orderId: OrderId;
  readonly sellerOrderId: SellerOrderId;
  readonly shipmentId: ShipmentId;
  readonly warehouseId: WarehouseId;
  readonly status: 'PICKING' | 'PICKED' | 'PACKED';
};
export type InventoryEvent = StockReserved | ReservationReleased | AvailabilityChanged | PickTaskProgressed;
