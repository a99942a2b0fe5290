import { AppError } from '@emporium/platform/errors';
import {
  idempotencyKey,
  Internal,
  MoneyInput,
  MoneyType,
  mutate,
  notFoundError,
  requireInput,
  toMoney,
} from '@emporium/platform/graphql';
import type { OfferId } from '@emporium/contracts/ids';
import { sellersOf } from '@emporium/platform/identity';
import { Arg, Ctx, Directive, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { SellersReads } from '../app/reads.ts';
import type { Sellers } from '../app/sellers.ts';
import { commissionRate } from '../domain/commission.ts';
import { isEligible } from '../domain/featured.ts';
import { MARKETPLACE_CURRENCY, MAX_HANDLING_DAYS, type Offer } from '../domain/offer.ts';
import type { Seller } from '../domain/seller.ts';
import type { SellersContext } from './context.ts';
import { createError, priceError } from './errors.ts';
import { CommerceOfferType } from './types/commerce-offer.ts';
import { OfferCreateInput, OfferPayload, OfferType, PricePointType, ProductVariant } from './types/offer.ts';
import { SellerType } from './types/seller.ts';

const PRICING = '@requiresScopes(scopes: [["seller:pricing"]])';
const MAX_IDS = 250;
const MAX_HISTORY_DAYS = 365;
const DAY_MS = 86_400_000;

@Resolver(() => OfferType)
export class OfferResolver {
  constructor(
    private readonly sellers: Sellers,
    private readonly reads: SellersReads,
    private readonly now: () => Date,
  ) {}

  @Directive('@tag(name: "public")')
  @Query(() => OfferType, { nullable: true, description: 'An offer, standing or not.' })
  offer(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() { offers }: SellersContext,
  ): Promise<Offer | null> {
    return offers.load(requireInput({ id }, (p) => p.id('ofr', 'id')));
  }

  @FieldResolver(() => ProductVariant, { nullable: true, description: 'What is offered.' })
  variant(@Root() offer: Offer): ProductVariant {
    return { id: offer.variantId };
  }

  @FieldResolver(() => SellerType, { description: 'Who offers it.' })
  async seller(@Root() offer: Offer, @Ctx() { sellers }: SellersContext): Promise<Seller> {
    return (await sellers.load(offer.sellerId))!;
  }

  @FieldResolver(() => MoneyType, { description: 'What one costs, without shipping and tax.' })
  price(@Root() offer: Offer): MoneyType {
    return toMoney(offer.price);
  }

  @FieldResolver(() => MoneyType, {
    nullable: true,
    description: 'What is struck out beside the price; always higher.',
  })
  listPrice(@Root() offer: Offer): MoneyType | null {
    return offer.listPrice && toMoney(offer.listPrice);
  }

  @FieldResolver(() => Boolean, {
    description:
      'It may be the featured one of its condition: for sale, in stock, and not half again as dear as the cheapest.',
  })
  async featuredEligible(@Root() offer: Offer, @Ctx() { candidates }: SellersContext): Promise<boolean> {
    const rivals = await candidates.load(offer.variantId);
    const own = rivals.find((candidate) => candidate.offer.id === offer.id);
    return own !== undefined && isEligible(own, rivals);
  }

  @Directive('@cost(weight: 2)')
  @Directive('@listSize(assumedSize: 30)')
  @FieldResolver(() => [PricePointType], { description: 'Its prices over the last days, the oldest first.' })
  async priceHistory(
    @Root() offer: Offer,
    @Arg('days', () => Int, { defaultValue: 30, description: 'How far back, 1 to 365.' }) days: number,
    @Ctx() { prices }: SellersContext,
  ): Promise<PricePointType[]> {
    if (days < 1 || days > MAX_HISTORY_DAYS) {
      throw new AppError('BAD_USER_INPUT', `"days" must be between 1 and ${MAX_HISTORY_DAYS}.`, { argument: 'days' });
    }
    const from = new Date(this.now().getTime() - days * DAY_MS);
    const points = await prices.load(offer.id);
    return points.filter(({ at }) => at >= from).map(({ at, price }) => ({ at, price: toMoney(price) }));
  }

  @Directive(PRICING)
  @Mutation(() => OfferPayload, { nullable: true, description: 'Offers a variant for sale.' })
  offerCreate(
    @Arg('input', () => OfferCreateInput, { description: 'The offer.' }) input: OfferCreateInput,
    @Ctx() context: SellersContext,
  ): Promise<OfferPayload> {
    return mutate<OfferPayload>(async () => {
      const command = requireInput(input, (p) => {
        const price = p.money('price', { currency: MARKETPLACE_CURRENCY });
        const listPrice = p.optional.money('listPrice', { currency: MARKETPLACE_CURRENCY });
        p.check(
          listPrice === null || listPrice.minorUnits > price.minorUnits,
          'listPrice',
          'Give more than the price, or leave it out.',
        );
        return {
          idempotencyKey: idempotencyKey('offerCreate', context.viewer, p.key()),
          sellerId: p.id('sel', 'sellerId'),
          variantId: p.id('var', 'variantId'),
          condition: input.condition,
          price,
          listPrice,
          fulfilment: input.fulfilment,
          handlingDays: p.int('handlingDays', { min: 0, max: MAX_HANDLING_DAYS }),
          returnWindowDays: p.int('returnWindowDays', { min: 14, max: 365 }),
        };
      });
      const result = await this.sellers.createOffer(command, sellersOf(context.viewer));
      return result.ok ? answer(context, result.value) : { userErrors: [createError(result.error)] };
    });
  }

  @Directive(PRICING)
  @Mutation(() => OfferPayload, {
    nullable: true,
    description: 'Sets a price. It holds only if the offer is still what the seller saw.',
  })
  offerPriceSet(
    @Ctx() context: SellersContext,
    @Arg('offerId', () => ID, { description: 'The offer’s id.' }) offerId: string,
    @Arg('version', () => Int, { description: 'The version that was seen.' }) version: number,
    @Arg('price', () => MoneyInput, { description: 'The new price, in US dollars.' }) price: MoneyInput,
  ): Promise<OfferPayload> {
    return mutate<OfferPayload>(async () => {
      const command = requireInput({ offerId, price }, (p) => ({
        offerId: p.id('ofr', 'offerId'),
        version,
        price: p.money('price', { currency: MARKETPLACE_CURRENCY }),
      }));
      const result = await this.sellers.setOfferPrice(command, sellersOf(context.viewer));
      return result.ok ? answer(context, command.offerId) : { userErrors: [priceError(result.error)] };
    });
  }

  @Directive(PRICING)
  @Mutation(() => OfferPayload, { nullable: true, description: 'Withdraws an offer, for good.' })
  offerDeactivate(
    @Ctx() context: SellersContext,
    @Arg('offerId', () => ID, { description: 'The offer’s id.' }) offerId: string,
  ): Promise<OfferPayload> {
    return mutate<OfferPayload>(async () => {
      const id = requireInput({ offerId }, (p) => p.id('ofr', 'offerId'));
      const result = await this.sellers.deactivateOffer(id, sellersOf(context.viewer));
      return result.ok ? answer(context, id) : { userErrors: [notFoundError('offer', ['offerId'])] };
    });
  }

  @Internal()
  @Query(() => [CommerceOfferType], {
    nullable: true,
    description: 'Offers as they are now, for carts and checkouts; unknown ones are left out.',
  })
  async offersForCommerce(
    @Arg('ids', () => [ID], { description: 'At most 250 offers.' }) ids: string[],
    @Ctx() { commissionPlans }: SellersContext,
  ): Promise<CommerceOfferType[]> {
    const asked = requireInput({ ids }, (p) => p.ids('ofr', 'ids', { max: MAX_IDS }));
    const offers = await this.reads.commerceOffers(asked);
    return Promise.all(
      offers.map(async ({ commissionPlan, categoryPath, id, price, listPrice, ...offer }) => {
        const plan = (await commissionPlans.load(commissionPlan))!;
        return {
          ...offer,
          offerId: id,
          categoryPath,
          price: toMoney(price),
          listPrice: listPrice && toMoney(listPrice),
          commissionRate: commissionRate(plan.rules, categoryPath),
        };
      }),
    );
  }
}

const answer = async ({ offers }: SellersContext, id: OfferId): Promise<{ offer: Offer | null }> => ({
  offer: await offers.load(id),
});
