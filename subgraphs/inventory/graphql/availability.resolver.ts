import type { OfferId } from '@emporium/contracts/ids';
import { requireInput } from '@emporium/platform/graphql';
import type { StreamEvent } from '@emporium/platform/streams';
import { Arg, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import { AVAILABILITY_SUBJECT } from '../app/change-stock.ts';
import type { InventoryReads, OfferSupply } from '../app/reads.ts';
import { availabilityOf, bandOf } from '../domain/availability.ts';
import { deliveryWindow, TRANSIT_MODEL, transitBetween } from '../domain/delivery.ts';
import { locate } from '../domain/geography.ts';
import type { StockLevel } from '../domain/stock-level.ts';
import type { InventoryContext } from './context.ts';
import { Availability, AvailabilityEvent, DeliveryEstimate, DestinationInput, Offer } from './types/availability.ts';
import { OfferStock } from './types/reservation.ts';
import { StockLevelType } from './types/stock-level.ts';
import { GraphQLBigInt, Internal } from '@emporium/platform/graphql';

const MAX_OFFERS = 250;
const MAX_WATCHED_OFFERS = 50;
/** The share of parcels the distance bands were drawn to hold. */
const CONFIDENCE = 0.9;

type AvailabilityPayload = { readonly offerId: OfferId };

@Resolver(() => Offer)
export class AvailabilityResolver {
  constructor(
    private readonly reads: InventoryReads,
    private readonly now: () => Date,
  ) {}

  @Directive('@tag(name: "public")')
  @FieldResolver(() => Availability, {
    nullable: true,
    description: 'What shoppers see of the stock, summed over all warehouses.',
  })
  async availability(@Root() offer: Offer, @Ctx() { supplies }: InventoryContext): Promise<Availability> {
    return this.present(await supplies.load(offer.id as OfferId));
  }

  @Directive('@cost(weight: 3)')
  @Directive('@tag(name: "public")')
  @FieldResolver(() => DeliveryEstimate, {
    nullable: true,
    description: 'When one unit ordered now arrives; null when it is out of stock or not delivered there.',
  })
  async deliveryEstimate(
    @Root() offer: Offer,
    @Arg('destination', () => DestinationInput, { description: 'Where the parcel goes.' })
    destination: DestinationInput,
    @Ctx() { supplies, warehouses }: InventoryContext,
  ): Promise<DeliveryEstimate | null> {
    const place = locate({ country: destination.country, postalCode: destination.postalCode ?? null });
    if (place === null) return null;
    const [stock, buildings] = await Promise.all([supplies.load(offer.id as OfferId), warehouses()]);
    const [nearest] = stock
      .filter((supply) => supply.available > 0)
      .map((supply) => buildings.get(supply.warehouseId))
      .filter((warehouse) => warehouse?.active === true)
      .map((warehouse) => ({ warehouse: warehouse!, transit: transitBetween(warehouse!, place) }))
      .sort((a, b) => a.transit.distanceKm - b.transit.distanceKm);
    if (nearest === undefined) return null;
    const window = deliveryWindow(this.now(), nearest.warehouse, nearest.transit);
    return { ...window, confidence: CONFIDENCE, warehouse: nearest.warehouse, modelVersion: TRANSIT_MODEL };
  }

  @Directive('@requiresScopes(scopes: [["seller:inventory"], ["admin:inventory"]])')
  @FieldResolver(() => [StockLevelType], {
    nullable: true,
    description: 'The stock behind it, by warehouse (at most six); the viewer’s sellers’ only.',
  })
  stockLevels(@Root() offer: Offer, @Ctx() { stockLevelsOfOffer }: InventoryContext): Promise<readonly StockLevel[]> {
    return stockLevelsOfOffer.load(offer.id as OfferId);
  }

  @Internal()
  @Query(() => [OfferStock], { nullable: true, description: 'Units that could be promised, for carts.' })
  async offerStock(
    @Arg('offerIds', () => [ID], { description: 'At most 250 offers.' }) offerIds: string[],
    @Ctx() { supplies }: InventoryContext,
  ): Promise<OfferStock[]> {
    const input = requireInput({ offerIds }, (p) => ({ offerIds: p.ids('ofr', 'offerIds', { max: MAX_OFFERS }) }));
    return Promise.all(
      input.offerIds.map(async (offerId) => {
        const available = total(await supplies.load(offerId));
        return { offerId, available, status: bandOf(available) };
      }),
    );
  }

  @Directive('@tag(name: "public")')
  @Subscription(() => AvailabilityEvent, {
    description: 'Says when an offer crosses a band that shoppers see. Carries no foreign entities, so it scales.',
    subscribe: ({ args, context }) => watchAvailability(args as WatchArguments, context as InventoryContext),
  })
  async availabilityChanged(
    @Root() event: StreamEvent<AvailabilityPayload>,
    @Arg('offerIds', () => [ID], { description: 'At most 50 offers.' }) _offerIds: string[],
    @Arg('after', () => GraphQLBigInt, {
      nullable: true,
      description: 'The last sequence seen. Without it the present state of each offer comes first.',
    })
    _after: bigint | null,
  ): Promise<AvailabilityEvent> {
    const { offerId } = event.payload;
    return { sequence: event.sequence, offerId, availability: this.present(await this.reads.supplies([offerId])) };
  }

  private present(supplies: readonly OfferSupply[]): Availability {
    return { ...availabilityOf(total(supplies)), asOf: this.now() };
  }
}

const total = (supplies: readonly OfferSupply[]): number => supplies.reduce((sum, supply) => sum + supply.available, 0);

interface WatchArguments {
  readonly offerIds: string[];
  readonly after: bigint | null | undefined;
}

function watchAvailability(
  { offerIds, after }: WatchArguments,
  { streams }: InventoryContext,
): Promise<AsyncIterableIterator<StreamEvent<AvailabilityPayload>>> {
  const input = requireInput({ offerIds }, (p) => ({
    offerIds: p.ids('ofr', 'offerIds', { max: MAX_WATCHED_OFFERS }),
  }));
  const watched = new Set<OfferId>(input.offerIds);
  return streams.subscribe<AvailabilityPayload>({
    subject: AVAILABILITY_SUBJECT,
    after,
    snapshot: async () => {
      const sequence = await streams.head(AVAILABILITY_SUBJECT);
      return input.offerIds.map((offerId) => ({ sequence, payload: { offerId }, occurredAt: new Date() }));
    },
    filter: (payload) => watched.has(payload.offerId),
  });
}
