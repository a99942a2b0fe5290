import type {
  CartId,
  CategoryId,
  DealClaimId,
  DealId,
  OfferId,
  OrderId,
  OwnerId,
  PaymentId,
  ProductId,
  ReservationId,
  SellerId,
  VariantId,
  WarehouseId,
} from '@emporium/contracts/ids';
import type { NewId } from '@emporium/platform/ids';
import { money, type Money } from '@emporium/platform/money';
import { err, ok } from '@emporium/platform/result';
import type { OrdersPorts } from '../app/orders.ts';
import type {
  CheckoutCart,
  CommerceOffer,
  PricingProblem,
  PromotionProblem,
  VariantSnapshot,
} from '../checkout/app/ports.ts';
import type { Discount } from '../checkout/domain/checkout.ts';
import type { PaymentOutcome } from '../checkout/domain/saga.ts';
import type { Address } from '../orders/domain/address.ts';

export type Step =
  'address' | 'offers' | 'reserve' | 'redeem' | 'authorize' | 'confirm' | 'void' | 'restore' | 'release';

export interface FakeReservation {
  readonly checkoutId: string;
  status: 'ACTIVE' | 'CONFIRMED' | 'RELEASED';
  readonly expiresAt: Date;
  orderId: OrderId | null;
  /** The deal of each order line that was confirmed. */
  dealIds: readonly (DealId | null)[];
  readonly lines: readonly { readonly offerId: OfferId; readonly quantity: number }[];
}

export interface FakePayment {
  readonly id: PaymentId;
  readonly attempt: number;
  readonly amount: Money;
  status: 'AUTHORIZED' | 'WAITING' | 'FAILED' | 'VOIDED';
}

const OWNER_ADDRESS: Address = {
  recipient: 'Ada Moreau',
  line1: '12 Pike Street',
  line2: null,
  city: 'Seattle',
  region: 'WA',
  postalCode: '98101',
  country: 'US',
  phone: null,
};

/**
 * The other subgraphs in memory, as idempotent as the real ones: a command that is sent again under
 * its key is answered, not carried out again. A fault makes one call fail before or after it had its effect.
 */
