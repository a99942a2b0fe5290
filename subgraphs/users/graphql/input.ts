import type { FieldKind, InputReader } from '@emporium/platform/graphql';
import { err, ok } from '@emporium/platform/result';
import { normalizeEmail } from '../domain/email.ts';
import { charactersOf, MAX_PASSWORD_LENGTH, normalizePassword, passwordProblem } from '../domain/password.ts';

const email: FieldKind<string> = {
  placeholder: '',
  read(value) {
    const address = normalizeEmail(String(value));
    return address === null ? err({ message: 'Write an email address such as name@example.com.' }) : ok(address);
  },
};

/** As typed: spaces count. The policy decides on it. */
const chosenPassword: FieldKind<string> = { placeholder: '', read: (value) => ok(normalizePassword(String(value))) };

/** Its length is bounded, since it is going to be hashed. */
const password: FieldKind<string> = {
  placeholder: '',
  read(value) {
    const typed = normalizePassword(String(value));
    return charactersOf(typed).length > MAX_PASSWORD_LENGTH
      ? err({ message: `Use at most ${MAX_PASSWORD_LENGTH} characters.` })
      : ok(typed);
  },
};

/** Opaque to clients; bounded, since it is hashed or verified. */
const token: FieldKind<string> = {
  placeholder: '',
  read(value) {
    const text = String(value).trim();
    return text === '' || text.length > 4_096
      ? err({ message: 'Send the token exactly as it was received.' })
      : ok(text);
  },
};

export const readEmail = (p: InputReader, field = 'email'): string => p.read(field, email);
export const readPassword = (p: InputReader): string => p.read('password', password);
export const readChosenPassword = (p: InputReader, field: string): string => p.read(field, chosenPassword);
export const readToken = (p: InputReader, field: string): string => p.read(field, token);
export const readGuestToken = (p: InputReader): string | null => p.optional.read('guestToken', token);

/** A password for an account with this address; a weak one is refused with advice. */
export function readNewPassword(p: InputReader, address: string): string {
  const typed = p.read('password', chosenPassword);
  const problem = passwordProblem(typed, address);
  p.check(problem === null, 'password', problem ?? '', 'PASSWORD_TOO_WEAK');
  return typed;
}
