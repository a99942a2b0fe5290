import { describe, expect, it } from 'vitest';
import { WORLD_EPOCH } from './calendar.ts';
import { holds, stockLevels } from './inventory.ts';
import { offersOf } from './offers.ts';
import { order, ORDER_COUNT, orders, type OrderStatus, type WorldOrder, type WorldTotals } from './orders.ts';
import { paymentMethodsOf } from './payment-methods.ts';
import { product } from './products.ts';
import { promotionByCode } from './promotions.ts';
import { shelfStock } from './stock.ts';
import { DEMO_USERS, user } from './users.ts';

const OPTIONS = { products: 2_000 };
const ALL = [...orders(OPTIONS)];

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);
const fields = ['subtotalMinor', 'discountMinor', 'shippingMinor', 'taxMinor', 'totalMinor', 'refundedMinor'] as const;
const addsUp = ({ subtotalMinor, discountMinor, shippingMinor, taxMinor, totalMinor }: WorldTotals): boolean =>
  totalMinor === subtotalMinor - discountMinor + shippingMinor + taxMinor;

describe('orders', () => {
  it('come in every state, eight and more of them for the buyer of the demonstration', () => {
    const every: OrderStatus[] = [
      'PENDING',
      'PAYMENT_FAILED',
      'CONFIRMED',
      'PROCESSING',
      'PARTIALLY_SHIPPED',
      'SHIPPED',
      'DELIVERED',
      'CANCELLED',
      'PARTIALLY_RETURNED',
      'RETURNED',
    ];
    expect(new Set(ALL.map((placed) => placed.status))).toEqual(new Set(every));
    const own = ALL.filter((placed) => placed.userId === user(DEMO_USERS.buyer).id);
    expect(own.length).toBeGreaterThanOrEqual(8);
    expect(new Set(own.map((placed) => placed.status)).size).toBe(every.length);
    expect(ALL.some((placed) => placed.guest !== null)).toBe(true);
  });

  it('are the same alone and in order, and keep their ids when the day moves on', () => {
    expect(order(17, OPTIONS)).toEqual(ALL[17]);
    const later = order(17, { ...OPTIONS, now: new Date('2027-03-04T15:00:00Z') });
    expect(later.id).toBe(ALL[17]?.id);
    expect(later.shipments.map((shipment) => shipment.id)).toEqual(ALL[17]?.shipments.map((shipment) => shipment.id));
    expect(later.placedAt > (ALL[17]?.placedAt as Date)).toBe(true);
  });

  it('add up to the minor unit, whole and by seller', () => {
    for (const placed of ALL) {
      expect(addsUp(placed.totals), placed.number).toBe(true);
      for (const field of fields) {
        expect(sum(placed.sellerOrders.map((part) => part.totals[field])), placed.number).toBe(placed.totals[field]);
      }
      for (const part of placed.sellerOrders) expect(addsUp(part.totals)).toBe(true);
      expect(sum(placed.lines.map((line) => line.unitPriceMinor * BigInt(line.quantity)))).toBe(
        placed.totals.subtotalMinor,
      );
      expect(sum(placed.lines.map((line) => line.discountMinor))).toBe(placed.totals.discountMinor);
      expect(sum(placed.discounts.map((discount) => discount.amountMinor))).toBe(placed.totals.discountMinor);
      expect(sum(placed.taxLines.map((tax) => tax.amountMinor))).toBe(placed.totals.taxMinor);
      for (const line of placed.lines) {
        const exact = (line.lineTotalMinor - line.discountMinor) * BigInt(line.taxRate.rateBps);
        const off = line.taxMinor * 10_000n - exact;
        expect(off <= 5_000n && off >= -5_000n, line.id).toBe(true);
      }
      expect(placed.totals.totalMinor).toBe(placed.payment.amountMinor);
    }
  });

  it('snapshot what the catalogue and the offers say', () => {
    for (const placed of ALL) {
      for (const line of placed.lines) {
        const offer = offersOf(line.productIndex).find((candidate) => candidate.id === line.offerId);
        const variant = product(line.productIndex).variants.find((candidate) => candidate.id === line.variantId);
        expect(offer).toMatchObject({
          priceMinor: line.unitPriceMinor,
          sellerId: line.sellerId,
          variantId: line.variantId,
        });
        expect(variant).toMatchObject({ title: line.title, sku: line.sku, imagePath: line.imagePath });
        expect(offer?.warehouses).toContain(line.warehouseIndex);
        expect((offer?.createdAt as Date) < placed.placedAt).toBe(true);
      }
      for (const code of placed.couponCodes) expect(promotionByCode(code).endsAt).toBeNull();
    }
  });

  it('put every line into exactly one parcel of its seller', () => {
    for (const placed of ALL) {
      const carried = placed.shipments.flatMap((shipment) => shipment.lines.map((line) => line.orderLineId));
      expect([...carried].toSorted()).toEqual(placed.lines.map((line) => line.id).toSorted());
      for (const line of placed.lines) {
        const shipment = placed.shipments.find((candidate) => candidate.id === line.shipmentId);
        expect(shipment).toMatchObject({
          sellerOrderId: line.sellerOrderId,
          sellerId: line.sellerId,
          warehouseId: line.warehouseId,
        });
      }
    }
  });

  it('are as far as their parcels and lines are', () => {
    const shipped = (placed: WorldOrder): number =>
      placed.shipments.filter((shipment) => shipment.shippedAt !== null).length;
    for (const placed of ALL) {
      const parcels = placed.shipments.length;
      const returned = placed.lines.reduce((units, line) => units + line.quantityReturned, 0);
      const bought = placed.lines.reduce((units, line) => units + line.quantity, 0);
      switch (placed.status) {
        case 'PENDING':
        case 'PAYMENT_FAILED':
        case 'CONFIRMED':
        case 'PROCESSING':
        case 'CANCELLED':
          expect(shipped(placed), placed.number).toBe(0);
          break;
        case 'PARTIALLY_SHIPPED':
          expect(shipped(placed)).toBeGreaterThan(0);
          expect(shipped(placed)).toBeLessThan(parcels);
          break;
        case 'SHIPPED':
        case 'DELIVERED':
        case 'PARTIALLY_RETURNED':
        case 'RETURNED':
          expect(shipped(placed)).toBe(parcels);
          expect(placed.shipments.every((shipment) => shipment.deliveredAt !== null)).toBe(placed.status !== 'SHIPPED');
          break;
      }
      expect(returned > 0, placed.number).toBe(placed.returns.length > 0);
      expect(returned === bought).toBe(placed.status === 'RETURNED');
    }
  });

  it('happened in order, before the day began', () => {
    for (const placed of ALL) {
      for (const events of [
        placed.timeline.map((event) => event.at),
        ...placed.shipments.map(({ events }) => events.map((event) => event.occurredAt)),
      ]) {
        expect(events).toEqual([...events].toSorted((a, b) => a.getTime() - b.getTime()));
        for (const at of events) expect(at <= WORLD_EPOCH).toBe(true);
      }
      expect(placed.timeline.map((event) => event.sequence)).toEqual(placed.timeline.map((_, i) => i + 1));
    }
    const tracking = ALL.flatMap((placed) => placed.shipments.flatMap((shipment) => shipment.trackingNumber ?? []));
    expect(new Set(tracking).size).toBe(tracking.length);
  });
});

