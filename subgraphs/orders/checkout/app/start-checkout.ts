import type { CartId, CheckoutId, OwnerId, ReservationId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import type { Log } from '@emporium/platform/log';
import { err, ok, type Result } from '@emporium/platform/result';
import type { Address } from '../../orders/domain/address.ts';
import { CHECKOUT_TTL_MS, groupAllocations, type Checkout } from '../domain/checkout.ts';
import { homeOf } from '../domain/home-country.ts';
import type { CartPort, CheckoutCart, CheckoutStore, InventoryPort, ReserveProblem, UsersPort } from './ports.ts';
import type { Quote, QuoteProblem } from './quote.ts';
import { announceStatus } from './saga-state.ts';

export interface StartCheckout {
  readonly idempotencyKey: string;
  readonly ownerId: OwnerId;
  readonly cartId: CartId;
  readonly guestEmail: string | null;
}

export type StartProblem =
  | { readonly code: 'NOT_FOUND' }
  | { readonly code: 'CART_EMPTY' }
  | { readonly code: 'CHECKOUT_EXPIRED' }
  | QuoteProblem
  | ReserveProblem;

export interface StartDeps {
  readonly uow: UnitOfWork;
  readonly checkouts: CheckoutStore;
  readonly carts: CartPort;
  readonly inventory: InventoryPort;
  readonly users: UsersPort;
  readonly quoteCart: (ownerId: OwnerId, cart: CheckoutCart) => Promise<Result<Quote, QuoteProblem>>;
  readonly newId: NewId;
  readonly now: () => Date;
  readonly log: Log;
}

/**
 * Freezes prices and holds stock for ten minutes, to be sent to the account's default address where
 * there is one that can be served. The key fixes the ids first, so that a call that
 * is made again (after a time-out, or twice at once) reserves under the same id and ends in the same
 * checkout. Stock held for a checkout that was never written expires by itself.
 */
export const startCheckout =
  (deps: StartDeps) =>
  async (command: StartCheckout): Promise<Result<CheckoutId, StartProblem>> => {
    const own = {
      checkoutId: deps.newId('chk') as string,
      reservationId: deps.newId('rsv') as string,
      startedAt: deps.now().toISOString(),
    };
    const begun = await deps.uow.once(command.idempotencyKey, command, () => Promise.resolve(own));
    const ids = { checkoutId: begun.checkoutId as CheckoutId, reservationId: begun.reservationId as ReservationId };
    if (begun !== own && (await deps.checkouts.find(ids.checkoutId)) !== null) return ok(ids.checkoutId);
    const startedAt = new Date(begun.startedAt);
    if (startedAt.getTime() + CHECKOUT_TTL_MS <= deps.now().getTime()) return err({ code: 'CHECKOUT_EXPIRED' });

    const [cart, address] = await Promise.all([
      deps.carts.read(command.cartId, command.ownerId),
      defaultAddress(deps, command.ownerId),
    ]);
    if (cart === null) return err({ code: 'NOT_FOUND' });
    if (cart.lines.length === 0) return err({ code: 'CART_EMPTY' });
    const quote = await deps.quoteCart(command.ownerId, cart);
    if (!quote.ok) return quote;
    const open = draftOf(command, cart, quote.value, { ...ids, startedAt });
    const draft = address === null ? open : sentTo(open, address);
    const first = await reserveFor(deps.inventory, draft, ids.reservationId);
    const unserved = address !== null && !first.ok && first.error.code === 'NOT_DELIVERABLE';
    const reserved = unserved ? await reserveFor(deps.inventory, open, ids.reservationId) : first;
    if (!reserved.ok) return reserved;

    const groups = groupAllocations(draft.items, reserved.value, deps.newId);
    const checkout = { ...(unserved ? open : draft), groups };
    await deps.uow.run((tx) => {
      deps.checkouts.insert(tx, checkout);
      announceStatus(tx, null, checkout);
      return Promise.resolve();
    });
    return ok(checkout.id);
  };

/** Only a kindness to the buyer, who can choose an address later: nothing fails for it. Guests have no book. */
async function defaultAddress({ users, log }: StartDeps, ownerId: OwnerId): Promise<Address | null> {
  if (!ownerId.startsWith('usr_')) return null;
  try {
    return await users.address(ownerId, null);
  } catch (error) {
    log.warn({ err: error, ownerId }, 'a checkout starts without its default address');
    return null;
  }
}

/** The checkout on its way to an address: stock and tax are computed for it. */
export const sentTo = (checkout: Checkout, shippingAddress: Address): Checkout => {
  const { country, region, postalCode } = shippingAddress;
  return { ...checkout, destination: { country, region, postalCode }, shippingAddress };
};

/** Holds the checkout's items where they are to be sent. */
export const reserveFor = (inventory: InventoryPort, checkout: Checkout, reservationId: ReservationId) =>
  inventory.reserve({
    reservationId,
    checkoutId: checkout.id,
    lines: checkout.items.map(({ lineId, offerId, quantity, dealId }) => ({ lineId, offerId, quantity, dealId })),
    destination: checkout.destination,
    expiresAt: checkout.expiresAt,
    idempotencyKey: reservationId,
  });

function draftOf(
  { ownerId, guestEmail }: StartCheckout,
  cart: CheckoutCart,
  quote: Quote,
  ids: { checkoutId: CheckoutId; reservationId: ReservationId; startedAt: Date },
): Checkout {
  const { currency } = quote.items[0]!.unitPrice;
  return {
    id: ids.checkoutId,
    ownerId,
    guestEmail,
    cartId: cart.cartId,
    version: 1,
    status: 'OPEN',
    expiresAt: new Date(ids.startedAt.getTime() + CHECKOUT_TTL_MS),
    quotedAt: ids.startedAt,
    currency,
    destination: homeOf(currency),
    shippingAddress: null,
    reservationId: ids.reservationId,
    orderId: null,
    items: quote.items,
    couponCodes: quote.couponCodes,
    discounts: quote.discounts,
    freeShipping: quote.freeShipping,
    groups: [],
    saga: null,
    lease: { holder: null, dueAt: null },
  };
}
