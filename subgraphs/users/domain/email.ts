import { domainToASCII } from 'node:url';

// One @, no spaces, a dot in the domain; whether the mailbox exists only a message to it can tell.
const FORM = /^[^\s@"(),:;<>[\\\]\p{Cc}]+@[^\s@]+\.[^\s@]+$/u;
/** RFC 5321, 4.5.3.1. */
const MAX_LENGTH = 254;

/**
 * One mailbox, one text: trimmed, Unicode normal form KC, lower case, the domain in ASCII. What a
 * provider ignores (dots, `+tags`) stays, since only the provider knows. Null when it is not an address.
 */
export function normalizeEmail(text: string): string | null {
  const address = text.trim().normalize('NFKC').toLowerCase();
  if (address.length > MAX_LENGTH || !FORM.test(address)) return null;
  const at = address.lastIndexOf('@');
  const domain = domainToASCII(address.slice(at + 1));
  return domain === '' ? null : `${address.slice(0, at)}@${domain}`;
}
