import { describe, expect, it } from 'vitest';
import { randomOrder, AT } from '../../testing/random-checkout.ts';
import { advance, pack } from './fulfil.ts';
import type { Order } from './order.ts';
import { confirmOrder } from './pay.ts';
import { isCarrierStatus, SHIPMENT_STATUSES, type CarrierStatus } from './shipment-status.ts';

const REPORTS = SHIPMENT_STATUSES.filter(isCarrierStatus) as CarrierStatus[];

function packedOrder(): Order {
  const confirmed = confirmOrder(randomOrder(1), 'pay_1');
  if (!confirmed.ok || confirmed.value === null) throw new Error('the order cannot be confirmed');
  const { order } = confirmed.value;
  const packed = pack(order, order.shipments[0]!.id, { carrier: 'Swiftline', trackingNumber: 'SWL1' });
  if (!packed.ok || packed.value === null) throw new Error('the parcel cannot be packed');
  return packed.value.order;
}

/** What the buyer reads after the reports, oldest first. */
function readAfter(reports: readonly CarrierStatus[]): [kind: string, message: string][] {
  let order = packedOrder();
  return reports.flatMap((status) => {
    const moved = advance(order, order.shipments[0]!, status, AT);
    if (!moved.ok || moved.value === null) throw new Error(`${status} is no news`);
    order = moved.value.order;
    return moved.value.timeline.map(({ kind, message }): [string, string] => [kind, message]);
  });
}

describe('what a buyer reads of a parcel', () => {
  it('is a sentence of its own for each report of the carrier', () => {
    const told = readAfter(REPORTS);
    expect(told).toHaveLength(REPORTS.length);
    expect(new Set(told.map(([, message]) => message)).size).toBe(REPORTS.length);
    expect(told.slice(0, 2)).toEqual([
      ['SHIPPED', 'The carrier has picked up a parcel.'],
      ['TRACKING', 'A parcel is on its way.'],
    ]);
    expect(told.at(-1)).toEqual(['DELIVERED', 'A parcel was delivered.']);
  });

  it.each(REPORTS.slice(1))('begins with its leaving when %s is the first report, which is told as well', (first) => {
    const [left, report, ...rest] = readAfter([first]);
    expect(left).toEqual(['SHIPPED', 'The carrier has picked up a parcel.']);
    expect([report, ...rest]).toEqual(readAfter(['PICKED_UP', first]).slice(1));
  });
});
