import type { DealClaimId, OfferId } from '@emporium/contracts/ids';
import { MAX_COUPONS, MAX_LINES, MAX_QUANTITY, type Cart, type CartLine } from './cart.ts';

/**
 * What a guest collected joins what the user has: quantities of the same offer add up to the limit, coupons
 * and saved items are united. Beyond a hundred lines the guest's latest are left out.
 */
export function mergeCarts(user: Cart, guest: Cart): Cart {
  const lines = [...user.lines];
  for (const line of guest.lines) {
    const index = lines.findIndex((other) => other.offerId === line.offerId && other.claim?.id === line.claim?.id);
    const present = lines[index];
    if (present !== undefined) lines[index] = { ...present, quantity: summed(present, line) };
    else if (lines.length < MAX_LINES) lines.push(line);
  }
  const saved = new Set(user.savedForLater.map((item) => item.offerId));
  return {
    ...user,
    lines,
    savedForLater: [...user.savedForLater, ...guest.savedForLater.filter((item) => !saved.has(item.offerId))].slice(
      0,
      MAX_LINES,
    ),
    couponCodes: [...new Set([...user.couponCodes, ...guest.couponCodes])].slice(0, MAX_COUPONS),
  };
}

const summed = (a: CartLine, b: CartLine): number =>
  Math.min(a.quantity + b.quantity, a.claim?.quantity ?? MAX_QUANTITY);

/** What was bought leaves the cart; units added meanwhile stay, and so do coupons that the order did not use. */
export function withoutBought(
  cart: Cart,
  bought: readonly {
    readonly offerId: OfferId;
    readonly quantity: number;
    readonly dealClaimId: DealClaimId | null;
  }[],
  couponCodes: readonly string[],
): Cart {
  const left = bought.map((line) => ({ ...line }));
  const lines = cart.lines
    .map((line) => {
      let quantity = line.quantity;
      for (const sold of left) {
        if (sold.offerId !== line.offerId || sold.dealClaimId !== (line.claim?.id ?? null)) continue;
        const taken = Math.min(quantity, sold.quantity);
        quantity -= taken;
        sold.quantity -= taken;
      }
      return { ...line, quantity };
    })
    .filter((line) => line.quantity > 0);
  return { ...cart, lines, couponCodes: cart.couponCodes.filter((code) => !couponCodes.includes(code)) };
}

/** The line stays and costs the ordinary price again. */
export const withEndedClaim = (cart: Cart, claimId: DealClaimId): Cart => ({
  ...cart,
  lines: cart.lines.map((line) =>
    line.claim?.id === claimId ? { ...line, claim: { ...line.claim, ended: true } } : line,
  ),
});
