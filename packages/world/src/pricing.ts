/** Prices as a shop writes them: .99, .49 and .00 below a hundred, 9.00 and 9.99 above, 49 and 99 over a thousand. */
export const charmCents = (usd: number, taste: number): number => {
  if (usd < 10) return Math.max(149, Math.floor(usd) * 100 + (taste < 0.55 ? 99 : 49));
  if (usd < 100) return Math.floor(usd) * 100 + (taste < 0.6 ? 99 : taste < 0.8 ? 49 : 0);
  if (usd < 1000) return (Math.floor(usd / 10) * 10 + 9) * 100 + (taste < 0.5 ? 99 : 0);
  return (Math.floor(usd / 50) * 50 + 49) * 100 + (taste < 0.35 ? 99 : 0);
};

/** Whole minor units nearest to `amount × numerator ÷ denominator`, ties to the even one. Exact; amounts not negative. */
export const scaled = (amount: bigint, numerator: bigint, denominator: bigint): bigint => {
  const product = amount * numerator;
  const quotient = product / denominator;
  const twice = (product % denominator) * 2n;
  if (twice < denominator) return quotient;
  if (twice > denominator) return quotient + 1n;
  return quotient % 2n === 0n ? quotient : quotient + 1n;
};

/** A rate in basis points (100 are one per cent) applied to an amount, ties to even. */
export const atRate = (amount: bigint, bps: number): bigint => scaled(amount, BigInt(bps), 10_000n);

/** Splits `amount` in proportion to `weights`; the parts add up exactly, odd units go to the largest remainders. */
export const allocate = (amount: bigint, weights: readonly bigint[]): bigint[] => {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total === 0n) return weights.map(() => 0n);
  const parts = weights.map((weight) => (amount * weight) / total);
  let left = amount - parts.reduce((sum, part) => sum + part, 0n);
  const byRemainder = weights
    .map((weight, position) => ({ position, remainder: (amount * weight) % total }))
    .toSorted((a, b) => (a.remainder === b.remainder ? a.position - b.position : a.remainder > b.remainder ? -1 : 1));
  for (const { position } of byRemainder) {
    if (left === 0n) break;
    parts[position] = (parts[position] as bigint) + 1n;
    left -= 1n;
  }
  return parts;
};
