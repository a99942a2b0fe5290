import { describe, expect, it } from 'vitest';
import { begunPayment, NOW, report, requestOf, VISA } from '../testing/payment.ts';
import { decideReport, startAttempt, type GatewayReport } from './authorization.ts';
import { currentAttempt, type Payment } from './payment.ts';
import { voidUncaptured } from './void.ts';

const after = (payment: Payment, ...reports: Partial<GatewayReport>[]): Payment =>
  reports.reduce((current, each) => decideReport(current, report(current, each)).payment, payment);

/** Every order in which the items can come. */
const permutations = <T>(items: readonly T[]): T[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));

describe('what the gateway reports', () => {
  it('leads to one end, in whatever order and however often it comes', () => {
    const told = [
      { status: 'PROCESSING' },
      { status: 'REQUIRES_ACTION' },
      { status: 'AUTHORIZED' },
      { status: 'REQUIRES_ACTION' },
    ] as const;
    for (const order of permutations(told)) {
      expect(after(begunPayment(), ...order, ...order)).toMatchObject({
        status: 'AUTHORIZED',
        authorizedMinor: 10_000n,
      });
    }
  });

  it('does not take back a refusal, nor an authorisation', () => {
    const refused = { status: 'FAILED', declineCode: 'stolen_card' } as const;
    expect(after(begunPayment(), { status: 'AUTHORIZED' }, refused).status).toBe('AUTHORIZED');
    expect(after(begunPayment(), refused, { status: 'REQUIRES_ACTION' })).toMatchObject({
      status: 'FAILED',
      attempts: [{ declineCode: 'stolen_card' }],
    });
  });

  it('names money that nobody wants any more', () => {
    const failed = after(begunPayment(), { status: 'FAILED' });
    expect(decideReport(failed, report(failed, {}))).toMatchObject({ kind: 'STRAY', payment: { status: 'FAILED' } });
    const { payment: cancelled } = voidUncaptured(begunPayment(), 'ALL');
    expect(decideReport(cancelled, report(cancelled, {}))).toMatchObject({
      kind: 'STRAY',
      payment: { status: 'CANCELLED' },
    });
  });

  it('counts a hold that the gateway dropped as a refusal', () => {
    expect(after(begunPayment(), { status: 'CANCELLED' })).toMatchObject({
      status: 'FAILED',
      attempts: [{ declineCode: 'declined' }],
    });
  });

  it('is refused when it authorises another amount', () => {
    const payment = begunPayment();
    expect(() => decideReport(payment, report(payment, { amountMinor: 9_999n }))).toThrow('9999');
  });

  it('says nothing new twice', () => {
    const payment = after(begunPayment(), {});
    const again = decideReport(payment, report(payment, {}));
    expect(again.kind).toBe('UNCHANGED');
    expect(again.payment).toBe(payment);
  });
});

describe('a further attempt', () => {
  const retry = (payment: Payment, attempt = 2, method = { ...VISA, reference: 'spm_2' }) =>
    startAttempt(payment, { ...requestOf([7_000n]), attempt }, method, { id: payment.id, now: NOW });

  it('follows a refusal, and may be of another amount', () => {
    const failed = after(begunPayment(), { status: 'FAILED' });
    expect(retry(failed)).toMatchObject({
      ok: true,
      value: {
        replaced: null,
        payment: { status: 'PROCESSING', amountMinor: 7_000n, attempts: [{ status: 'FAILED' }, { number: 2 }] },
      },
    });
  });

  it('replaces a challenge that nobody answered', () => {
    const waiting = after(begunPayment(), { status: 'REQUIRES_ACTION' });
    const result = retry(waiting);
    expect(result).toMatchObject({ ok: true, value: { replaced: { number: 1 } } });
    if (result.ok) expect(result.value.payment.attempts[0]!.status).toBe('CANCELLED');
  });

  it.each([
    ['an open question', begunPayment()],
    ['an authorisation', after(begunPayment(), {})],
    ['a payment given up', voidUncaptured(begunPayment(), 'ALL').payment],
  ])('does not stand beside %s', (_, payment) => {
    expect(retry(payment)).toEqual({ ok: false, error: { code: 'ILLEGAL_TRANSITION', status: payment.status } });
  });

  it('cannot take the number of another one', () => {
    const payment = begunPayment();
    expect(retry(payment, 1)).toMatchObject({ ok: false, error: { code: 'ATTEMPT_TAKEN' } });
    expect(retry(after(payment, { status: 'FAILED' }), 1)).toMatchObject({ ok: false });
  });

  it('leaves reports about the former one without effect', () => {
    const second = retry(after(begunPayment(), { status: 'FAILED' }));
    const payment = second.ok ? second.value.payment : begunPayment();
    const late = decideReport(payment, report(payment, { attempt: 1, status: 'REQUIRES_ACTION' })).payment;
    expect(currentAttempt(late)).toMatchObject({ number: 2, status: 'PROCESSING' });
    expect(late.status).toBe('PROCESSING');
  });
});
