import type { AddressId, CheckoutId, OwnerId } from '@emporium/contracts/ids';
import type { NewId } from '@emporium/platform/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import { err, ok, type Result } from '@emporium/platform/result';
import type { Address } from '../../orders/domain/address.ts';
import { decideEdit, groupAllocations, type Checkout, type EditProblem } from '../domain/checkout.ts';
import type { CheckoutStore, InventoryPort, ReserveProblem, UsersPort } from './ports.ts';
import { reserveFor, sentTo } from './start-checkout.ts';

export interface SetShippingAddress {
  readonly ownerId: OwnerId;
  readonly checkoutId: CheckoutId;
  readonly version: number;
  /** One from the address book, or one written out. */
  readonly address: { readonly id: AddressId } | Address;
}

export type AddressProblem =
  { readonly code: 'NOT_FOUND'; readonly what: 'checkout' | 'address' } | EditProblem | ReserveProblem;

/**
 * Sends the parcels somewhere else: reserves anew, since another warehouse may be nearer, and cuts
 * the parcels and their tax anew. While inventory is asked, the checkout has no reservation and a
 * higher version, so nobody can buy it or change it at the same time; when inventory refuses, it is
 * as it was before.
 */
export const setShippingAddress =
  (deps: {
    uow: UnitOfWork;
    checkouts: CheckoutStore;
    inventory: InventoryPort;
    users: UsersPort;
    newId: NewId;
    now: () => Date;
  }) =>
  async (command: SetShippingAddress): Promise<Result<null, AddressProblem>> => {
    const address =
      'id' in command.address ? await deps.users.address(command.ownerId, command.address.id) : command.address;
    if (address === null) return err({ code: 'NOT_FOUND', what: 'address' });

    const claimed = await deps.uow.run<Result<Checkout, AddressProblem>>(async (tx) => {
      const checkout = await deps.checkouts.lock(tx, command.checkoutId);
      if (checkout?.ownerId !== command.ownerId) return err({ code: 'NOT_FOUND', what: 'checkout' });
      const edit = decideEdit(checkout, command.version, deps.now());
      if (!edit.ok) return edit;
      deps.checkouts.save(tx, { ...edit.value, reservationId: null });
      return edit;
    });
    if (!claimed.ok) return claimed;

    const reservationId = deps.newId('rsv');
    const moved = sentTo(claimed.value, address);
    const reserved = await reserveFor(deps.inventory, moved, reservationId);
    const settled: Checkout = reserved.ok
      ? {
          ...moved,
          reservationId,
          quotedAt: deps.now(),
          groups: groupAllocations(moved.items, reserved.value, deps.newId),
        }
      : claimed.value;

    const saved = await deps.uow.run<Result<null, AddressProblem>>(async (tx) => {
      const checkout = await deps.checkouts.lock(tx, command.checkoutId);
      if (checkout?.version !== settled.version) {
        return err({ code: 'STALE_VERSION', currentVersion: checkout?.version ?? settled.version });
      }
      deps.checkouts.save(tx, { ...settled, status: checkout.status });
      return ok(null);
    });
    return saved.ok && !reserved.ok ? reserved : saved;
  };
