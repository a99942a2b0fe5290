import { COMMON_PASSWORDS } from './common-passwords.ts';

export const MIN_PASSWORD_LENGTH = 10;
/** Longer ones cost time to hash and add nothing. */
export const MAX_PASSWORD_LENGTH = 128;

/** As NIST SP 800-63B, 5.1.1.2 wants it: spaces count, and the same letters typed on two keyboards are the same. */
export const normalizePassword = (password: string): string => password.normalize('NFKC');

/**
 * What is wrong with a new password, as advice, or null. No rules about digits and signs: they make
 * passwords worse. Length is in Unicode characters.
 */
export function passwordProblem(password: string, email: string): string | null {
  const length = charactersOf(password).length;
  if (length < MIN_PASSWORD_LENGTH) return `Use at least ${MIN_PASSWORD_LENGTH} characters.`;
  if (length > MAX_PASSWORD_LENGTH) return `Use at most ${MAX_PASSWORD_LENGTH} characters.`;
  const lower = password.toLowerCase();
  if (lower === email || lower === email.slice(0, email.lastIndexOf('@')))
    return 'Your email address is the first thing anybody would try. Choose another password.';
  if (new Set(lower).size < 4 || isSequence(lower) || COMMON_PASSWORDS.has(lower))
    return 'This password is among the first that are tried. Choose another one, such as four random words.';
  return null;
}

/** Code points: an emoji is one, whatever its encoding needs. */
export const charactersOf = (text: string): string[] => Array.from(text);

/** `abcdefghij`, `0987654321`: each character is the neighbour of the one before. */
function isSequence(text: string): boolean {
  const codes = charactersOf(text).map((character) => character.codePointAt(0)!);
  const steps = codes.slice(1).map((code, index) => code - codes[index]!);
  return steps.every((step) => step === 1) || steps.every((step) => step === -1);
}
