import { err, ok, type Result } from '@emporium/platform/result';
import type { PostalAddress } from './account.ts';
import { compactPostalCode, POSTAL_CODES, type PostalCodeRule } from './postal-codes.ts';
import { REGIONS } from './regions.ts';

export interface UndeliverableAddress {
  readonly code: 'ADDRESS_UNDELIVERABLE';
  readonly field: 'country' | 'postalCode' | 'region';
  readonly message: string;
  /** Addresses that would be accepted and are close; the client offers them. */
  readonly suggestions: readonly PostalAddress[];
}

/**
 * The address as carriers want it, or why none delivers there: spaces collapsed, postal code in its country's form, region
 * as its code (filled in where the postal code tells it). Whether the street exists nobody asks.
 */
export function checkAddress(input: PostalAddress): Result<PostalAddress, UndeliverableAddress> {
  const address = tidied(input);
  if (!Object.hasOwn(POSTAL_CODES, address.country)) {
    return refuse('country', `We do not deliver to ${address.country} yet. Choose an address in another country.`);
  }
  const rule = POSTAL_CODES[address.country] ?? null;
  if (rule === null) return ok(address);
  const compact = compactPostalCode(address.postalCode ?? '');
  if (!rule.form.test(compact)) {
    const message =
      compact === ''
        ? `Add the postal code, such as ${rule.example}.`
        : `This is not a postal code of ${address.country}. It should look like ${rule.example}.`;
    return refuse('postalCode', message, misread(address, compact, rule));
  }
  return checkRegion({ ...address, postalCode: rule.write(compact) }, compact);
}

function checkRegion(address: PostalAddress, compact: string): Result<PostalAddress, UndeliverableAddress> {
  const rule = REGIONS[address.country];
  if (rule === undefined) return ok(address);
  const possible = rule.ofPostalCode(compact);
  const suggestions = possible.map((region) => ({ ...address, region }));
  if (possible.length === 0) {
    return refuse('postalCode', `The postal code ${address.postalCode} is not in use. Check it.`);
  }
  if (address.region === null) {
    return suggestions.length === 1 ? ok(suggestions[0]!) : refuse('region', `Add the ${rule.noun}.`, suggestions);
  }
  const region = rule.codes.get(address.region.toLowerCase().replaceAll('.', ''));
  if (region === undefined) {
    return refuse('region', `There is no ${rule.noun} "${address.region}" in ${address.country}.`, suggestions);
  }
  if (!possible.includes(region)) {
    const message = `The postal code ${address.postalCode} lies in ${possible.join(' or ')}, not in ${region}. Correct one of them.`;
    return refuse('region', message, suggestions);
  }
  return ok({ ...address, region });
}

/** The country writes postal codes, so that the form of an address says something. */
export const hasRules = ({ country }: PostalAddress): boolean => (POSTAL_CODES[country] ?? null) !== null;

const refuse = (
  field: UndeliverableAddress['field'],
  message: string,
  suggestions: readonly PostalAddress[] = [],
): Result<never, UndeliverableAddress> => err({ code: 'ADDRESS_UNDELIVERABLE', field, message, suggestions });

/** An O read for a zero, an I or L for a one. */
function misread(address: PostalAddress, compact: string, rule: PostalCodeRule): PostalAddress[] {
  const reread = compact.replaceAll('O', '0').replace(/[IL]/g, '1');
  if (reread === compact || !rule.form.test(reread)) return [];
  const corrected = checkRegion({ ...address, postalCode: rule.write(reread) }, reread);
  return corrected.ok ? [corrected.value] : [...corrected.error.suggestions];
}

const tidy = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim();
const tidyOrNull = (text: string | null): string | null => (text === null ? null : tidy(text) || null);

const tidied = (address: PostalAddress): PostalAddress => ({
  recipient: tidy(address.recipient),
  line1: tidy(address.line1),
  line2: tidyOrNull(address.line2),
  city: tidy(address.city),
  region: tidyOrNull(address.region),
  postalCode: tidyOrNull(address.postalCode),
  country: address.country.toUpperCase(),
  phone: tidyOrNull(address.phone),
});