export function fakeShop({ newId, now }: { newId: NewId; now: () => Date }) {
  const faults: { step: Step; when: 'before' | 'after'; strike: () => void | Promise<void> }[] = [];
  const answered = new Map<string, unknown>();
  const calls: Step[] = [];

  const strike = async (step: Step, when: 'before' | 'after'): Promise<void> => {
    const index = faults.findIndex((fault) => fault.step === step && fault.when === when);
    if (index >= 0) await faults.splice(index, 1)[0]!.strike();
  };
  /** What a network does to a call. */
  const remote = async <T>(step: Step, key: string | null, work: () => T): Promise<T> => {
    await Promise.resolve();
    calls.push(step);
    await strike(step, 'before');
    const replayKey = key === null ? null : `${step} ${key}`;
    const answer = replayKey !== null && answered.has(replayKey) ? (answered.get(replayKey) as T) : work();
    const isRefusal = (answer as { ok?: boolean } | undefined)?.ok === false;
    if (replayKey !== null && !isRefusal) answered.set(replayKey, answer);
    await strike(step, 'after');
    return answer;
  };

  const state = {
    carts: new Map<CartId, CheckoutCart & { ownerId: OwnerId }>(),
    offers: new Map<OfferId, CommerceOffer & { stock: number; warehouses: readonly WarehouseId[] }>(),
    variants: new Map<VariantId, VariantSnapshot>(),
    addresses: new Map<string, Address>(),
    defaultAddresses: new Map<OwnerId, Address>(),
    reservations: new Map<ReservationId, FakeReservation>(),
    payments: new Map<OrderId, FakePayment[]>(),
    /** Orders that were voided: nothing is authorised for them afterwards. */
    voided: new Set<OrderId>(),
    redeemed: new Set<OrderId>(),
    dealsOfClaims: new Map<DealClaimId, DealId>(),
    announced: [] as string[],
    discounts: [] as Discount[],
    freeShipping: false,
    pricingProblems: [] as PricingProblem[],
    redeemProblem: null as PromotionProblem | null,
    /** What the bank says to the next authorisations; AUTHORIZED when there is nothing here. */
    outcomes: [] as ('AUTHORIZED' | 'REQUIRES_ACTION' | 'PENDING' | 'DECLINED')[],
    calls,
  };

  const available = (offerId: OfferId): number => {
    const holding = [...state.reservations.values()].filter(
      (held) => held.status === 'CONFIRMED' || (held.status === 'ACTIVE' && held.expiresAt > now()),
    );
    const held = holding.flatMap((each) => each.lines).filter((line) => line.offerId === offerId);
    return (state.offers.get(offerId)?.stock ?? 0) - held.reduce((sum, line) => sum + line.quantity, 0);
  };

  const ports: OrdersPorts = {
    carts: {
      read: (cartId, ownerId) => {
        const cart = state.carts.get(cartId);
        return Promise.resolve(cart?.ownerId === ownerId ? cart : null);
      },
    },
    sellers: { offers: (ids) => remote('offers', null, () => ids.flatMap((id) => state.offers.get(id) ?? [])) },
    products: { variants: (ids) => Promise.resolve(ids.flatMap((id) => state.variants.get(id) ?? [])) },
    users: {
      address: (ownerId, addressId) =>
        remote('address', null, () => {
          const found =
            addressId === null ? state.defaultAddresses.get(ownerId) : state.addresses.get(`${ownerId} ${addressId}`);
          return found ?? null;
        }),
    },
    promotions: {
      price: ({ lines }) =>
        Promise.resolve({
          lines: lines.map(({ lineId, unitPrice }) => ({ lineId, unitPrice })),
          discounts: state.discounts,
          freeShipping: state.freeShipping,
          problems: state.pricingProblems,
        }),
      dealOfClaim: (claimId) => Promise.resolve(state.dealsOfClaims.get(claimId) ?? null),
      redeem: ({ orderId, idempotencyKey }) =>
        remote('redeem', idempotencyKey, () => {
          if (state.redeemProblem !== null) return err(state.redeemProblem);
          state.redeemed.add(orderId);
          return ok(null);
        }),
      restore: ({ orderId, idempotencyKey }) =>
        remote('restore', idempotencyKey, () => void state.redeemed.delete(orderId)),
    },
    inventory: {
      reserve: ({ reservationId, checkoutId, lines, destination, expiresAt, idempotencyKey }) =>
        remote('reserve', idempotencyKey, () => {
          if (destination.country === 'AQ') return err({ code: 'NOT_DELIVERABLE' as const });
          if (state.reservations.has(reservationId)) throw new Error(`${reservationId} exists`);
          const former = [...state.reservations.values()].find(
            (held) => held.checkoutId === checkoutId && held.status === 'ACTIVE',
          );
          if (former) former.status = 'RELEASED';
          const short = lines.filter((line) => available(line.offerId) < line.quantity);
          if (short.length > 0) {
            if (former) former.status = 'ACTIVE';
            const shortages = short.map(({ offerId, quantity }) => ({
              offerId,
              available: available(offerId),
              requested: quantity,
            }));
            return err({ code: 'INSUFFICIENT_STOCK' as const, shortages });
          }
          state.reservations.set(reservationId, {
            checkoutId,
            status: 'ACTIVE',
            expiresAt,
            orderId: null,
            dealIds: [],
            lines,
          });
          return ok(
            lines.flatMap(({ lineId, offerId, quantity }) => {
              // As many warehouses as the offer lies in share the line, the first taking what does not divide.
              const { warehouses } = state.offers.get(offerId)!;
              const share = Math.floor(quantity / warehouses.length);
              return warehouses
                .map((warehouseId, index) => ({
                  lineId,
                  warehouseId,
                  quantity: share + (index === 0 ? quantity - share * warehouses.length : 0),
                  transitDaysMin: 2,
                  transitDaysMax: 4,
                  distanceKm: 800 + 400 * index,
                }))
                .filter((allocation) => allocation.quantity > 0);
            }),
          );
        }),
      confirm: ({ reservationId, orderId, shipments, idempotencyKey }) =>
        remote('confirm', idempotencyKey, () => {
          const held = state.reservations.get(reservationId);
          if (held?.status === 'CONFIRMED') return ok(null);
          if (held?.status !== 'ACTIVE' || held.expiresAt <= now())
            return err({ code: 'RESERVATION_EXPIRED' as const });
          held.status = 'CONFIRMED';
          held.orderId = orderId;
          held.dealIds = shipments.flatMap(({ lines }) => lines.map(({ dealId }) => dealId));
          return ok(null);
        }),
      release: ({ reservationId, idempotencyKey }) =>
        remote('release', idempotencyKey, () => {
          const held = state.reservations.get(reservationId);
          if (held?.status === 'ACTIVE') held.status = 'RELEASED';
        }),
    },
    payments: {
      authorize: ({ orderId, attempt, amount, idempotencyKey }) =>
        remote('authorize', idempotencyKey, (): PaymentOutcome => {
          if (state.voided.has(orderId)) throw new Error('paymentAuthorize was refused: ILLEGAL_TRANSITION');
          const kind = state.outcomes.shift() ?? 'AUTHORIZED';
          const status = kind === 'AUTHORIZED' ? 'AUTHORIZED' : kind === 'DECLINED' ? 'FAILED' : 'WAITING';
          const payment: FakePayment = { id: newId('pay'), attempt, amount, status };
          state.payments.set(orderId, [...(state.payments.get(orderId) ?? []), payment]);
          switch (kind) {
            case 'AUTHORIZED':
            case 'PENDING':
              return { kind, paymentId: payment.id };
            case 'DECLINED':
              return { kind, declineCode: 'card_declined' };
            case 'REQUIRES_ACTION': {
              const expiresAt = new Date(now().getTime() + 600_000).toISOString();
              const nextAction = { kind: 'THREE_DS_CHALLENGE', redirectUrl: null, clientSecret: 'secret', expiresAt };
              return { kind, paymentId: payment.id, nextAction };
            }
          }
        }),
      void: ({ orderId, idempotencyKey }) =>
        remote('void', idempotencyKey, () => {
          state.voided.add(orderId);
          for (const payment of state.payments.get(orderId) ?? []) {
            if (payment.status === 'AUTHORIZED' || payment.status === 'WAITING') payment.status = 'VOIDED';
          }
        }),
    },
    carrier: { announce: (_tx, { trackingNumber }) => void state.announced.push(trackingNumber) },
  };

  return {
    ...state,
    state,
    ports,
    available,
    /** The next call of this step fails as a network does: nobody knows whether it had its effect. */
    timeOut(step: Step, when: 'before' | 'after'): void {
      this.strikeOn(step, when, () => {
        throw new Error(`${step} timed out`);
      });
    },
    strikeOn(step: Step, when: 'before' | 'after', act: () => void | Promise<void>): void {
      faults.push({ step, when, strike: act });
    },
    /** The buyer passed the bank's check; payments' event says so. */
    settleWaiting(orderId: OrderId): { paymentId: PaymentId; attempt: number } {
      const payment = state.payments.get(orderId)!.find((each) => each.status === 'WAITING')!;
      payment.status = 'AUTHORIZED';
      return { paymentId: payment.id, attempt: payment.attempt };
    },
    addOffer({
      price = 2_000n,
      stock = 100,
      seller = newId('sel'),
      warehouses = [newId('wh')],
      ...rest
    }: OfferOptions = {}) {
      const offerId = newId('ofr');
      const variantId = newId('var');
      state.variants.set(variantId, {
        variantId,
        sku: `SKU-${state.variants.size + 1}`,
        title: rest.title ?? `Thing ${state.variants.size + 1}`,
        imageUrl: null,
        taxClass: rest.taxClass ?? 'standard',
        weightGrams: 700,
        categoryPath: [newId('cat') as CategoryId],
      });
      state.offers.set(offerId, {
        offerId,
        productId: newId('prod') as ProductId,
        variantId,
        sellerId: seller,
        sellerName: 'Velden Goods',
        status: 'ACTIVE',
        price: money(price, 'USD'),
        handlingDays: 1,
        commissionRate: 150_000,
        stock,
        warehouses,
      });
      return offerId;
    },
    setPrice(offerId: OfferId, price: bigint): void {
      state.offers.set(offerId, { ...state.offers.get(offerId)!, price: money(price, 'USD') });
    },
    addCart(ownerId: OwnerId, lines: readonly (readonly [OfferId, number])[], extra: CartOptions = {}): CartId {
      const cartId = newId('cart');
      state.carts.set(cartId, {
        cartId,
        ownerId,
        couponCodes: extra.couponCodes ?? [],
        lines: lines.map(([offerId, quantity]) => ({
          lineId: newId('cln'),
          offerId,
          quantity,
          unitPriceWhenAdded: state.offers.get(offerId)!.price,
          dealClaimId: extra.dealClaimId ?? null,
        })),
      });
      return cartId;
    },
    address: OWNER_ADDRESS,
  };
}

export interface OfferOptions {
  readonly price?: bigint;
  readonly stock?: number;
  readonly seller?: SellerId;
  readonly warehouses?: readonly WarehouseId[];
  readonly title?: string;
  readonly taxClass?: string;
}
export interface CartOptions {
  readonly couponCodes?: readonly string[];
  readonly dealClaimId?: DealClaimId;
}

export type FakeShop = ReturnType<typeof fakeShop>;
