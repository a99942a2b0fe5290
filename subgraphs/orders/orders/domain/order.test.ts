import { add, sum, type Money } from '@emporium/platform/money';
import type { OrderCancelled, OrdersEvent, ShipmentShipped } from '@emporium/contracts/events';
import type { Result } from '@emporium/platform/result';
import { describe, expect, it } from 'vitest';
import { dice } from '../../testing/dice.ts';
import { AT, randomOrder } from '../../testing/random-checkout.ts';
import { cancelLines } from './cancel.ts';
import type { Change } from './change.ts';
import { advance, pack, startPicking } from './fulfil.ts';
import type { Order } from './order.ts';
import { orderNumber } from './order-number.ts';
import { abandonOrder, confirmOrder, failPayment, retryOrderPayment } from './pay.ts';
import { isCarrierStatus, SHIPMENT_STATUSES, type CarrierStatus } from './shipment-status.ts';
import { canBecome, nextOf, ORDER_STATUSES, statusOf } from './status.ts';

const CARRIER = SHIPMENT_STATUSES.filter(isCarrierStatus) as CarrierStatus[];
type Outcome = Result<Change | null, { readonly code: string }>;

/** One thing that might happen to an order next, sensible or not. */
function anything(order: Order, random: ReturnType<typeof dice>): Outcome {
  const shipment = random.pick(order.shipments);
  switch (random.below(9)) {
    case 0:
      return confirmOrder(order, 'pay_1');
    case 1:
      return failPayment(order, 'declined');
    case 2:
      return retryOrderPayment(order);
    case 3:
      return cancelLines(order, { lineIds: [random.pick(order.lines).id], reason: 'x', cancellationId: 'x' });
    case 4:
      return random.chance(20) ? abandonOrder(order, 'x') : { ok: true, value: null };
    case 5:
      return startPicking(order, shipment.id);
    case 6:
      return pack(order, shipment.id, { carrier: 'Swiftline', trackingNumber: 'SWL1' });
    default:
      return shipment.trackingNumber === null || order.payment !== 'AUTHORIZED'
        ? { ok: true, value: null }
        : advance(order, shipment, random.pick(CARRIER), AT);
  }
}

describe('an order’s life', () => {
  it('moves along the state machine, whatever happens, and its money always adds up', () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 300; seed += 1) {
      const random = dice(seed);
      let order = randomOrder(seed);
      const events: OrdersEvent[] = [];
      for (let step = 0; step < 60; step += 1) {
        const outcome = anything(order, random);
        if (!outcome.ok || outcome.value === null) continue;
        const { order: after, timeline } = outcome.value;
        if (after.status !== order.status) {
          expect(canBecome(order.status, after.status), `seed ${seed}: ${order.status} to ${after.status}`).toBe(true);
          expect(timeline.at(-1)).toMatchObject({ from: order.status, to: after.status });
        }
        expect(after.status).toBe(
          statusOf(
            after.payment,
            after.lines.map((line) => line.fulfilment),
          ),
        );
        seen.add(after.status);
        events.push(...outcome.value.events);
        order = after;
      }
      expectMoneyAddsUp(order, events);
    }
    expect([...seen].toSorted()).toEqual(ORDER_STATUSES.filter((status) => !status.includes('RETURNED')).toSorted());
  });

  it('has a way out of every state but the last ones', () => {
    expect(ORDER_STATUSES.filter((status) => nextOf(status).length === 0)).toEqual(['RETURNED', 'CANCELLED']);
  });
});

/** What shipped and what was cancelled make up the total once nothing is left, and never more before. */
function expectMoneyAddsUp(order: Order, events: readonly OrdersEvent[]): void {
  const amounts = (type: OrdersEvent['type'], of: (event: never) => { readonly minor: string }): Money =>
    sum(
      events
        .filter((event) => event.type === type)
        .map((event) => ({ minorUnits: BigInt(of(event as never).minor), currency: order.currency })),
      order.currency,
    );
  const shipped = amounts('orders.shipment-shipped.v1', (event: ShipmentShipped) => event.amount);
  const refunds = amounts('orders.order-cancelled.v1', (event: OrderCancelled) => event.refund);
  const abandoned = order.payment !== 'AUTHORIZED' && order.status === 'CANCELLED';
  if (!abandoned) expect(order.cancelled).toEqual(refunds);
  const settled = add(shipped, order.cancelled).minorUnits;
  const open = order.lines.some((line) => ['ALLOCATED', 'PICKING', 'PACKED'].includes(line.fulfilment));
  if (open)
    expect(settled < order.totals.total.minorUnits || order.totals.total.minorUnits === 0n || isFree(order)).toBe(true);
  else expect(settled).toBe(order.totals.total.minorUnits);
}

/** Everything that is still open costs nothing: a line can be free. */
const isFree = (order: Order): boolean => order.lines.some((line) => line.net.minorUnits === 0n);

describe('order numbers', () => {
  it('do not repeat and do not tell how many there are', () => {
    const numbers = Array.from({ length: 20_000 }, (_, index) => orderNumber(BigInt(index + 1), AT));
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.every((number) => /^E-2026-[0-9A-HJKMNP-TV-Z]{6}$/.test(number))).toBe(true);
    expect(numbers[1]!.slice(0, 9)).not.toBe(numbers[0]!.slice(0, 9));
  });
});
