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
export type RefundSucceeded = {
  readonly type: 'payments.refund-succeeded.v1';
  readonly refundId: RefundId;
  readonly paymentId: PaymentId;
  readonly orderId: OrderId;
  readonly amount: MoneyWire;
};
export type PaymentsEvent = PaymentAuthorized | PaymentFailed | PaymentCaptured | RefundSucceeded;
