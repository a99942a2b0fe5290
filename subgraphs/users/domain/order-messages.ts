import type {
  OrderCancelled,
  OrderConfirmed,
  OrderPaymentFailed,
  OrdersEvent,
  ShipmentDelivered,
  ShipmentPaymentFailed,
  ShipmentShipped,
} from '@emporium/contracts/events';
import { formatDecimal, fromWire } from '@emporium/platform/money';
import type { MoneyWire } from '@emporium/contracts/money';
import type { Message } from './notification.ts';

/** Titles that a message lists; the rest are counted. */
const LISTED_TITLES = 5;

/** What a buyer is told of an event of their order. */
export function messageOf(event: OrdersEvent): Message {
  const about = { deepLink: `/orders/${event.orderId}`, subjectId: event.orderId };
  switch (event.type) {
    case 'orders.order-confirmed.v1':
      return { ...about, template: 'order-confirmed', ...confirmed(event) };
    case 'orders.order-payment-failed.v1':
      return { ...about, template: 'order-payment-failed', ...paymentFailed(event) };
    case 'orders.order-cancelled.v1':
      return { ...about, template: 'order-cancelled', ...cancelled(event) };
    case 'orders.shipment-shipped.v1':
      return { ...about, template: 'shipment-shipped', ...shipped(event) };
    case 'orders.shipment-delivered.v1':
      return { ...about, template: 'shipment-delivered', ...delivered(event) };
    case 'orders.shipment-payment-failed.v1':
      return { ...about, template: 'shipment-payment-failed', ...unpaid(event) };
  }
}

type Text = Pick<Message, 'title' | 'body'>;

const confirmed = ({ number, lines, total }: OrderConfirmed): Text => {
  const listed = lines.slice(0, LISTED_TITLES).map((line) => `${line.quantity} × ${line.title}`);
  const more = lines.length > LISTED_TITLES ? [`and ${lines.length - LISTED_TITLES} more`] : [];
  return {
    title: `Order ${number} is confirmed`,
    body: [`Thank you. The total is ${amount(total)}.`, ...listed, ...more].join('\n'),
  };
};

const paymentFailed = ({ number }: OrderPaymentFailed): Text => ({
  title: `The payment of order ${number} failed`,
  body: 'Your bank did not accept the payment. The items are held for a few minutes: choose another way to pay.',
});

const cancelled = ({ number, whole, refund, lines }: OrderCancelled): Text => ({
  title: whole ? `Order ${number} is cancelled` : `A part of order ${number} is cancelled`,
  body: `${units(lines)} will not be sent. ${amount(refund)} less will be charged, or is on its way back to you.`,
});

const shipped = ({ number, carrier, trackingNumber, lines }: ShipmentShipped): Text => ({
  title: `A parcel of order ${number} is on its way`,
  body: `${units(lines)} left the warehouse with ${carrier}. Tracking number: ${trackingNumber}.`,
});

const delivered = ({ number, lines }: ShipmentDelivered): Text => ({
  title: `A parcel of order ${number} has arrived`,
  body: `${lines.length === 1 ? 'One item was' : `${lines.length} items were`} delivered. Tell others what you think of it.`,
});

/** There is no page to pay on: the amount is collected by people. */
const unpaid = ({ number, amount: owed }: ShipmentPaymentFailed): Text => ({
  title: `The payment for a parcel of order ${number} could not be taken`,
  body: [
    `The parcel has left, and the payment of ${amount(owed)} was refused. The amount is still owed.`,
    'Keep the parcel. Your bank can tell you why it refused; our support will be in touch about another way to pay.',
  ].join('\n'),
});

function units(lines: readonly { readonly quantity: number }[]): string {
  const count = lines.reduce((sum, line) => sum + line.quantity, 0);
  return count === 1 ? 'One item' : `${count} items`;
}

const amount = (wire: MoneyWire): string => `${formatDecimal(fromWire(wire))} ${wire.currency}`;
