/** Card numbers have 12 to 19 digits (ISO/IEC 7812-1); no network issues fewer than 13 today. */
const [SHORTEST, LONGEST] = [13, 19];
const GROUPS_OF_DIGITS = /\d+(?:[ .-]\d+)*/g;

/**
 * The text has something in it that could be a card's number: digits, perhaps grouped, that pass the
 * Luhn check. Such text is refused before it is stored or logged; better one odd reference too many
 * refused than one card's number kept.
 */
export const containsCardNumber = (text: string): boolean =>
  (text.match(GROUPS_OF_DIGITS) ?? []).some((run) => joins(run.split(/\D/)).some(couldBeNumber));

/** The same for a key that a program made up: a UUID has digits enough to look like a card's number by chance. */
export const isCardNumber = (text: string): boolean => !/[a-z]/i.test(text) && containsCardNumber(text);

/** Neighbouring groups put together: a number may stand beside other digits. */
const joins = (groups: readonly string[]): string[] =>
  groups.flatMap((_, start) => groups.slice(start).map((_group, end) => groups.slice(start, start + end + 1).join('')));

const couldBeNumber = (digits: string): boolean =>
  digits.length >= SHORTEST && digits.length <= LONGEST && passesLuhn(digits);

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = digit * 2;
    sum += i % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
