import type { OfferId, ProductId, VariantId } from '@emporium/contracts/ids';
import { page } from '@emporium/platform/cursor';
import {
  type Connection,
  GraphQLBigInt,
  Lifetime,
  MoneyRange,
  OfferCondition,
  pageArgs,
  type PageArgs,
  Paginated,
  requireInput,
  toMoneyRange,
} from '@emporium/platform/graphql';
import type { StreamEvent } from '@emporium/platform/streams';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Int, Resolver, Root, Subscription } from 'type-graphql';
import type { SellersReads } from '../app/reads.ts';
import { FEATURED_SUBJECT, type FeaturedChange } from '../app/relist.ts';
import { featuredOf } from '../domain/featured.ts';
import type { Offer } from '../domain/offer.ts';
import type { SellersContext } from './context.ts';
import { toOfferConnection } from './offer-connection.ts';
import { FeaturedOfferEvent, OfferConnection, OfferType, Product, ProductVariant } from './types/offer.ts';

const MAX_WATCHED_VARIANTS = 50;
const Page10 = pageArgs(10);
type Condition = keyof typeof OfferCondition;

/** What products have of their offers, read from the columns that the featured-offer rule keeps. */
@Resolver(() => Product)
export class ProductResolver {
  @Directive('@tag(name: "public")')
  @FieldResolver(() => OfferType, {
    nullable: true,
    description: 'The best offer over all variants, new if there is one; null when nothing is in stock.',
  })
  async featuredOffer(@Root() product: Product, @Ctx() { summaries }: SellersContext): Promise<Offer | null> {
    return (await summaries.load(product.id as ProductId))?.featuredOffer ?? null;
  }

  @Directive('@tag(name: "public")')
  @FieldResolver(() => MoneyRange, { nullable: true, description: 'From the cheapest to the dearest offer for sale.' })
  async offerPriceRange(@Root() product: Product, @Ctx() { summaries }: SellersContext): Promise<MoneyRange | null> {
    const summary = await summaries.load(product.id as ProductId);
    return summary?.lowest && summary.highest ? toMoneyRange(summary.lowest, summary.highest) : null;
  }

  @Lifetime(0)
  @Directive('@tag(name: "public")')
  @FieldResolver(() => Int, { nullable: true, description: 'How many offers are for sale.' })
  async offerCount(@Root() product: Product, @Ctx() { summaries }: SellersContext): Promise<number> {
    return (await summaries.load(product.id as ProductId))?.offerCount ?? 0;
  }
}

@Resolver(() => ProductVariant)
export class VariantResolver {
  constructor(private readonly reads: SellersReads) {}

  @Directive('@tag(name: "public")')
  @Paginated()
  @FieldResolver(() => OfferConnection, { nullable: true, description: 'Who sells it, the cheapest first.' })
  async offers(
    @Root() variant: ProductVariant,
    @Args(() => Page10) args: PageArgs,
    @Arg('condition', () => OfferCondition, { nullable: true, description: 'Only in this condition.' })
    condition: Condition | null,
    @Ctx() { offersOfVariant }: SellersContext,
  ): Promise<Connection<Offer>> {
    const limits = page(args);
    const offers = await offersOfVariant(variant.id as VariantId, condition ?? null, limits);
    return toOfferConnection(offers, limits, (offer) => [offer.price.minorUnits.toString(), offer.id]);
  }

  @Directive('@tag(name: "public")')
  @FieldResolver(() => OfferType, {
    nullable: true,
    description: 'The offer behind "Add to cart": Prime first, then price, handling days, and the seller’s rating.',
  })
  async featuredOffer(
    @Root() variant: ProductVariant,
    @Arg('condition', () => OfferCondition, { defaultValue: 'NEW', description: 'The state of the goods.' })
    condition: Condition,
    @Ctx() { featuredNew, candidates, offers }: SellersContext,
  ): Promise<Offer | null> {
    const id = variant.id as VariantId;
    if (condition === 'NEW') {
      const featured = await featuredNew.load(id);
      return featured?.offerId ? offers.load(featured.offerId) : null;
    }
    const rivals = await candidates.load(id);
    return featuredOf(rivals.filter(({ offer }) => offer.condition === condition))?.offer ?? null;
  }

  @Directive('@tag(name: "public")')
  @Subscription(() => FeaturedOfferEvent, {
    description: 'Says when another new offer becomes the featured one of a variant.',
    subscribe: ({ args, context }) => watchFeatured(args as WatchArguments, context as SellersContext),
  })
  async featuredOfferChanged(
    @Root() { sequence, payload }: StreamEvent<FeaturedChange>,
    @Arg('variantIds', () => [ID], { description: 'At most 50 variants.' }) _variantIds: string[],
    @Arg('after', () => GraphQLBigInt, {
      nullable: true,
      description: 'The last sequence seen. Without it the featured offer of each variant comes first.',
    })
    _after: bigint | null,
  ): Promise<FeaturedOfferEvent> {
    const [offer] = payload.offerId === null ? [] : await this.reads.offersByIds([payload.offerId]);
    return { sequence, variantId: payload.variantId, offer: offer ?? null };
  }
}

interface WatchArguments {
  readonly variantIds: string[];
  readonly after: bigint | null | undefined;
}

function watchFeatured(
  { variantIds, after }: WatchArguments,
  { streams, featuredNew }: SellersContext,
): Promise<AsyncIterableIterator<StreamEvent<FeaturedChange>>> {
  const ids = requireInput({ variantIds }, (p) => p.ids('var', 'variantIds', { max: MAX_WATCHED_VARIANTS }));
  const watched = new Set<VariantId>(ids);
  return streams.subscribe<FeaturedChange>({
    subject: FEATURED_SUBJECT,
    after,
    snapshot: async () => {
      const sequence = await streams.head(FEATURED_SUBJECT);
      const now = await featuredNew.loadMany(ids);
      return ids.map((variantId, index) => ({
        sequence,
        payload: { variantId, offerId: offerIdOf(now[index]) },
        occurredAt: new Date(),
      }));
    },
    filter: ({ variantId }) => watched.has(variantId),
  });
}

function offerIdOf(featured: { readonly offerId: OfferId | null } | Error | null | undefined): OfferId | null {
  if (featured instanceof Error) throw featured;
  return featured?.offerId ?? null;
}
