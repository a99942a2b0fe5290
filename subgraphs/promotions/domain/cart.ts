import type { CategoryId, DealClaimId, OfferId } from '@emporium/contracts/ids';
import { multiply, sum, type Money } from '@emporium/platform/money';
import type { CurrencyCode } from '@emporium/contracts/money';

/** A line as the cart knows it, at the offer's own price. */
export interface CartLine {
  readonly lineId: string;
  readonly offerId: OfferId;
  /** From the department down. */
  readonly categoryPath: readonly CategoryId[];
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly dealClaimId: DealClaimId | null;
}

export const lineTotal = (line: Pick<CartLine, 'quantity' | 'unitPrice'>): Money =>
  multiply(line.unitPrice, line.quantity);

export const totalOf = (lines: readonly CartLine[], currency: CurrencyCode): Money =>
  sum(lines.map(lineTotal), currency);