describe('payments of orders', () => {
  it('split every capture and refund between seller, marketplace and tax', () => {
    for (const { payment, totals, number } of ALL) {
      for (const split of [...payment.captures, ...payment.refunds]) {
        expect(split.sellerMinor + split.commissionMinor + split.taxMinor, number).toBe(split.amountMinor);
        expect(split.sellerMinor >= 0n && split.commissionMinor >= 0n && split.taxMinor >= 0n).toBe(true);
      }
      expect(sum(payment.captures.map((capture) => capture.amountMinor))).toBe(payment.capturedMinor);
      expect(sum(payment.refunds.map((refund) => refund.amountMinor))).toBe(totals.refundedMinor);
      expect(payment.refundedMinor <= payment.capturedMinor).toBe(true);
      expect(payment.capturedMinor <= payment.authorizedMinor).toBe(true);
    }
  });

  it('never give a seller order back more than it got', () => {
    for (const { payment, sellerOrders } of ALL) {
      for (const { id } of sellerOrders) {
        const of = (
          splits: typeof payment.captures | typeof payment.refunds,
          part: 'sellerMinor' | 'commissionMinor' | 'taxMinor',
        ): bigint => sum(splits.filter((split) => split.sellerOrderId === id).map((split) => split[part]));
        for (const part of ['sellerMinor', 'commissionMinor', 'taxMinor'] as const) {
          expect(of(payment.refunds, part) <= of(payment.captures, part)).toBe(true);
        }
      }
    }
  });

  it('stand where their orders stand', () => {
    const expected: Partial<Record<OrderStatus, string>> = {
      PENDING: 'REQUIRES_ACTION',
      PAYMENT_FAILED: 'FAILED',
      CONFIRMED: 'AUTHORIZED',
      PROCESSING: 'AUTHORIZED',
      PARTIALLY_SHIPPED: 'PARTIALLY_CAPTURED',
      SHIPPED: 'CAPTURED',
      DELIVERED: 'CAPTURED',
      CANCELLED: 'CANCELLED',
      PARTIALLY_RETURNED: 'PARTIALLY_REFUNDED',
      RETURNED: 'REFUNDED',
    };
    for (const placed of ALL) {
      expect(placed.payment.status, placed.number).toBe(expected[placed.status]);
      expect(placed.payment.attempts.map((attempt) => attempt.attempt)).toEqual(
        placed.payment.attempts.map((_, i) => i + 1),
      );
      if (placed.payment.paymentMethodId !== null && placed.userIndex !== null) {
        expect(paymentMethodsOf(placed.userIndex).map((method) => method.id)).toContain(placed.payment.paymentMethodId);
      }
    }
  });
});

describe('inventory', () => {
  it('keeps what orders hold on the shelf, beside what it had', () => {
    let reserved = 0;
    let allocated = 0;
    const shelf = new Map(Array.from(shelfStock(OPTIONS.products), (level) => [level.id, level.onHand]));
    for (const level of stockLevels(OPTIONS)) {
      expect(level.onHand - level.reserved - level.allocated).toBe(shelf.get(level.id));
      reserved += level.reserved;
      allocated += level.allocated;
      expect(level.reserved + level.allocated + level.safetyStock).toBeLessThanOrEqual(level.onHand);
    }
    const held = [...holds(OPTIONS)];
    const units = (kind: 'RESERVED' | 'ALLOCATED'): number =>
      held.filter((hold) => hold.kind === kind).reduce((total, hold) => total + hold.quantity, 0);
    expect(reserved).toBe(units('RESERVED'));
    expect(allocated).toBe(units('ALLOCATED'));
    expect(reserved).toBeGreaterThan(0);
    expect(allocated).toBeGreaterThan(0);
  });

  it('also works for a very small catalogue', () => {
    for (const products of [1, 5, 30]) {
      const small = [...orders({ products })];
      expect(small).toHaveLength(ORDER_COUNT);
      for (const placed of small) for (const line of placed.lines) expect(line.productIndex).toBeLessThan(products);
    }
  });
});
