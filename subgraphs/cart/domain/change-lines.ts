import type { CartLineId, OfferId, SavedItemId } from '@emporium/contracts/ids';
import { err, ok, type Result } from '@emporium/platform/result';
import { holds, MAX_LINES, MAX_QUANTITY, type Cart, type CartLine, type Claim, type Offers } from './cart.ts';

export interface WantedLine {
  readonly offerId: OfferId;
  readonly quantity: number;
  readonly claim: Claim | null;
}

/** `index` is the place in the list that was asked for. */
export type LineProblem =
  | { readonly code: 'OFFER_UNAVAILABLE'; readonly index: number }
  | { readonly code: 'DEAL_CLAIM_EXPIRED'; readonly index: number }
  | { readonly code: 'QUANTITY_LIMIT'; readonly index: number; readonly limit: number }
  | {
      readonly code: 'INSUFFICIENT_STOCK';
      readonly index: number;
      readonly offerId: OfferId;
      readonly available: number;
      readonly requested: number;
    }
  | { readonly code: 'NOT_FOUND'; readonly index: number };
export type CartFull = { readonly code: 'CART_FULL' };

export interface Surroundings {
  readonly offers: Offers;
  /** Units that inventory could promise; null when it did not answer in time, and then nothing is checked. */
  readonly stock: ReadonlyMap<OfferId, number> | null;
  readonly now: Date;
  readonly newLineId: () => CartLineId;
}

const limitOf = (claim: Claim | null): number => claim?.quantity ?? MAX_QUANTITY;
const isSame = (line: CartLine, offerId: OfferId, claim: Claim | null): boolean =>
  line.offerId === offerId && line.claim?.id === claim?.id;

/**
 * Puts offers into the cart. Whatever is in it already counts up, so that the order in which parallel
 * additions arrive does not matter. All or none, and every problem at once.
 */
export function addLines(
  cart: Cart,
  wanted: readonly WantedLine[],
  around: Surroundings,
): Result<Cart, readonly (LineProblem | CartFull)[]> {
  const problems: (LineProblem | CartFull)[] = [];
  let lines = cart.lines;
  wanted.forEach((want, index) => {
    const added = addLine(lines, want, index, around);
    if (added.ok) lines = added.value;
    else problems.push(added.error);
  });
  if (lines.length > MAX_LINES) problems.push({ code: 'CART_FULL' });
  return problems.length > 0 ? err(problems) : ok({ ...cart, lines });
}

function addLine(
  lines: readonly CartLine[],
  { offerId, quantity, claim }: WantedLine,
  index: number,
  { offers, stock, now, newLineId }: Surroundings,
): Result<readonly CartLine[], LineProblem> {
  const offer = offers.get(offerId);
  const sells = offer?.status === 'ACTIVE' || (offer?.status === 'OUT_OF_STOCK' && claim !== null);
  if (offer === undefined || !sells) return err({ code: 'OFFER_UNAVAILABLE', index });
  if (claim !== null && !holds(claim, now)) return err({ code: 'DEAL_CLAIM_EXPIRED', index });

  const present = lines.find((line) => isSame(line, offerId, claim));
  const requested = (present?.quantity ?? 0) + quantity;
  const limit = limitOf(claim);
  if (requested > limit) return err({ code: 'QUANTITY_LIMIT', index, limit });
  const available = claim === null ? stock?.get(offerId) : undefined;
  if (available !== undefined && requested > available) {
    return err({ code: 'INSUFFICIENT_STOCK', index, offerId, available, requested });
  }

  if (present !== undefined)
    return ok(lines.map((line) => (line === present ? { ...line, quantity: requested } : line)));
  const unitPriceWhenAdded = claim?.price ?? offer.price;
  return ok([...lines, { id: newLineId(), offerId, quantity, claim, unitPriceWhenAdded, addedAt: now }]);
}

/** Sets quantities; 0 takes the line out. All or none, and every problem at once. */
export function updateLines(
  cart: Cart,
  changes: readonly { readonly lineId: CartLineId; readonly quantity: number }[],
): Result<Cart, readonly LineProblem[]> {
  const problems = changes.flatMap(({ lineId, quantity }, index): LineProblem[] => {
    const line = cart.lines.find(({ id }) => id === lineId);
    if (line === undefined) return [{ code: 'NOT_FOUND', index }];
    const limit = limitOf(line.claim);
    return quantity > limit ? [{ code: 'QUANTITY_LIMIT', index, limit }] : [];
  });
  if (problems.length > 0) return err(problems);
  const quantities = new Map(changes.map(({ lineId, quantity }) => [lineId, quantity]));
  const lines = cart.lines
    .map((line) => ({ ...line, quantity: quantities.get(line.id) ?? line.quantity }))
    .filter((line) => line.quantity > 0);
  return ok({ ...cart, lines });
}

/** Takes lines out; those that are gone already do not matter. */
export const removeLines = (cart: Cart, lineIds: readonly CartLineId[]): Cart => ({
  ...cart,
  lines: cart.lines.filter((line) => !lineIds.includes(line.id)),
});

export type MoveProblem = { readonly code: 'NOT_FOUND' } | CartFull;

/** A claim stays behind: its unit is not held for a list of wishes. */
export function saveForLater(
  cart: Cart,
  lineId: CartLineId,
  { offers, now, newSavedId }: { offers: Offers; now: Date; newSavedId: () => SavedItemId },
): Result<Cart, MoveProblem> {
  const line = cart.lines.find(({ id }) => id === lineId);
  if (line === undefined) return err({ code: 'NOT_FOUND' });
  const { offerId } = line;
  const present = cart.savedForLater.find((item) => item.offerId === offerId);
  if (present === undefined && cart.savedForLater.length >= MAX_LINES) return err({ code: 'CART_FULL' });
  const item = {
    id: present?.id ?? newSavedId(),
    offerId,
    quantity: Math.min(MAX_QUANTITY, line.quantity + (present?.quantity ?? 0)),
    priceWhenSaved: offers.get(offerId)?.price ?? line.unitPriceWhenAdded,
    savedAt: now,
  };
  const others = cart.savedForLater.filter((other) => other !== present);
  return ok({ ...removeLines(cart, [lineId]), savedForLater: [...others, item] });
}

/** Back from "saved for later", at today's price. Nothing is held, so stock is not looked at before the checkout. */
export function moveToCart(
  cart: Cart,
  savedItemId: SavedItemId,
  around: Omit<Surroundings, 'stock'>,
): Result<Cart, { readonly code: 'NOT_FOUND' } | { readonly code: 'OFFER_UNAVAILABLE' } | CartFull> {
  const item = cart.savedForLater.find(({ id }) => id === savedItemId);
  if (item === undefined) return err({ code: 'NOT_FOUND' });
  const inCart = cart.lines.find((line) => isSame(line, item.offerId, null))?.quantity ?? 0;
  const quantity = Math.min(item.quantity, MAX_QUANTITY - inCart);
  const rest = { ...cart, savedForLater: cart.savedForLater.filter((other) => other !== item) };
  if (quantity === 0) return ok(rest);
  const added = addLines(rest, [{ offerId: item.offerId, quantity, claim: null }], { ...around, stock: null });
  if (added.ok) return added;
  return err({ code: added.error.some(({ code }) => code === 'CART_FULL') ? 'CART_FULL' : 'OFFER_UNAVAILABLE' });
}
