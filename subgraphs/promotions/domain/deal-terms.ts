import { multiply, type Money } from '@emporium/platform/money';
import { err, ok, type Result } from '@emporium/platform/result';
import type { DealKind } from './deal.ts';

/** The least a deal takes off, in percent: less is not worth a countdown. */
const LEAST_PERCENT_OFF = 5;
const HOUR_MS = 3_600_000;
const LONGEST_MS: Readonly<Record<DealKind, number>> = { LIGHTNING: 12 * HOUR_MS, DAILY: 24 * HOUR_MS };

/** How long a claim holds its units for the checkout. */
export const CLAIM_HOLD_SECONDS = 15 * 60;

export interface DealTerms {
  readonly kind: DealKind;
  readonly dealPrice: Money;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly memberEarlyAccessAt: Date | null;
}

export type TermsProblem = {
  readonly code: 'INVALID' | 'PRICE_OUT_OF_BOUNDS';
  readonly field: 'startsAt' | 'endsAt' | 'memberEarlyAccessAt' | 'dealPrice';
  readonly message: string;
};

/** Whether a seller's proposal can become a deal on an offer that costs `price`. */
export function checkTerms(terms: DealTerms, price: Money, now: Date): Result<null, TermsProblem> {
  const { startsAt, endsAt, memberEarlyAccessAt } = terms;
  const invalid = (field: TermsProblem['field'], message: string) => err({ code: 'INVALID' as const, field, message });
  if (startsAt <= now) return invalid('startsAt', 'Give a start in the future.');
  if (endsAt <= startsAt) return invalid('endsAt', 'Give an end after the start.');
  const longestMs = LONGEST_MS[terms.kind];
  if (endsAt.getTime() - startsAt.getTime() > longestMs) {
    return invalid('endsAt', `A deal of this kind lasts ${longestMs / HOUR_MS} hours at most.`);
  }
  if (memberEarlyAccessAt !== null && (memberEarlyAccessAt >= startsAt || memberEarlyAccessAt <= now)) {
    return invalid('memberEarlyAccessAt', 'Members’ early access begins between now and the start.');
  }
  if (terms.dealPrice.currency !== price.currency) {
    return err({ code: 'PRICE_OUT_OF_BOUNDS', field: 'dealPrice', message: `Give the price in ${price.currency}.` });
  }
  if (multiply(terms.dealPrice, 100).minorUnits > multiply(price, 100 - LEAST_PERCENT_OFF).minorUnits) {
    const message = `Take at least ${LEAST_PERCENT_OFF} % off the offer’s price.`;
    return err({ code: 'PRICE_OUT_OF_BOUNDS', field: 'dealPrice', message });
  }
  return ok(null);
}
