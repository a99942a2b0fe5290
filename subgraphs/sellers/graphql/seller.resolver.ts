import type { SellerId, UserId } from '@emporium/contracts/ids';
import { connectionOf, encodeCursor, page } from '@emporium/platform/cursor';
import { AppError } from '@emporium/platform/errors';
import {
  type Connection,
  type Image,
  PageArgs,
  Paginated,
  PostalAddress,
  requireInput,
  toImage,
} from '@emporium/platform/graphql';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { SellersReads } from '../app/reads.ts';
import type { Offer } from '../domain/offer.ts';
import type { Seller } from '../domain/seller.ts';
import { seesInto, seesMembershipsOf, type SellersContext } from './context.ts';
import { toOfferConnection } from './offer-connection.ts';
import { OfferConnection } from './types/offer.ts';
import {
  CommissionPlanType,
  SellerConnection,
  SellerMember,
  SellerMembership,
  SellerStatus,
  SellerType,
  User,
} from './types/seller.ts';

const MEMBERS_OR_ADMIN = '@requiresScopes(scopes: [["seller:profile"], ["admin:sellers"]])';
const MILLION = 1_000_000;

@Resolver(() => SellerType)
export class SellerResolver {
  constructor(private readonly reads: SellersReads) {}

  @Directive('@tag(name: "public")')
  @Query(() => SellerType, { nullable: true, description: 'A seller by id or by slug; give one of the two.' })
  async seller(
    @Ctx() { sellers }: SellersContext,
    @Arg('id', () => ID, { nullable: true, description: 'Its id.' }) id: string | null,
    @Arg('slug', () => String, { nullable: true, description: 'Its name in addresses.' }) slug: string | null,
  ): Promise<Seller | null> {
    const asked = requireInput({ id, slug }, (p) => ({
      id: p.optional.id('sel', 'id'),
      slug: p.optional.text('slug', { max: 200 }),
    }));
    if (asked.id !== null) return sellers.load(asked.id);
    if (asked.slug !== null) return (await this.reads.sellersBySlugs([asked.slug]))[0] ?? null;
    throw new AppError('BAD_USER_INPUT', 'Give an id or a slug.', { argument: 'id' });
  }

  @Paginated()
  @Directive('@requiresScopes(scopes: [["admin:sellers"]])')
  @Query(() => SellerConnection, { nullable: true, description: 'All sellers, the longest there first.' })
  async sellers(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('status', () => SellerStatus, { nullable: true, description: 'Only those that stand so.' })
    status: keyof typeof SellerStatus | null,
  ): Promise<Connection<Seller>> {
    const limits = page(args);
    return connectionOf(await this.reads.sellers(status ?? null, limits), limits, (seller) =>
      encodeCursor([seller.id]),
    );
  }

  @FieldResolver()
  logo(@Root() seller: Seller): Image | null {
    return seller.logoUrl === null ? null : toImage({ source: seller.logoUrl, altText: seller.displayName });
  }

  @Directive(MEMBERS_OR_ADMIN)
  @FieldResolver(() => PostalAddress, {
    nullable: true,
    description: 'Where it is registered; for its own members, null for others.',
  })
  businessAddress(@Root() seller: Seller, @Ctx() { viewer }: SellersContext): PostalAddress | null {
    return seesInto(viewer, seller.id) ? seller.businessAddress : null;
  }

  @Directive(MEMBERS_OR_ADMIN)
  @FieldResolver(() => [SellerMember], {
    nullable: true,
    description: 'Who works for it, at most a hundred; for its own members, null for others.',
  })
  async members(@Root() seller: Seller, @Ctx() { viewer, members }: SellersContext): Promise<SellerMember[] | null> {
    if (!seesInto(viewer, seller.id)) return null;
    return (await members.load(seller.id)).map(({ userId, role }) => ({ user: { id: userId }, role }));
  }

  @Directive('@requiresScopes(scopes: [["seller:finance"], ["admin:sellers"]])')
  @FieldResolver(() => CommissionPlanType, {
    nullable: true,
    description: 'What the marketplace keeps of its sales; for its own members, null for others.',
  })
  async commissionPlan(
    @Root() seller: Seller,
    @Ctx() { viewer, commissionPlans }: SellersContext,
  ): Promise<CommissionPlanType | null> {
    const plan = seesInto(viewer, seller.id) ? await commissionPlans.load(seller.commissionPlan) : null;
    if (plan === null) return null;
    const rules = plan.rules.map(({ categoryId, rate, ...rule }) => ({
      ...rule,
      category: categoryId === null ? null : { id: categoryId },
      rate: String(rate / MILLION),
    }));
    return { id: plan.id, name: plan.name, rules };
  }

  @Paginated()
  @FieldResolver(() => OfferConnection, {
    description: 'What it offers, the newest first. Its own members see what is not for sale at present, too.',
  })
  async offers(
    @Root() seller: Seller,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('search', () => String, { nullable: true, description: 'A part of the variant’s title, in any case.' })
    search: string | null,
    @Ctx() { offersOfSeller }: SellersContext,
  ): Promise<Connection<Offer>> {
    const limits = page(args);
    const asked = requireInput({ search }, (p) => p.optional.text('search', { max: 100 }));
    return toOfferConnection(await offersOfSeller(seller.id, asked, limits), limits, (offer) => [offer.id]);
  }
}

@Resolver(() => User)
export class MembershipResolver {
  @FieldResolver(() => [SellerMembership], {
    nullable: true,
    description: 'The sellers this person works for, at most a hundred; null for others.',
  })
  async sellerMemberships(
    @Root() user: User,
    @Ctx() { viewer, memberships, sellers }: SellersContext,
  ): Promise<SellerMembership[] | null> {
    if (!seesMembershipsOf(viewer, user.id as UserId)) return null;
    const held = await memberships.load(user.id as UserId);
    return Promise.all(
      held.map(async ({ sellerId, role }) => ({ seller: (await sellers.load(sellerId as SellerId))!, role })),
    );
  }
}
