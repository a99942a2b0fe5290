import type { ReservationId } from '@emporium/contracts/ids';
import { idempotencyKey, Internal, mutate, requireInput } from '@emporium/platform/graphql';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { InventoryReads } from '../app/reads.ts';
import type { Allocation } from '../domain/allocation.ts';
import { transitBetween } from '../domain/delivery.ts';
import { locate } from '../domain/geography.ts';
import type { Reservation } from '../domain/reservation.ts';
import type { Inventory } from '../app/inventory.ts';
import type { InventoryContext } from './context.ts';
import { confirmError, reserveErrors } from './errors.ts';
import {
  ReservationLine,
  ReservationPayload,
  ReservationType,
  type StockAllocation,
  StockConfirmInput,
  StockReleaseInput,
  StockReserveInput,
  StockReservePayload,
} from './types/reservation.ts';

const MAX_LINES = 100;
const MAX_UNITS = 10_000;

@Resolver(() => ReservationType)
export class ReservationResolver {
  constructor(
    private readonly inventory: Inventory,
    private readonly reads: InventoryReads,
  ) {}

  @FieldResolver(() => [ReservationLine], { description: 'What is held and where.' })
  async lines(@Root() reservation: Reservation, @Ctx() { warehouses }: InventoryContext): Promise<ReservationLine[]> {
    const buildings = await warehouses();
    return reservation.lines.map((line) => ({
      offer: { id: line.offerId },
      warehouse: buildings.get(line.warehouseId)!,
      quantity: line.quantity,
    }));
  }

  @Internal()
  @Mutation(() => StockReservePayload, {
    nullable: true,
    description: 'Holds stock for a checkout: all lines or none.',
  })
  stockReserve(
    @Arg('input', () => StockReserveInput, { description: 'What to hold.' }) input: StockReserveInput,
    @Ctx() context: InventoryContext,
  ): Promise<StockReservePayload> {
    return mutate<StockReservePayload>(async () => {
      const command = requireInput(input, (p) => ({
        idempotencyKey: idempotencyKey('stockReserve', context.viewer, p.key()),
        reservationId: p.id('rsv', 'reservationId'),
        checkoutId: p.id('chk', 'checkoutId'),
        lines: p.list('lines', { max: MAX_LINES }, (line) => ({
          lineId: line.text('lineId', { max: 64 }),
          offerId: line.id('ofr', 'offerId'),
          quantity: line.int('quantity', { min: 1, max: MAX_UNITS }),
          dealId: line.optional.id('deal', 'dealId'),
        })),
        destination: p.object('destination', (place) => ({
          country: place.text('country', { max: 2 }),
          postalCode: place.optional.text('postalCode', { max: 20 }),
        })),
        expiresAt: p.instant('expiresAt'),
      }));
      const result = await this.inventory.reserveStock(command);
      if (!result.ok) return { userErrors: reserveErrors(result.error) };
      return {
        reservation: await this.read(command.reservationId),
        allocations: await present(result.value, command.destination, context),
      };
    });
  }

  @Internal()
  @Mutation(() => ReservationPayload, {
    nullable: true,
    description: 'The checkout became an order: the hold no longer expires.',
  })
  stockConfirm(
    @Arg('input', () => StockConfirmInput, { description: 'The order and its parcels.' }) input: StockConfirmInput,
    @Ctx() { viewer }: InventoryContext,
  ): Promise<ReservationPayload> {
    return mutate<ReservationPayload>(async () => {
      const command = requireInput(input, (p) => ({
        idempotencyKey: idempotencyKey('stockConfirm', viewer, p.key()),
        reservationId: p.id('rsv', 'reservationId'),
        orderId: p.id('ord', 'orderId'),
        shipments: p.list('shipments', { max: MAX_LINES }, (shipment) => ({
          shipmentId: shipment.id('shp', 'shipmentId'),
          sellerOrderId: shipment.id('sor', 'sellerOrderId'),
          warehouseId: shipment.id('wh', 'warehouseId'),
          lines: shipment.list('lines', { max: MAX_LINES }, (line) => ({
            orderLineId: line.id('oln', 'orderLineId'),
            offerId: line.id('ofr', 'offerId'),
            dealId: line.optional.id('deal', 'dealId'),
            quantity: line.int('quantity', { min: 1, max: MAX_UNITS }),
          })),
        })),
      }));
      const result = await this.inventory.confirmReservation(command);
      if (!result.ok) return { userErrors: [confirmError(result.error)] };
      return { reservation: await this.read(command.reservationId) };
    });
  }

  @Internal()
  @Mutation(() => ReservationPayload, {
    nullable: true,
    description: 'The checkout came to nothing: gives its units back.',
  })
  stockRelease(
    @Arg('input', () => StockReleaseInput, { description: 'Which reservation.' }) input: StockReleaseInput,
    @Ctx() { viewer }: InventoryContext,
  ): Promise<ReservationPayload> {
    return mutate<ReservationPayload>(async () => {
      const command = requireInput(input, (p) => ({
        idempotencyKey: idempotencyKey('stockRelease', viewer, p.key()),
        reservationId: p.id('rsv', 'reservationId'),
      }));
      const result = await this.inventory.releaseReservation(command);
      if (!result.ok) return { userErrors: [confirmError(result.error)] };
      return { reservation: await this.read(command.reservationId) };
    });
  }

  private async read(id: ReservationId): Promise<Reservation | null> {
    return (await this.reads.reservations([id]))[0] ?? null;
  }
}

async function present(
  allocations: readonly Allocation[],
  destination: { country: string; postalCode: string | null },
  { warehouses }: InventoryContext,
): Promise<StockAllocation[]> {
  const buildings = await warehouses();
  const place = locate(destination)!;
  return allocations.map(({ lineId, offerId, quantity, warehouseId }) => {
    const warehouse = buildings.get(warehouseId)!;
    const transit = transitBetween(warehouse, place);
    return {
      lineId,
      offerId,
      quantity,
      warehouseId,
      warehouseCode: warehouse.code,
      country: warehouse.address.country,
      transitDaysMin: transit.daysMin,
      transitDaysMax: transit.daysMax,
      distanceKm: transit.distanceKm,
    };
  });
}
