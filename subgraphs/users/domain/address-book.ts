import type { AddressId } from '@emporium/contracts/ids';
import { err, ok, type Result } from '@emporium/platform/result';
import type { PostalAddress, SavedAddress } from './account.ts';
import { hasRules } from './postal-address.ts';

export const MAX_ADDRESSES = 50;

export type AddressBookProblem =
  { readonly code: 'NOT_FOUND' } | { readonly code: 'INVALID'; readonly field: 'address'; readonly message: string };

export interface AddressBookChange {
  /** The whole book as it shall be. */
  readonly book: readonly SavedAddress[];
  readonly id: AddressId;
}

interface NewAddress {
  readonly id: AddressId;
  readonly label: string | null;
  readonly address: PostalAddress;
  readonly makeDefault: boolean;
}

/** Adds an address; the same address sent twice is one entry. The first is the default. */
export function addAddress(
  book: readonly SavedAddress[],
  entry: NewAddress,
): Result<AddressBookChange, AddressBookProblem> {
  const twin = book.find((saved) => isSame(saved.address, entry.address));
  if (twin !== undefined) {
    const label = entry.label ?? twin.label;
    return ok({ book: arrange(book, { ...twin, label }, entry.makeDefault), id: twin.id });
  }
  if (book.length >= MAX_ADDRESSES) {
    const message = `An address book holds ${MAX_ADDRESSES} addresses. Delete one first.`;
    return err({ code: 'INVALID', field: 'address', message });
  }
  const saved = {
    id: entry.id,
    label: entry.label,
    address: entry.address,
    isDefault: false,
    validated: hasRules(entry.address),
  };
  return ok({ book: arrange([...book, saved], saved, entry.makeDefault), id: entry.id });
}

interface ChangedAddress {
  readonly id: AddressId;
  readonly address: PostalAddress;
  /** Absent: as it was. */
  readonly label?: string | null;
  readonly makeDefault: boolean;
}

export function changeAddress(
  book: readonly SavedAddress[],
  { id, address, label, makeDefault }: ChangedAddress,
): Result<AddressBookChange, AddressBookProblem> {
  const saved = book.find((entry) => entry.id === id);
  if (saved === undefined) return err({ code: 'NOT_FOUND' });
  const next = { ...saved, address, validated: hasRules(address), ...(label !== undefined && { label }) };
  return ok({ book: arrange(book, next, makeDefault), id });
}

/** When the default goes, the oldest that stays takes its place. */
export function removeAddress(
  book: readonly SavedAddress[],
  id: AddressId,
): Result<AddressBookChange, AddressBookProblem> {
  const saved = book.find((entry) => entry.id === id);
  if (saved === undefined) return err({ code: 'NOT_FOUND' });
  const rest = book.filter((entry) => entry.id !== id);
  const [oldest] = rest;
  return ok({ book: saved.isDefault && oldest ? arrange(rest, oldest, true) : rest, id });
}

function arrange(book: readonly SavedAddress[], changed: SavedAddress, makeDefault: boolean): SavedAddress[] {
  const isDefault = makeDefault || changed.isDefault || book.length === 1;
  return book.map((entry) => {
    if (entry.id === changed.id) return { ...changed, isDefault };
    return isDefault ? { ...entry, isDefault: false } : entry;
  });
}

const isSame = (a: PostalAddress, b: PostalAddress): boolean =>
  (['recipient', 'line1', 'line2', 'city', 'region', 'postalCode', 'country', 'phone'] as const).every(
    (field) => a[field] === b[field],
  );
