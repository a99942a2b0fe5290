import type { OwnerId, PaymentId, PaymentMethodId } from '@emporium/contracts/ids';
import { describe, expect, it } from 'vitest';
import {
  compensate,
  pauseMs,
  recordPayment,
  retryPayment,
  startSaga,
  type PaymentOutcome,
  type RecoveryPoint,
  type Saga,
} from './saga.ts';

const payer = { payerId: 'usr_1' as OwnerId, paymentMethodId: 'pm_1' as PaymentMethodId };
const at = (point: RecoveryPoint, extra: Partial<Saga> = {}): Saga => ({ ...startSaga(payer, true), point, ...extra });
const paymentId = 'pay_1' as PaymentId;
const nextAction = { kind: 'THREE_DS_CHALLENGE', redirectUrl: null, clientSecret: null, expiresAt: '' };
const outcomes: Record<PaymentOutcome['kind'], PaymentOutcome> = {
  AUTHORIZED: { kind: 'AUTHORIZED', paymentId },
  REQUIRES_ACTION: { kind: 'REQUIRES_ACTION', paymentId, nextAction },
  PENDING: { kind: 'PENDING', paymentId },
  DECLINED: { kind: 'DECLINED', declineCode: 'card_declined' },
};

describe('an outcome of a payment', () => {
  const becomes = (point: RecoveryPoint) =>
    Object.fromEntries(
      Object.entries(outcomes).map(([kind, outcome]) => [kind, recordPayment(at(point), 1, outcome)?.point ?? null]),
    );

  it('moves a saga forward only, whichever of answer and event comes first', () => {
    expect(becomes('PROMOTIONS_REDEEMED')).toEqual({
      AUTHORIZED: 'PAYMENT_AUTHORIZED',
      REQUIRES_ACTION: 'AWAITING_ACTION',
      PENDING: 'AWAITING_GATEWAY',
      DECLINED: 'PAYMENT_FAILED',
    });
    for (const waiting of ['AWAITING_ACTION', 'AWAITING_GATEWAY'] as const) {
      expect(becomes(waiting)).toEqual({
        AUTHORIZED: 'PAYMENT_AUTHORIZED',
        REQUIRES_ACTION: null,
        PENDING: null,
        DECLINED: 'PAYMENT_FAILED',
      });
    }
    for (const past of ['ORDER_CREATED', 'PAYMENT_AUTHORIZED', 'CONFIRMED'] as const) {
      expect(Object.values(becomes(past))).toEqual([null, null, null, null]);
    }
  });

  it('is sent back when it is money that comes too late', () => {
    for (const over of ['COMPENSATING', 'CANCELLED'] as const) {
      expect(becomes(over)).toEqual({
        AUTHORIZED: 'COMPENSATING',
        REQUIRES_ACTION: null,
        PENDING: null,
        DECLINED: null,
      });
      expect(recordPayment(at(over, { compensations: 1 }), 1, outcomes.AUTHORIZED)!.compensations).toBe(2);
    }
  });

  it('belongs to its attempt', () => {
    const failed = recordPayment(at('PROMOTIONS_REDEEMED'), 1, outcomes.DECLINED)!;
    const again = retryPayment(failed, payer);
    expect(again).toMatchObject({ point: 'PROMOTIONS_REDEEMED', attempt: 2, declines: { 1: 'card_declined' } });
    expect(recordPayment(again, 1, outcomes.AUTHORIZED)).toBeNull();
    expect(recordPayment(again, 2, outcomes.AUTHORIZED)!.point).toBe('PAYMENT_AUTHORIZED');
  });
});

describe('a saga', () => {
  it('keeps its first reason for going back', () => {
    expect(compensate(compensate(at('AWAITING_ACTION'), 'BUYER'), 'EXPIRED').reason).toBe('BUYER');
  });

  it('waits longer after each failure, half a minute at most', () => {
    expect([1, 2, 3, 9].map((failures) => pauseMs(at('ORDER_CREATED', { failures })))).toEqual([
      1_000, 2_000, 4_000, 30_000,
    ]);
  });
});
