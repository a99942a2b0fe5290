import { describe, expect, it } from 'vitest';
import { canBecome, statusOfMoney, type PaymentStatus } from './payment-status.ts';

const STATUSES: readonly PaymentStatus[] = [
  'PROCESSING',
  'REQUIRES_ACTION',
  'AUTHORIZED',
  'PARTIALLY_CAPTURED',
  'CAPTURED',
  'PARTIALLY_REFUNDED',
  'REFUNDED',
  'FAILED',
  'CANCELLED',
];

const money = (capturedMinor: bigint, voidedMinor: bigint, refundedMinor: bigint) => ({
  authorizedMinor: 4n,
  capturedMinor,
  voidedMinor,
  refundedMinor,
});

describe('the state machine of a payment', () => {
  it('has no way back once the money was authorised', () => {
    const before: readonly PaymentStatus[] = ['PROCESSING', 'REQUIRES_ACTION', 'FAILED'];
    for (const from of STATUSES.filter((status) => !before.includes(status))) {
      for (const to of before) expect(canBecome(from, to), `${from} → ${to}`).toBe(false);
    }
  });

  it('has no circle but that of another attempt', () => {
    const reachable = (from: PaymentStatus, seen = new Set<PaymentStatus>()): Set<PaymentStatus> => {
      for (const to of STATUSES) {
        if (to !== 'PROCESSING' && canBecome(from, to) && !seen.has(to)) reachable(to, seen.add(to));
      }
      return seen;
    };
    for (const status of STATUSES) expect(reachable(status).has(status), status).toBe(false);
  });

  it('follows from amounts that only grow, by steps that it has', () => {
    const amounts = [0n, 1n, 2n, 3n, 4n];
    const worlds = amounts.flatMap((captured) =>
      amounts.flatMap((voided) => amounts.map((refunded) => money(captured, voided, refunded))),
    );
    const possible = worlds.filter((m) => m.capturedMinor + m.voidedMinor <= 4n && m.refundedMinor <= m.capturedMinor);
    for (const from of possible) {
      for (const field of ['capturedMinor', 'voidedMinor', 'refundedMinor'] as const) {
        for (let step = 1n; step <= 4n; step += 1n) {
          const to = { ...from, [field]: from[field] + step };
          if (to.capturedMinor + to.voidedMinor > 4n || to.refundedMinor > to.capturedMinor) continue;
          const [before, after] = [statusOfMoney(from), statusOfMoney(to)];
          expect(before === after || canBecome(before, after), `${before} → ${after}`).toBe(true);
        }
      }
    }
  });
});
