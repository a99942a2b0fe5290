import { defaultPort } from '@emporium/contracts/topology';
import type { WorldOrder } from '@emporium/world/orders';
import { paymentMethodsOf } from '@emporium/world/payment-methods';
import { splitColumn } from '../data/refund-store.ts';
import type { TableRows } from './index.ts';
import { BANK_TRANSFER, GUEST_CARD } from './method-rows.ts';
import { capturesOf, refundsOf, totalShares } from './movements.ts';

/** Payments with all that hangs on them, in the order in which the tables refer to each other. */
export const paymentRows = (orders: readonly WorldOrder[]): TableRows[] => [
  {
    table: 'payment',
    columns: [
      'id',
      'order_id',
      'order_number',
      'owner_id',
      'status',
      'method',
      'currency',
      'amount_minor',
      'authorized_minor',
      'captured_minor',
      'voided_minor',
      'refunded_minor',
      'created_at',
    ],
    rows: orders.map(({ id, number, ownerId, currency, payment }) => [
      payment.id,
      id,
      number,
      ownerId,
      payment.status,
      payment.method,
      currency,
      payment.amountMinor,
      payment.authorizedMinor,
      payment.capturedMinor,
      payment.voidedMinor,
      payment.refundedMinor,
      payment.createdAt,
    ]),
  },
  {
    table: 'payment_attempt',
    columns: [
      'payment_id',
      'number',
      'status',
      'method_reference',
      'gateway_reference',
      'decline_code',
      'next_action',
      'gateway_ms',
      'started_at',
      'released_at',
    ],
    rows: attemptsOf(orders, ({ order, attempt, reference }) => [
      order.payment.id,
      attempt.attempt,
      attempt.status,
      methodOf(order),
      reference,
      attempt.declineCode,
      attempt.status === 'REQUIRES_ACTION' ? nextActionOf(order, reference) : null,
      attempt.gatewayMs,
      attempt.at,
      order.payment.status === 'CANCELLED' ? order.updatedAt : null,
    ]),
  },
  {
    table: 'payment_allocation',
    columns: [
      'payment_id',
      'seller_order_id',
      'seller_id',
      'authorized_minor',
      'captured_seller_minor',
      'captured_commission_minor',
      'captured_tax_minor',
      'refunded_seller_minor',
      'refunded_commission_minor',
      'refunded_tax_minor',
    ],
    rows: orders.flatMap(({ payment, sellerOrders }) =>
      sellerOrders.map(({ id, sellerId, totals }) => {
        const captured = totalShares(payment.captures, id);
        const refunded = totalShares(payment.refunds, id);
        return [
          payment.id,
          id,
          sellerId,
          totals.totalMinor,
          captured.sellerMinor,
          captured.commissionMinor,
          captured.taxMinor,
          refunded.sellerMinor,
          refunded.commissionMinor,
          refunded.taxMinor,
        ];
      }),
    ),
  },
  {
    table: 'capture',
    columns: [
      'id',
      'payment_id',
      'shipment_id',
      'seller_order_id',
      'seller_id',
      'seller_minor',
      'commission_minor',
      'tax_minor',
      'amount_minor',
      'prepaid_minor',
      'status',
      'created_at',
      'settled_at',
    ],
    rows: orders
      .flatMap(capturesOf)
      .map(({ id, paymentId, earned, amountMinor, prepaidMinor, status, at }) => [
        id,
        paymentId,
        earned!.shipmentId,
        earned!.sellerOrderId,
        earned!.sellerId,
        earned!.shares.sellerMinor,
        earned!.shares.commissionMinor,
        earned!.shares.taxMinor,
        amountMinor,
        prepaidMinor,
        status,
        at,
        at,
      ]),
  },
  {
    table: 'refund',
    columns: [
      'id',
      'payment_id',
      'return_id',
      'amount_minor',
      'reason',
      'split',
      'status',
      'created_at',
      'completed_at',
    ],
    rows: orders
      .flatMap(refundsOf)
      .map(({ id, paymentId, returnId, amountMinor, reason, split, status, createdAt, completedAt }) => [
        id,
        paymentId,
        returnId,
        amountMinor,
        reason,
        splitColumn(split),
        status,
        createdAt,
        completedAt,
      ]),
  },
  {
    table: 'simulator_intent',
    columns: [
      'id',
      'order_id',
      'attempt',
      'method_id',
      'behaviour',
      'currency',
      'amount_minor',
      'captured_minor',
      'refunded_minor',
      'status',
      'decline_code',
      'action',
      'action_expires_at',
      'client_secret',
      'created_at',
    ],
    rows: attemptsOf(orders, ({ order, attempt, reference, isLast }) => [
      reference,
      order.id,
      attempt.attempt,
      methodOf(order),
      'APPROVE',
      order.currency,
      order.payment.amountMinor,
      isLast ? order.payment.capturedMinor : 0n,
      isLast ? order.payment.refundedMinor : 0n,
      intentStatus(order, attempt.status),
      attempt.declineCode,
      attempt.status === 'REQUIRES_ACTION' ? 'display_bank_transfer' : null,
      attempt.status === 'REQUIRES_ACTION' ? order.reservation.expiresAt : null,
      secretOf(reference),
      attempt.at,
    ]),
  },
];

interface AttemptOfOrder {
  readonly order: WorldOrder;
  readonly attempt: WorldOrder['payment']['attempts'][number];
  readonly reference: string;
  readonly isLast: boolean;
}

const attemptsOf = <Row>(orders: readonly WorldOrder[], toRow: (attempt: AttemptOfOrder) => Row): Row[] =>
  orders.flatMap((order) => {
    const { attempts, gatewayReference } = order.payment;
    return attempts.map((attempt, place) => {
      const isLast = place === attempts.length - 1;
      const reference = isLast ? gatewayReference : `${gatewayReference}_${attempt.attempt}`;
      return toRow({ order, attempt, reference, isLast });
    });
  });

function methodOf({ payment, userIndex }: WorldOrder): string {
  if (payment.method.kind === 'BANK_TRANSFER') return BANK_TRANSFER;
  const saved = userIndex === null ? [] : paymentMethodsOf(userIndex);
  return saved.find(({ id }) => id === payment.paymentMethodId)?.token ?? GUEST_CARD;
}

function intentStatus({ payment }: WorldOrder, attempt: 'REQUIRES_ACTION' | 'AUTHORIZED' | 'FAILED'): string {
  if (attempt === 'REQUIRES_ACTION') return 'requires_action';
  if (attempt === 'FAILED') return 'requires_payment_method';
  if (payment.status === 'CANCELLED') return 'canceled';
  return payment.capturedMinor === payment.amountMinor ? 'succeeded' : 'requires_capture';
}

/** The demonstration runs on its default port; there is nothing else it could know. */
const nextActionOf = ({ reservation }: WorldOrder, reference: string) => ({
  kind: 'BANK_TRANSFER_INSTRUCTIONS',
  redirectUrl: `http://127.0.0.1:${defaultPort('payments')}/simulator/challenge/${reference}?secret=${secretOf(reference)}`,
  clientSecret: secretOf(reference),
  expiresAt: reservation.expiresAt,
});

const secretOf = (reference: string): string => `secret_${reference}`;
