import { newId } from '@emporium/platform/ids';
import { describe, expect, it } from 'vitest';
import type { PostalAddress, SavedAddress } from './account.ts';
import { addAddress, changeAddress, MAX_ADDRESSES, removeAddress } from './address-book.ts';

const address = (line1: string): PostalAddress => ({
  recipient: 'Ada',
  line1,
  line2: null,
  city: 'Leipzig',
  region: null,
  postalCode: '04109',
  country: 'DE',
  phone: null,
});
const add = (book: readonly SavedAddress[], line1: string, makeDefault = false) => {
  const result = addAddress(book, { id: newId('adr'), label: null, address: address(line1), makeDefault });
  if (!result.ok) throw new Error('refused');
  return result.value;
};
const bookOf = (...lines: string[]) => lines.reduce<readonly SavedAddress[]>((book, line) => add(book, line).book, []);
const defaults = (book: readonly SavedAddress[]) =>
  book.filter((entry) => entry.isDefault).map((entry) => entry.address.line1);

describe('an address book', () => {
  it('has one default: the first, unless another is made so', () => {
    const book = bookOf('a', 'b');
    expect(defaults(book)).toEqual(['a']);
    expect(defaults(add(book, 'c', true).book)).toEqual(['c']);
    const changed = changeAddress(book, { id: book[1]!.id, address: address('d'), makeDefault: true });
    expect(changed.ok && defaults(changed.value.book)).toEqual(['d']);
  });

  it('passes the default on to the oldest that stays', () => {
    const [a, ...rest] = bookOf('a', 'b', 'c');
    const removed = removeAddress([a!, ...rest], a!.id);
    expect(removed.ok && defaults(removed.value.book)).toEqual(['b']);
    const last = removeAddress([a!], a!.id);
    expect(last.ok && last.value.book).toEqual([]);
  });

  it('holds the same address once', () => {
    const book = bookOf('a', 'b');
    const again = add(book, 'b', true);
    expect([again.book.length, again.id, defaults(again.book)]).toEqual([2, book[1]!.id, ['b']]);
  });

  it('is bounded, and knows its own entries only', () => {
    const full = bookOf(...Array.from({ length: MAX_ADDRESSES }, (_, n) => `street ${n}`));
    const more = addAddress(full, { id: newId('adr'), label: null, address: address('one more'), makeDefault: false });
    expect(more).toMatchObject({ ok: false, error: { code: 'INVALID' } });
    expect(removeAddress(full, newId('adr'))).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  });
});
