import type { AddressId, UserId } from '@emporium/contracts/ids';
import type { Tx, UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { err, ok, type Result } from '@emporium/platform/result';
import type { PostalAddress, SavedAddress } from '../domain/account.ts';
import {
  addAddress,
  changeAddress,
  removeAddress,
  type AddressBookChange,
  type AddressBookProblem,
} from '../domain/address-book.ts';
import { checkAddress, type UndeliverableAddress } from '../domain/postal-address.ts';
import type { AccountStore, AddressStore } from './ports.ts';

export type AddressProblem = AddressBookProblem | UndeliverableAddress;
export type AddressOutcome = Result<AddressId, AddressProblem>;

export interface AddressDeps {
  readonly uow: UnitOfWork;
  readonly accounts: AccountStore;
  readonly addresses: AddressStore;
  readonly newId: NewId;
  readonly now: () => Date;
}

/** Adds a checked address to the account's book; the same one twice is one entry. */
export const createAddress =
  (deps: AddressDeps) =>
  async (
    userId: UserId,
    entry: { address: PostalAddress; label: string | null; makeDefault: boolean },
  ): Promise<AddressOutcome> => {
    const checked = checkAddress(entry.address);
    if (!checked.ok) return checked;
    const id = deps.newId('adr');
    return change(deps, userId, (book, tx) => {
      const decision = addAddress(book, { ...entry, id, address: checked.value });
      if (decision.ok && decision.value.id === id) {
        deps.accounts.recordSecurityEvent(tx, { userId, kind: 'ADDRESS_ADDED', device: null, at: deps.now() });
      }
      return decision;
    });
  };

/** Replaces an address; orders keep what they were placed with. */
export const updateAddress =
  (deps: AddressDeps) =>
  async (
    userId: UserId,
    entry: { id: AddressId; address: PostalAddress; label?: string | null; makeDefault: boolean },
  ): Promise<AddressOutcome> => {
    const checked = checkAddress(entry.address);
    if (!checked.ok) return checked;
    return change(deps, userId, (book) => changeAddress(book, { ...entry, address: checked.value }));
  };

export const deleteAddress =
  (deps: AddressDeps) =>
  (userId: UserId, id: AddressId): Promise<AddressOutcome> =>
    change(deps, userId, (book) => removeAddress(book, id));

/** The account's row is locked while its book changes, so that there is one default and no more than the limit. */
function change(
  { uow, accounts, addresses }: AddressDeps,
  userId: UserId,
  decide: (book: readonly SavedAddress[], tx: Tx) => Result<AddressBookChange, AddressBookProblem>,
): Promise<AddressOutcome> {
  return uow.run(async (tx) => {
    if ((await accounts.lock(tx, userId)) === null) return err({ code: 'NOT_FOUND' as const });
    const decision = decide(await addresses.bookOf(tx, userId), tx);
    if (!decision.ok) return decision;
    addresses.replaceBook(tx, userId, decision.value.book);
    return ok(decision.value.id);
  });
}
