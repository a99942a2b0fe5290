import type { OrderId, OwnerId, PaymentId, SellerId, SellerOrderId } from '@emporium/contracts/ids';
import type { CurrencyCode } from '@emporium/contracts/money';
import type { AttemptStatus, PaymentStatus } from '../domain/payment-status.ts';
import type { Allocation, Attempt, MethodSnapshot, NextAction, Payment } from '../domain/payment.ts';

export interface PaymentRow {
  readonly id: PaymentId;
  readonly order_id: OrderId;
  readonly order_number: string;
  readonly owner_id: OwnerId;
  readonly status: PaymentStatus;
  readonly method: MethodSnapshot;
  readonly currency: CurrencyCode;
  readonly amount_minor: bigint;
  readonly authorized_minor: bigint;
  readonly captured_minor: bigint;
  readonly capturing_minor: bigint;
  readonly voided_minor: bigint;
  readonly refunded_minor: bigint;
  readonly refunding_minor: bigint;
  readonly prepaid_minor: bigint;
  readonly created_at: Date;
}

export interface AttemptRow {
  readonly payment_id: PaymentId;
  readonly number: number;
  readonly status: AttemptStatus;
  readonly method_reference: string;
  readonly gateway_reference: string | null;
  readonly decline_code: string | null;
  readonly next_action: (Omit<NextAction, 'expiresAt'> & { readonly expiresAt: string }) | null;
  readonly gateway_ms: number | null;
  readonly started_at: Date;
  readonly released_at: Date | null;
}

export interface AllocationRow {
  readonly payment_id: PaymentId;
  readonly seller_order_id: SellerOrderId;
  readonly seller_id: SellerId;
  readonly authorized_minor: bigint;
  readonly captured_seller_minor: bigint;
  readonly captured_commission_minor: bigint;
  readonly captured_tax_minor: bigint;
  readonly refunded_seller_minor: bigint;
  readonly refunded_commission_minor: bigint;
  readonly refunded_tax_minor: bigint;
}

export const toPayment = (
  row: PaymentRow,
  attempts: readonly AttemptRow[],
  allocations: readonly AllocationRow[],
): Payment => ({
  id: row.id,
  orderId: row.order_id,
  orderNumber: row.order_number,
  ownerId: row.owner_id,
  status: row.status,
  method: row.method,
  currency: row.currency,
  amountMinor: row.amount_minor,
  authorizedMinor: row.authorized_minor,
  capturedMinor: row.captured_minor,
  capturingMinor: row.capturing_minor,
  voidedMinor: row.voided_minor,
  refundedMinor: row.refunded_minor,
  refundingMinor: row.refunding_minor,
  prepaidMinor: row.prepaid_minor,
  attempts: attempts.map(toAttempt),
  allocations: allocations.map(toAllocation),
  createdAt: row.created_at,
});

const toAttempt = (row: AttemptRow): Attempt => ({
  number: row.number,
  status: row.status,
  methodReference: row.method_reference,
  gatewayReference: row.gateway_reference,
  declineCode: row.decline_code,
  nextAction: row.next_action && { ...row.next_action, expiresAt: new Date(row.next_action.expiresAt) },
  gatewayMs: row.gateway_ms,
  startedAt: row.started_at,
  releasedAt: row.released_at,
});

const toAllocation = (row: AllocationRow): Allocation => ({
  sellerOrderId: row.seller_order_id,
  sellerId: row.seller_id,
  authorizedMinor: row.authorized_minor,
  captured: {
    sellerMinor: row.captured_seller_minor,
    commissionMinor: row.captured_commission_minor,
    taxMinor: row.captured_tax_minor,
  },
  refunded: {
    sellerMinor: row.refunded_seller_minor,
    commissionMinor: row.refunded_commission_minor,
    taxMinor: row.refunded_tax_minor,
  },
});
