import { money } from '@emporium/platform/money';
import { describe, expect, it } from 'vitest';
import { checkTerms, type DealTerms } from './deal-terms.ts';
import { dealStatus, percentClaimed, percentOff, remainingBand } from './deal.ts';
import { claimStatus } from './deal-claim.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 12, minute));

describe('a deal', () => {
  const deal = {
    stage: 'APPROVED' as const,
    startsAt: at(10),
    endsAt: at(20),
    memberEarlyAccessAt: at(5),
    quantity: 10,
    claimed: 0,
  };

  it.each([
    [4, 0, 'SCHEDULED'],
    [5, 0, 'EARLY_ACCESS'],
    [5, 10, 'SOLD_OUT'],
    [9, 9, 'EARLY_ACCESS'],
    [10, 0, 'LIVE'],
    [10, 10, 'SOLD_OUT'],
    [19, 9, 'LIVE'],
    [20, 0, 'ENDED'],
    [20, 10, 'ENDED'],
  ])('at minute %i with %i claimed is %s', (minute, claimed, status) => {
    expect(dealStatus({ ...deal, claimed }, at(minute))).toBe(status);
  });

  it('waits for people until it is approved, and for nobody once it is cancelled', () => {
    expect(dealStatus({ ...deal, stage: 'IN_REVIEW' }, at(10))).toBe('IN_REVIEW');
    expect(dealStatus({ ...deal, stage: 'ALLOCATING' }, at(30))).toBe('IN_REVIEW');
    expect(dealStatus({ ...deal, stage: 'CANCELLED' }, at(30))).toBe('CANCELLED');
  });

  it('rounds so that it never claims too much', () => {
    expect(percentClaimed({ claimed: 199, quantity: 200 })).toBe(99);
    expect(percentOff({ dealPrice: money(6_667, 'USD'), wasPrice: money(10_000, 'USD') })).toBe(33);
  });

  it.each([
    [0, 'PLENTY'],
    [9, 'PLENTY'],
    [10, 'LIMITED'],
    [17, 'LIMITED'],
    [18, 'ALMOST_GONE'],
    [19, 'ALMOST_GONE'],
    [20, 'NONE'],
  ])('with %i of 20 claimed has %s left', (claimed, band) => {
    expect(remainingBand({ claimed, quantity: 20 })).toBe(band);
  });
});

describe('a hold', () => {
  it('is worth nothing from the moment it runs out', () => {
    expect(claimStatus({ status: 'HELD', expiresAt: at(1) }, at(0))).toBe('HELD');
    expect(claimStatus({ status: 'HELD', expiresAt: at(1) }, at(1))).toBe('EXPIRED');
    expect(claimStatus({ status: 'REDEEMED', expiresAt: at(1) }, at(1))).toBe('REDEEMED');
  });
});

describe('the terms of a proposal', () => {
  const price = money(10_000, 'USD');
  const terms: DealTerms = {
    kind: 'LIGHTNING',
    dealPrice: money(9_500, 'USD'),
    startsAt: at(10),
    endsAt: at(20),
    memberEarlyAccessAt: null,
  };
  const problem = (change: Partial<DealTerms>) => {
    const result = checkTerms({ ...terms, ...change }, price, at(0));
    return result.ok ? null : result.error.field;
  };

  it.each<[Partial<DealTerms>, string | null]>([
    [{}, null],
    [{ startsAt: at(0) }, 'startsAt'],
    [{ endsAt: at(10) }, 'endsAt'],
    [{ endsAt: at(10 + 12 * 60) }, null],
    [{ endsAt: at(11 + 12 * 60) }, 'endsAt'],
    [{ kind: 'DAILY', endsAt: at(10 + 24 * 60) }, null],
    [{ dealPrice: money(9_501, 'USD') }, 'dealPrice'],
    [{ dealPrice: money(1, 'EUR') }, 'dealPrice'],
    [{ memberEarlyAccessAt: at(9) }, null],
    [{ memberEarlyAccessAt: at(10) }, 'memberEarlyAccessAt'],
    [{ memberEarlyAccessAt: at(0) }, 'memberEarlyAccessAt'],
  ])('case %#: $1', (change, field) => {
    expect(problem(change)).toBe(field);
  });
});
