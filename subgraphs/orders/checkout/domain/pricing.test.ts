import { money, sum, type Money } from '@emporium/platform/money';
import { describe, expect, it } from 'vitest';
import { randomCheckout } from '../../testing/random-checkout.ts';
import { placeOrder } from './place-order.ts';
import { priceCheckout } from './pricing.ts';
import { seededIds } from '@emporium/platform/ids';

const SEEDS = Array.from({ length: 400 }, (_, index) => index + 1);
const total = (amounts: readonly Money[], currency: Money['currency']): bigint => sum(amounts, currency).minorUnits;

describe('pricing', () => {
  it('adds up to the minor unit, whatever is bought: lines, parcels, sellers, tax', () => {
    for (const seed of SEEDS) {
      const checkout = randomCheckout(seed);
      const { currency } = checkout;
      const priced = priceCheckout(checkout);
      const { totals, groups, taxLines } = priced;
      const lines = groups.flatMap((group) => group.lines);
      const say = `seed ${seed}`;
      expect(totals.total.minorUnits, say).toBe(
        totals.subtotal.minorUnits - totals.discount.minorUnits + totals.shipping.minorUnits + totals.tax.minorUnits,
      );
      expect(
        total(
          lines.map((line) => line.gross),
          currency,
        ),
        say,
      ).toBe(checkout.items.reduce((minor, item) => minor + item.unitPrice.minorUnits * BigInt(item.quantity), 0n));
      expect(
        total(
          taxLines.map((line) => line.amount),
          currency,
        ),
        say,
      ).toBe(totals.tax.minorUnits);

      const order = placeOrder(checkout, priced, { newId: seededIds(say), sequence: 1n, now: new Date(0) });
      for (const sums of ['subtotal', 'discount', 'shipping', 'tax', 'total'] as const) {
        expect(
          total(
            order.sellerOrders.map((part) => part.totals[sums]),
            currency,
          ),
          say,
        ).toBe(totals[sums].minorUnits);
      }
      expect(
        total(
          order.discounts.map((discount) => discount.amount),
          currency,
        ),
        say,
      ).toBe(totals.discount.minorUnits);
      for (const line of order.lines) {
        expect(line.net.minorUnits, say).toBe(
          line.unitPrice.minorUnits * BigInt(line.quantity) - line.discount.minorUnits,
        );
        expect(line.net.minorUnits >= 0n && line.commission.minorUnits <= line.net.minorUnits, say).toBe(true);
      }
    }
  });

  it('grants a discount exactly, and never more than there is to pay', () => {
    for (const seed of SEEDS) {
      const checkout = randomCheckout(seed);
      const { totals } = priceCheckout(checkout);
      const asked = total(
        checkout.discounts.map((discount) => discount.amount),
        checkout.currency,
      );
      expect(totals.discount.minorUnits <= asked && totals.discount.minorUnits <= totals.subtotal.minorUnits).toBe(
        true,
      );
      const gentle = {
        ...checkout,
        discounts: [{ lineId: null, source: 'A', title: 'A', amount: money(1, checkout.currency) }],
      };
      expect(priceCheckout(gentle).totals.discount.minorUnits).toBe(1n);
    }
  });

  it('spreads a discount on one line over that line alone', () => {
    const checkout = randomCheckout(7);
    const [item] = checkout.items;
    const discounts = [{ lineId: item!.lineId, source: 'A', title: 'A', amount: money(1, checkout.currency) }];
    const lines = priceCheckout({ ...checkout, discounts }).groups.flatMap((group) => group.lines);
    for (const line of lines) {
      if (line.item.lineId !== item!.lineId) expect(line.discounts).toEqual([]);
    }
  });

  it('is repeatable', () => {
    expect(priceCheckout(randomCheckout(3))).toEqual(priceCheckout(randomCheckout(3)));
  });
});
