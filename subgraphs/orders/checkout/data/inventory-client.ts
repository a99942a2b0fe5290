import type { ReservationId } from '@emporium/contracts/ids';
import { typedDocument, type ServiceClient } from '@emporium/platform/client';
import { err, ok } from '@emporium/platform/result';
import type { InventoryPort } from '../app/ports.ts';
import type { Allocation } from '../domain/checkout.ts';
import { UnexpectedRefusal, type Refusal } from './refusal.ts';

type Command<Name extends keyof InventoryPort> = Parameters<InventoryPort[Name]>[0];
type ShortageRefusal = Refusal & {
  readonly offerId?: string;
  readonly available?: number;
  readonly requested?: number;
};
type ReserveInput = Omit<Command<'reserve'>, 'destination'> & {
  readonly destination: { readonly country: string; readonly postalCode: string | null };
};

const RESERVE = typedDocument<
  {
    readonly stockReserve: {
      readonly allocations: readonly Allocation[] | null;
      readonly userErrors: readonly ShortageRefusal[];
    };
  },
  { input: ReserveInput }
>(`
  mutation StockReserve($input: StockReserveInput!) {
    stockReserve(input: $input) {
      allocations { lineId quantity warehouseId transitDaysMin transitDaysMax distanceKm }
      userErrors { code message ... on InsufficientStockError { offerId available requested } }
    }
  }`);

const CONFIRM = typedDocument<
  { readonly stockConfirm: { readonly userErrors: readonly Refusal[] } },
  { input: Command<'confirm'> }
>(`
  mutation StockConfirm($input: StockConfirmInput!) { stockConfirm(input: $input) { userErrors { code message } } }`);

const RELEASE = typedDocument<
  { readonly stockRelease: { readonly userErrors: readonly Refusal[] } },
  { input: { reservationId: ReservationId; idempotencyKey: string } }
>(`
  mutation StockRelease($input: StockReleaseInput!) { stockRelease(input: $input) { userErrors { code message } } }`);

export const inventoryClient = (inventory: ServiceClient): InventoryPort => ({
  async reserve({ destination: { country, postalCode }, ...rest }) {
    const input = { ...rest, destination: { country, postalCode } };
    const { stockReserve } = await inventory.call(RESERVE, { input }, { idempotent: true });
    const { allocations, userErrors } = stockReserve;
    if (userErrors.some(({ code }) => code === 'NOT_DELIVERABLE')) return err({ code: 'NOT_DELIVERABLE' });
    if (userErrors.length > 0 && userErrors.every(({ code }) => code === 'INSUFFICIENT_STOCK')) {
      const shortages = userErrors.map(({ offerId = '', available = 0, requested = 0 }) => ({
        offerId,
        available,
        requested,
      }));
      return err({ code: 'INSUFFICIENT_STOCK', shortages });
    }
    if (allocations === null || userErrors.length > 0) throw new UnexpectedRefusal('stockReserve', userErrors);
    return ok(allocations);
  },

  async confirm(input) {
    const { stockConfirm } = await inventory.call(CONFIRM, { input }, { idempotent: true });
    const { userErrors } = stockConfirm;
    if (userErrors.length === 0) return ok(null);
    // A reservation that another of the same checkout replaced is gone as well as an expired one.
    const gone = userErrors.every(({ code }) => code === 'RESERVATION_EXPIRED' || code === 'NOT_FOUND');
    if (!gone) throw new UnexpectedRefusal('stockConfirm', userErrors);
    return err({ code: 'RESERVATION_EXPIRED' });
  },

  async release(input) {
    const { stockRelease } = await inventory.call(RELEASE, { input }, { idempotent: true });
    const refusals = stockRelease.userErrors.filter(({ code }) => code !== 'NOT_FOUND');
    if (refusals.length > 0) throw new UnexpectedRefusal('stockRelease', refusals);
  },
});
