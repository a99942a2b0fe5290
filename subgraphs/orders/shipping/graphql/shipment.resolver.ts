import type { ShipmentId } from '@emporium/contracts/ids';
import { GraphQLBigInt, mutate, notFoundError, requireInput } from '@emporium/platform/graphql';
import type { StreamEvent } from '@emporium/platform/streams';
import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Orders } from '../../app/orders.ts';
import type { OrdersContext } from '../../graphql/context.ts';
import type { OrderReads } from '../../orders/app/reads.ts';
import {
  presentLine,
  presentSellerOrder,
  presentShipment,
  type SellerOrderNode,
  type ShipmentNode,
} from '../../orders/graphql/present.ts';
import { SellerOrderType, ShipmentLine, ShipmentType } from '../../orders/graphql/types/parts.ts';
import type { TrackingUpdate } from '../app/tracking-stream.ts';
import { estimateDelivery } from '../domain/delivery-estimate.ts';
import { parseReport } from './parse-report.ts';
import { presentTrackingEvent, watchShipment, type ShipmentWatch } from './shipment-stream.ts';
import {
  DeliveryWindow,
  ShipmentPayload,
  TrackingEventType,
  TrackingIngestInput,
  TrackingUpdateEvent,
} from './types/tracking.ts';

@Resolver(() => ShipmentType)
export class ShipmentResolver {
  constructor(
    private readonly useCases: Orders,
    private readonly reads: OrderReads,
    private readonly now: () => Date,
  ) {}

  @Directive('@authenticated')
  @Query(() => ShipmentType, { nullable: true, description: 'One parcel, by id or by what its label says.' })
  async shipment(
    @Arg('id', () => ID, { nullable: true, description: 'Its id.' }) id: string | null,
    @Arg('trackingNumber', () => String, { nullable: true, description: 'The carrier’s number.' })
    trackingNumber: string | null,
    @Ctx() { access, load }: OrdersContext,
  ): Promise<ShipmentNode | null> {
    const asked = requireInput({ id, trackingNumber }, (p) => {
      p.check((id ?? null) === null || (trackingNumber ?? null) === null, 'id', 'Give the id or the tracking number.');
      p.check((id ?? trackingNumber ?? null) !== null, 'id', 'Give the id or the tracking number.');
      return { id: p.optional.id('shp', 'id'), trackingNumber: p.optional.text('trackingNumber', { max: 40 }) };
    });
    const row =
      asked.id !== null
        ? await load.shipment.load(asked.id)
        : await this.reads.shipmentByTracking(asked.trackingNumber!.toUpperCase(), access);
    return row && presentShipment(row);
  }

  @FieldResolver(() => SellerOrderType, {
    nullable: true,
    description: 'The part of the order it belongs to; null for a warehouse’s people.',
  })
  async sellerOrder(@Root() { row }: ShipmentNode, @Ctx() { load }: OrdersContext): Promise<SellerOrderNode | null> {
    const part = await load.sellerOrder.load(row.sellerOrderId);
    return part && presentSellerOrder(part);
  }

  @FieldResolver(() => [ShipmentLine], { description: 'What is in it; cancelled lines are not.' })
  async lines(@Root() { row }: ShipmentNode, @Ctx() { load }: OrdersContext): Promise<ShipmentLine[]> {
    const lines = await load.linesOf.load(row.orderId);
    return lines
      .filter((line) => line.shipmentId === row.id && line.fulfilment !== 'CANCELLED')
      .map((line) => ({ line: presentLine(line), quantity: line.quantity }));
  }

  @FieldResolver(() => DeliveryWindow, {
    nullable: true,
    description: 'When it should arrive, by the promise and the last report; null once that is settled.',
  })
  estimatedDelivery(@Root() { row }: ShipmentNode): DeliveryWindow | null {
    return estimateDelivery(row, this.now());
  }

  @FieldResolver(() => [TrackingEventType], { description: 'What happened to it, in that order; at most 200.' })
  async events(@Root() { row }: ShipmentNode, @Ctx() { load }: OrdersContext): Promise<TrackingEventType[]> {
    return (await load.trackingOf.load(row.id)).map(presentTrackingEvent);
  }

  @Directive('@requiresScopes(scopes: [["carrier:ingest"]])')
  @Mutation(() => ShipmentPayload, {
    nullable: true,
    description:
      'Takes a carrier’s report. Late, repeated and shuffled reports do no harm: a parcel only moves forward.',
  })
  trackingIngest(
    @Arg('input', () => TrackingIngestInput, { description: 'The report.' }) input: TrackingIngestInput,
    @Ctx() { load }: OrdersContext,
  ): Promise<ShipmentPayload> {
    return mutate<ShipmentPayload>(async () => {
      const result = await this.useCases.ingestTracking(parseReport(input, this.now()));
      if (!result.ok) return { userErrors: [notFoundError('tracking number', ['trackingNumber'])] };
      const row = await load.shipment.load(result.value);
      return { shipment: row && presentShipment(row) };
    });
  }

  @Directive('@authenticated')
  @Subscription(() => TrackingUpdateEvent, {
    description: 'What a carrier reports on one parcel. Without `after` its latest report comes first.',
    subscribe: ({ args, context }) => watchShipment(args as ShipmentWatch, context as OrdersContext),
  })
  shipmentTracking(
    @Root() { sequence, payload }: StreamEvent<TrackingUpdate>,
    @Arg('shipmentId', () => ID, { description: 'The parcel’s id.' }) shipmentId: string,
    @Arg('after', () => GraphQLBigInt, { nullable: true, description: 'The last sequence seen.' })
    _after: bigint | null,
    @Ctx() { refresh }: OrdersContext,
  ): TrackingUpdateEvent {
    refresh();
    const event = { ...payload, sequence: BigInt(payload.sequence), occurredAt: new Date(payload.occurredAt) };
    return { sequence, shipmentId, event };
  }
}

@Resolver(() => TrackingUpdateEvent)
export class TrackingUpdateResolver {
  constructor(private readonly now: () => Date) {}

  @FieldResolver(() => ShipmentType, { description: 'The parcel as it is by then.' })
  async shipment(@Root() event: TrackingUpdateEvent, @Ctx() { load }: OrdersContext): Promise<ShipmentNode> {
    const row = await load.shipment.load(event.shipmentId as ShipmentId);
    if (row === null) throw new Error(`shipment ${event.shipmentId} is gone`);
    return presentShipment(row);
  }

  @FieldResolver(() => DeliveryWindow, { nullable: true, description: 'When it should arrive, after this report.' })
  async estimatedDelivery(
    @Root() event: TrackingUpdateEvent,
    @Ctx() { load }: OrdersContext,
  ): Promise<DeliveryWindow | null> {
    const row = await load.shipment.load(event.shipmentId as ShipmentId);
    return row && estimateDelivery(row, this.now());
  }
}
