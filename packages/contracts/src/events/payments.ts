import type { OrderId, PaymentId, RefundId, ShipmentId } from '../ids.ts';
import type { MoneyWire } from '../money.ts';

export type PaymentAuthorized = {
  readonly type: 'payments.payment-authorized.v1';
  readonly paymentId: PaymentId;
  readonly orderId: OrderId;
  readonly attempt: number;
  readonly amount: MoneyWire;
};
export type PaymentFailed = {
  readonly type: 'payments.payment-failed.v1';
  readonly paymentId: PaymentId;
  readonly orderId: OrderId;
  readonly attempt: number;
  readonly declineCode: string;
};
export type PaymentCaptured = {
  readonly type: 'payments.payment-captured.v1';
  readonly paymentId: PaymentId;
  readonly orderId: OrderId;
  readonly shipmentId: ShipmentId | null;
  readonly amount: MoneyWire;
};
/** The gateway refused a capture for good: the parcel has left, and its money did not come. */
export type PaymentCaptureFailed = {
  readonly type: 'payments.payment-capture-failed.v1';
  readonly paymentId: PaymentId;
  readonly orderId: OrderId;
  readonly shipmentId: ShipmentId | null;
  readonly amount: MoneyWire;
  readonly failureCode: string;
};
export type RefundSucceeded = {
  readonly type: 'payments.refund-succeeded.v1';
  readonly refundId: RefundId;
  readonly paymentId: PaymentId;
  readonly orderId: OrderId;
  readonly amount: MoneyWire;
};
export type PaymentsEvent =
  PaymentAuthorized | PaymentFailed | PaymentCaptured | PaymentCaptureFailed | RefundSucceeded;
