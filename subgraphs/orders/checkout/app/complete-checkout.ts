import type { CheckoutId, OwnerId, PaymentMethodId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { compare } from '@emporium/platform/money';
import { err, ok, type Err, type Result } from '@emporium/platform/result';
import { recordPlacement } from '../../orders/app/record-change.ts';
import { decideEdit, priceChanges, type Checkout, type EditProblem, type PriceChange } from '../domain/checkout.ts';
import { placeOrder } from '../domain/place-order.ts';
import { priceCheckout } from '../domain/pricing.ts';
import { LEASE_MS } from '../domain/progress.ts';
import { retryPayment, startSaga } from '../domain/saga.ts';
import { newHolder, type HeldSaga } from './drive-saga.ts';
import type { PricingProblem } from './ports.ts';
import type { Quote, QuoteProblem, Requote } from './quote.ts';
import { announceStatus, hasSaga, lockState, moveSaga, type SagaDeps, type SagaState } from './saga-state.ts';

export interface CompleteCheckout {
  readonly idempotencyKey: string;
  readonly ownerId: OwnerId;
  readonly checkoutId: CheckoutId;
  readonly version: number;
  readonly paymentMethodId: PaymentMethodId | null;
  readonly confirmedPriceChanges: boolean;
}

export type CompleteProblem =
  | { readonly code: 'NOT_FOUND' }
  | { readonly code: 'ADDRESS_REQUIRED' }
  | { readonly code: 'PAYMENT_REQUIRED' }
  | {
      readonly code: 'PRICE_CHANGED';
      readonly changes: readonly PriceChange[];
      /** Coupons that hold no longer. */
      readonly lost: readonly PricingProblem[];
    }
  | EditProblem
  | QuoteProblem;

/** Which of the checkout's attempts to pay this call made, or found under way. */
export type Completion = { readonly attempt: number };

export interface CompleteDeps extends SagaDeps {
  readonly requote: (
    terms: Pick<Checkout, 'ownerId' | 'couponCodes'>,
    items: Checkout['items'],
  ) => Promise<Result<Requote, QuoteProblem>>;
  readonly take: (id: CheckoutId) => Promise<HeldSaga | null>;
  readonly drive: (held: HeldSaga) => Promise<SagaState>;
  readonly newId: NewId;
}

/**
 * Buys. The first call places the order and drives its saga; any further one, under the same key or
 * another, finds the order that stands and helps it on if its driver died. After a declined payment
 * a call with a new key is a new attempt on the same order. Whoever confirms the new price buys without
 * the coupons that hold no longer.
 */
export const completeCheckout =
  (deps: CompleteDeps) =>
  async (command: CompleteCheckout): Promise<Result<Completion, CompleteProblem>> => {
    const seen = await deps.checkouts.find(command.checkoutId);
    if (seen?.ownerId !== command.ownerId) return err({ code: 'NOT_FOUND' });
    const open = seen.status === 'OPEN' && seen.expiresAt > deps.now();
    const quote = open ? await deps.requote(seen, seen.items) : null;
    if (quote?.ok === false) return quote;

    // Only what is stored under the key must be JSON; what this call alone needs is carried out of it here.
    const own: { begin?: Result<Begun, CompleteProblem>; answer?: Result<Completion, CompleteProblem['code']> } = {};
    const begun = await deps.uow.once(command.idempotencyKey, command, async (tx) => {
      own.begin = await beginAttempt(deps, tx, command, quote?.value ?? null);
      own.answer = own.begin.ok ? ok({ attempt: own.begin.value.attempt }) : err(own.begin.error.code);
      return own.answer;
    });
    if (!begun.ok) return own.begin as Err<CompleteProblem>;
    // What a repetition began was undone: it gets the answer of the call before, not its own.
    const began = begun === own.answer && own.begin?.ok === true ? own.begin.value.held : null;
    const held = began ?? (await deps.take(command.checkoutId));
    if (held !== null) await deps.drive(held);
    return begun;
  };

interface Begun extends Completion {
  readonly held: HeldSaga | null;
}

async function beginAttempt(
  deps: CompleteDeps,
  tx: Tx,
  command: CompleteCheckout,
  requote: Requote | null,
): Promise<Result<Begun, CompleteProblem>> {
  const [checkout, sequence] = await Promise.all([
    deps.checkouts.lock(tx, command.checkoutId),
    requote === null ? null : deps.orders.nextSequence(tx),
  ]);
  if (checkout?.ownerId !== command.ownerId) return err({ code: 'NOT_FOUND' });
  if (hasSaga(checkout)) {
    if (checkout.saga.point !== 'PAYMENT_FAILED') return ok({ attempt: checkout.saga.attempt, held: null });
    return attemptAgain(deps, tx, checkout, command);
  }
  const edit = decideEdit(checkout, command.version, deps.now());
  if (!edit.ok) return edit;
  const { shippingAddress, reservationId } = checkout;
  if (shippingAddress === null || reservationId === null) return err({ code: 'ADDRESS_REQUIRED' });
  if (command.paymentMethodId === null) return err({ code: 'PAYMENT_REQUIRED' });
  if (requote === null || sequence === null) throw new Error('an open checkout was not quoted');

  const { quote, lost } = requote;
  const current = { ...checkout, shippingAddress, ...quote };
  const priced = priceCheckout(current);
  const dearer = compare(priced.totals.total, priceCheckout(checkout).totals.total) > 0;
  if (dearer && !command.confirmedPriceChanges) {
    return err({ code: 'PRICE_CHANGED', changes: changesBetween(checkout, quote), lost });
  }

  const now = deps.now();
  const order = recordPlacement(deps, tx, placeOrder(current, priced, { newId: deps.newId, sequence, now }));
  const redeems = order.couponCodes.length > 0 || order.lines.some((line) => line.dealClaimId !== null);
  const holder = newHolder();
  const placed: SagaState['checkout'] = {
    ...current,
    status: 'AWAITING_PAYMENT',
    orderId: order.id,
    saga: startSaga({ payerId: command.ownerId, paymentMethodId: command.paymentMethodId }, redeems),
    lease: { holder, dueAt: new Date(now.getTime() + LEASE_MS) },
  };
  deps.checkouts.save(tx, placed);
  announceStatus(tx, checkout, placed);
  return ok({ attempt: 1, held: { holder, state: { checkout: placed, order } } });
}

async function attemptAgain(
  deps: CompleteDeps,
  tx: Tx,
  { id, saga, expiresAt }: SagaState['checkout'],
  { ownerId: payerId, paymentMethodId }: CompleteCheckout,
): Promise<Result<Begun, CompleteProblem>> {
  if (expiresAt <= deps.now()) return err({ code: 'CHECKOUT_EXPIRED' });
  if (paymentMethodId === null) return err({ code: 'PAYMENT_REQUIRED' });
  const state = (await lockState(deps, tx, id))!;
  const holder = newHolder();
  const again = retryPayment(saga, { payerId, paymentMethodId });
  return ok({ attempt: again.attempt, held: { holder, state: moveSaga(deps, tx, state, again, holder) } });
}

const changesBetween = (checkout: Checkout, { items }: Quote): readonly PriceChange[] => {
  const current = new Map(items.map((item) => [item.lineId, item.unitPrice]));
  return priceChanges(
    checkout.items,
    (item) => item.unitPrice,
    (item) => current.get(item.lineId)!,
  );
};
