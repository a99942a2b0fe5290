import { requireFound, requireInput } from '@emporium/platform/graphql';
import type { StreamEvent } from '@emporium/platform/streams';
import type { OrdersContext } from '../../graphql/context.ts';
import type { TrackingEvent } from '../app/ports.ts';
import { shipmentSubject, toUpdate, type TrackingUpdate } from '../app/tracking-stream.ts';
import type { TrackingEventType } from './types/tracking.ts';

export interface ShipmentWatch {
  readonly shipmentId: string;
  readonly after: bigint | null | undefined;
}

export const presentTrackingEvent = (event: TrackingEvent): TrackingEventType => ({
  id: event.id,
  sequence: BigInt(event.sequence),
  status: event.status,
  detail: event.detail,
  location: event.location,
  occurredAt: event.occurredAt,
});

/** One parcel that the viewer may see. Who has seen nothing yet gets its latest report first. */
export async function watchShipment(
  { shipmentId, after }: ShipmentWatch,
  { load, refresh, streams }: OrdersContext,
): Promise<AsyncIterableIterator<StreamEvent<TrackingUpdate>>> {
  const { id } = requireInput({ shipmentId }, (p) => ({ id: p.id('shp', 'shipmentId') }));
  requireFound(await load.shipment.load(id), 'shipment', 'shipmentId');
  const subject = shipmentSubject(id);
  return streams.subscribe<TrackingUpdate>({
    subject,
    after,
    snapshot: async () => {
      const sequence = await streams.head(subject);
      refresh();
      return latest(await load.trackingOf.load(id)).map((event) => ({
        sequence,
        payload: toUpdate(event),
        occurredAt: event.occurredAt,
      }));
    },
  });
}

const latest = (events: readonly TrackingEvent[]): readonly TrackingEvent[] => events.slice(-1);
