/** Codes printed on things: unique by construction, since each is a permutation of the thing's number. */

const CODE_SPACE = 2 ** 25;
const CODE_FACTOR = 7_368_787;
const CODE_OFFSET = 1_234_567;
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Five characters for a number below 33,554,432. Odd factor, so no two numbers share one. */
export const scrambled = (index: number): string => {
  let value = Number((BigInt(index) * BigInt(CODE_FACTOR) + BigInt(CODE_OFFSET)) % BigInt(CODE_SPACE));
  let code = '';
  for (let i = 0; i < 5; i += 1) {
    code = ALPHABET.charAt(value % 32) + code;
    value = Math.floor(value / 32);
  }
  return code;
};

/** The inverse of the factor modulo 2^25, by Newton's iteration: each round doubles the correct bits. */
const CODE_INVERSE = (() => {
  let inverse = 1;
  for (let i = 0; i < 5; i += 1) inverse = Math.imul(inverse, 2 - Math.imul(CODE_FACTOR, inverse));
  return (inverse >>> 0) % CODE_SPACE;
})();

/** The number that `scrambled` made `code` from, or null when it is no such code. */
export const unscrambled = (code: string): number | null => {
  if (code.length !== 5) return null;
  let value = 0;
  for (const char of code) {
    const digit = ALPHABET.indexOf(char);
    if (digit < 0) return null;
    value = value * 32 + digit;
  }
  return (Math.imul(value - CODE_OFFSET, CODE_INVERSE) >>> 0) % CODE_SPACE;
};

/** The last digit of a GTIN-13, so that digits weighted 1, 3, 1, 3 … add up to a multiple of ten. */
export const gtinCheckDigit = (twelve: string): number => {
  let sum = 0;
  for (let i = 0; i < 12; i += 1) sum += (twelve.charCodeAt(i) - 48) * (i % 2 === 0 ? 1 : 3);
  return (10 - (sum % 10)) % 10;
};

/** A GTIN-13 in GS1's range for restricted circulation (20), so that it can belong to nobody's real product. */
export const gtin = (index: number): string => {
  const twelve = `20${String((index * 98_765_431 + 1_357_911) % 10_000_000_000).padStart(10, '0')}`;
  return `${twelve}${gtinCheckDigit(twelve)}`;
};
