// Crockford's base32: no I, L, O or U, so a number survives being read out on the phone.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const DIGITS = 6;
const SPACE = 32 ** DIGITS;
/** Odd, so that multiplying by it modulo a power of two loses nothing. */
const MULTIPLIER = 676_371_589;
const OFFSET = 291_840_367;

/**
 * `E-2026-7K3M9Q`. The n-th order's digits are a permutation of all 32⁶ (a thousand million), so
 * numbers do not repeat, and from one nobody reads how many orders there are.
 */
export function orderNumber(sequence: bigint, placedAt: Date): string {
  let rest = Number((sequence * BigInt(MULTIPLIER) + BigInt(OFFSET)) % BigInt(SPACE));
  let digits = '';
  for (let i = 0; i < DIGITS; i += 1) {
    digits = ALPHABET[rest % 32]! + digits;
    rest = Math.floor(rest / 32);
  }
  return `E-${placedAt.getUTCFullYear()}-${digits}`;
}
