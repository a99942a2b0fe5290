import { describe, expect, it } from 'vitest';
import { randomOrder } from '../../testing/random-checkout.ts';
import type { ShipmentStatus } from '../../orders/domain/shipment-status.ts';
import { estimateDelivery } from './delivery-estimate.ts';
import { labelFor } from './label.ts';

const shipment = randomOrder(1).shipments[0]!;
const from = new Date('2026-03-05T00:00:00Z');
const by = new Date('2026-03-09T23:59:59Z');
const estimate = (status: ShipmentStatus, now: string) => {
  const window = estimateDelivery({ ...shipment, status, promisedFrom: from, promisedBy: by }, new Date(now));
  return window && [window.earliest.toISOString().slice(0, 13), window.latest.toISOString().slice(0, 13)];
};

describe('a delivery estimate', () => {
  it('is the promise, until the carrier knows better', () => {
    expect(estimate('IN_TRANSIT', '2026-03-03T08:00:00Z')).toEqual(['2026-03-05T00', '2026-03-09T23']);
    expect(estimate('DELAYED', '2026-03-03T08:00:00Z')).toEqual(['2026-03-05T00', '2026-03-11T23']);
    expect(estimate('OUT_FOR_DELIVERY', '2026-03-06T08:00:00Z')).toEqual(['2026-03-06T08', '2026-03-06T20']);
  });

  it('never lies in the past', () => {
    expect(estimate('IN_TRANSIT', '2026-03-12T08:00:00Z')).toEqual(['2026-03-12T08', '2026-03-13T08']);
  });

  it('ends with the journey', () => {
    expect(estimate('DELIVERED', '2026-03-06T08:00:00Z')).toBeNull();
    expect(estimate('CANCELLED', '2026-03-06T08:00:00Z')).toBeNull();
  });
});

describe('a label', () => {
  it('is the same for the same parcel, and names who drives what was chosen', () => {
    const label = labelFor({ ...shipment, service: 'Next working day' });
    expect(label).toEqual(labelFor({ ...shipment, service: 'Next working day' }));
    expect(label).toMatchObject({
      carrier: 'Swiftline',
      trackingNumber: expect.stringMatching(/^SWL[0-9A-Z]{12}$/) as string,
    });
    expect(labelFor({ ...shipment, service: 'Standard' }).carrier).toBe('Northern Parcel');
  });
});
