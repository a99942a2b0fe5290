import type { OfferId, ProductId } from '@emporium/contracts/ids';
import { Lifetime, MoneyType, toMoney } from '@emporium/platform/graphql';
import { page } from '@emporium/platform/cursor';
import { ownerOf } from '@emporium/platform/identity';
import { min, money } from '@emporium/platform/money';
import { Arg, Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { PromotionsReads } from '../app/reads.ts';
import { dealStatus, type Deal } from '../domain/deal.ts';
import type { PromotionsContext } from './context.ts';
import { presentClaim, presentDeal, type PresentedClaim, type PresentedDeal } from './present.ts';
import { DealClaimType } from './types/deal-claim.ts';
import { DealType } from './types/deal.ts';
import { Offer, Product, ProductBadge, User } from './types/entities.ts';

@Resolver(() => Offer)
export class OfferResolver {
  constructor(private readonly now: () => Date) {}

  @Directive('@tag(name: "public")')
  @FieldResolver(() => DealType, { nullable: true, description: 'The deal that runs on it now, sold out or not.' })
  async activeDeal(@Root() offer: Offer, @Ctx() { dealOfOffer }: PromotionsContext): Promise<PresentedDeal | null> {
    const deal = await dealOfOffer.load(offer.id as OfferId);
    return deal && presentDeal(deal, this.now());
  }

  @Directive('@requires(fields: "price { amount currencyCode minorUnits }")')
  @Directive('@tag(name: "public")')
  @FieldResolver(() => MoneyType, {
    nullable: true,
    description: 'What one costs the viewer now: the deal’s price while there is one to claim, else the seller’s.',
  })
  async effectivePrice(@Root() offer: Offer, @Ctx() context: PromotionsContext): Promise<MoneyType | null> {
    if (offer.price === undefined) return null;
    const deal = await context.dealOfOffer.load(offer.id as OfferId);
    if (deal === null || !(await isClaimable(deal, context))) return offer.price;
    // From the gateway it is JSON: the scalars are strings.
    const price = money(BigInt(offer.price.minorUnits), offer.price.currencyCode);
    return price.currency === deal.dealPrice.currency ? toMoney(min(price, deal.dealPrice)) : offer.price;
  }
}

@Resolver(() => Product)
export class ProductResolver {
  @Directive('@tag(name: "public")')
  @Lifetime(0)
  @FieldResolver(() => [ProductBadge], {
    nullable: true,
    description: 'Badges of the deals that run on it; three at most.',
  })
  async badges(@Root() product: Product, @Ctx() { dealsOfProduct }: PromotionsContext): Promise<ProductBadge[]> {
    return [...new Set((await dealsOfProduct.load(product.id as ProductId)).map(badgeOf))];
  }

  @Directive('@tag(name: "public")')
  @FieldResolver(() => MoneyType, {
    nullable: true,
    description: 'The lowest price among the deals on it that the viewer could claim now; null without one.',
  })
  async dealPrice(@Root() product: Product, @Ctx() context: PromotionsContext): Promise<MoneyType | null> {
    const deals = await context.dealsOfProduct.load(product.id as ProductId);
    const claimable = await Promise.all(deals.map((deal) => isClaimable(deal, context)));
    const prices = deals.filter((_deal, index) => claimable[index]).map((deal) => deal.dealPrice);
    return prices.length === 0 ? null : toMoney(prices.reduce(min));
  }
}

@Resolver(() => User)
export class UserResolver {
  constructor(
    private readonly reads: PromotionsReads,
    private readonly now: () => Date,
  ) {}

  @Directive('@authenticated')
  @Directive('@listSize(slicingArguments: ["first"])')
  @FieldResolver(() => [DealClaimType], {
    nullable: true,
    description: 'The claims on deals, the latest first; to the account itself alone.',
  })
  async dealClaims(
    @Root() user: User,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many items at most, 1 to 100.' }) first: number,
    @Ctx() { viewer }: PromotionsContext,
  ): Promise<PresentedClaim[] | null> {
    const owner = ownerOf(viewer);
    if (owner === null || owner !== user.id) return null;
    const claims = await this.reads.claimsOf(owner, page({ first }).first);
    return claims.map((claim) => presentClaim(claim, this.now()));
  }
}

const badgeOf = (deal: Deal): ProductBadge => {
  if (deal.membersOnly) return 'PRIME_EXCLUSIVE';
  return deal.kind === 'LIGHTNING' ? 'LIGHTNING_DEAL' : 'LIMITED_TIME_DEAL';
};

const isClaimable = async (deal: Deal, { now, isMember }: PromotionsContext): Promise<boolean> =>
  dealStatus(deal, now()) === 'LIVE' && (!deal.membersOnly || (await isMember()));
