import { describedEnum } from '@emporium/platform/graphql';
import type { TimelineKind } from '../../domain/change.ts';
import type { ShipmentStatus as Parcel } from '../../domain/shipment-status.ts';
import type { FulfilmentStatus as Fulfilment, OrderStatus as Order } from '../../domain/status.ts';

export const OrderStatus = describedEnum<Order>('OrderStatus', 'Where an order stands, as its payment and lines say.', {
  PENDING: 'Placed; the payment is under way.',
  PAYMENT_FAILED: 'The payment was declined; another may be tried while the stock is held.',
  CONFIRMED: 'Paid for and promised.',
  PROCESSING: 'The warehouse is at work.',
  PARTIALLY_SHIPPED: 'Some parcels have left.',
  SHIPPED: 'Everything is on its way.',
  DELIVERED: 'Everything has arrived.',
  CANCELLED: 'Nothing of it will be sent.',
  PARTIALLY_RETURNED: 'Some of it came back.',
  RETURNED: 'All of it came back.',
});

export const FulfilmentStatus = describedEnum<Fulfilment>('FulfilmentStatus', 'Where the units of a line are.', {
  ALLOCATED: 'Set aside in a warehouse.',
  PICKING: 'Being collected.',
  PACKED: 'In their parcel.',
  SHIPPED: 'With the carrier.',
  DELIVERED: 'With the buyer.',
  RETURNED: 'Sent back.',
  CANCELLED: 'Will not be sent.',
});

export const ShipmentStatus = describedEnum<Parcel>('ShipmentStatus', 'Where a parcel is. It only moves forward.', {
  PENDING: 'Not packed yet.',
  LABEL_PRINTED: 'Packed and waiting for its carrier.',
  PICKED_UP: 'The carrier has it.',
  IN_TRANSIT: 'On its way.',
  DELAYED: 'On its way, later than promised.',
  OUT_FOR_DELIVERY: 'On the last van.',
  DELIVERY_ATTEMPTED: 'Nobody was there; the carrier will try again.',
  EXCEPTION: 'Something happened to it.',
  RETURNED_TO_SENDER: 'Going back to the seller.',
  DELIVERED: 'Arrived.',
  CANCELLED: 'Will not be sent.',
});

export const OrderEventKind = describedEnum<TimelineKind>('OrderEventKind', 'What happened to an order.', {
  PLACED: 'The buyer placed it.',
  PAYMENT_AUTHORIZED: 'The bank agreed to pay.',
  PAYMENT_FAILED: 'The bank declined.',
  CONFIRMED: 'It was promised to the buyer.',
  PACKED: 'A parcel was packed.',
  SHIPPED: 'A parcel left.',
  TRACKING: 'A carrier reported.',
  DELIVERED: 'A parcel arrived.',
  CANCELLED: 'Some or all of it was cancelled.',
  RETURN_REQUESTED: 'The buyer wants to send something back.',
  RETURNED: 'Something came back.',
  REFUNDED: 'Money went back to the buyer.',
  NOTE: 'Anything else worth knowing.',
});

export type OrderAction = 'CANCEL' | 'REVIEW';
export const OrderAction = describedEnum<OrderAction>('OrderAction', 'What the viewer may do with an order now.', {
  CANCEL: '`orderCancel`: something has not left yet.',
  REVIEW: '`reviewCreate`: something has arrived.',
});
