import { newId } from '@emporium/platform/ids';
import { describe, expect, it } from 'vitest';
import { authorizedPayment, NOW } from '../testing/payment.ts';
import { seededRandom } from '../testing/random.ts';
import { captureAhead, captureForShipment, captureSucceeded, type CaptureDecision } from './capture.ts';
import { capturePosting, refundPosting } from './ledger.ts';
import { sumOfShares, type Payment } from './payment.ts';
import { ANY_SOURCE, decideRefund, refundableFrom, refundFailed, refundSucceeded } from './refund.ts';

const settle = (decision: CaptureDecision): Payment => {
  if (!decision.ok) throw new Error(decision.error.code);
  return captureSucceeded(decision.value.payment, decision.value.capture);
};
const ship = (payment: Payment, seller: number, whole: bigint): Payment => {
  const { sellerId, sellerOrderId } = payment.allocations[seller]!;
  const shares = { sellerMinor: whole - 2n * (whole / 7n), commissionMinor: whole / 7n, taxMinor: whole / 7n };
  return settle(
    captureForShipment(payment, newId('cap'), { shipmentId: newId('shp'), sellerId, sellerOrderId, shares }),
  );
};
const refund = (payment: Payment, amountMinor: bigint | null) =>
  decideRefund(payment, { id: newId('ref'), amountMinor, reason: 'r', returnId: null, source: ANY_SOURCE, now: NOW });

describe('a refund', () => {
  it('is split to the last unit, never takes more from a share than it has, and ends at nothing', () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const random = seededRandom(seed);
      let payment = ship(ship(authorizedPayment([6_007n, 3_989n]), 0, 5_003n), 1, 3_989n);
      payment = settle(captureAhead(payment, newId('cap'), 811n));
      for (let turn = 0; turn < 200 && refundableFrom(payment, ANY_SOURCE) > 0n; turn += 1) {
        const open = refundableFrom(payment, ANY_SOURCE);
        const decision = refund(payment, random.below(5) === 0 || turn > 100 ? open : random.upTo(open - 1n) + 1n);
        if (!decision.ok) throw new Error(decision.error.code);
        const { amountMinor, split } = decision.value.refund;
        const parts = split.shares.reduce((sum, { shares }) => sum + sumOfShares(shares), split.prepaidMinor);
        expect(parts).toBe(amountMinor);
        payment = refundSucceeded(decision.value.payment, decision.value.refund);
        for (const { captured, refunded } of payment.allocations) {
          for (const share of ['sellerMinor', 'commissionMinor', 'taxMinor'] as const) {
            expect(refunded[share]).toBeLessThanOrEqual(captured[share]);
            expect(refunded[share]).toBeGreaterThanOrEqual(0n);
          }
        }
      }
      expect(payment).toMatchObject({ capturedMinor: 9_803n, refundedMinor: 9_803n, prepaidMinor: 0n });
    }
  });

  it('that the gateway refuses leaves everything as it was', () => {
    const payment = ship(authorizedPayment(), 0, 10_000n);
    const decision = refund(payment, 3_333n);
    if (!decision.ok) throw new Error(decision.error.code);
    expect(refundFailed(decision.value.payment, decision.value.refund)).toEqual(payment);
  });

  it('cannot take what was not captured', () => {
    expect(refund(authorizedPayment(), null)).toEqual({
      ok: false,
      error: { code: 'AMOUNT_EXCEEDS_REFUNDABLE', refundableMinor: 0n },
    });
  });
});

describe('a posting', () => {
  it('mirrors itself when all of a capture is refunded', () => {
    const payment = ship(authorizedPayment(), 0, 10_000n);
    const decision = refund(payment, null);
    if (!decision.ok) throw new Error(decision.error.code);
    const { sellerId, sellerOrderId, captured } = payment.allocations[0]!;
    const capture = capturePosting(
      {
        id: newId('cap'),
        paymentId: payment.id,
        earned: { shipmentId: newId('shp'), sellerId, sellerOrderId, shares: captured },
        amountMinor: 10_000n,
        prepaidMinor: 0n,
        status: 'SUCCEEDED',
        failureCode: null,
      },
      'USD',
    );
    const back = refundPosting(decision.value.refund, 'USD');
    const byAccount = (lines: typeof back.lines, sign: bigint) =>
      Object.fromEntries(lines.map(({ account, amountMinor }) => [account, sign * amountMinor]));
    expect(byAccount(back.lines, -1n)).toEqual(byAccount(capture.lines, 1n));
  });

  it('is refused when its lines do not sum to zero', () => {
    const payment = ship(authorizedPayment(), 0, 10_000n);
    const decision = refund(payment, 100n);
    if (!decision.ok) throw new Error(decision.error.code);
    expect(() => refundPosting({ ...decision.value.refund, amountMinor: 101n }, 'USD')).toThrow('out of balance');
  });
});
