import type { DealId } from '@emporium/contracts/ids';
import { connectionOf, encodeCursor, page } from '@emporium/platform/cursor';
import {
  type Connection,
  idempotencyKey,
  mutate,
  type PageArgs,
  pageArgs,
  Paginated,
  requireInput,
} from '@emporium/platform/graphql';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Promotions } from '../app/promotions.ts';
import type { PromotionsReads } from '../app/reads.ts';
import { reachOf, type PromotionsContext } from './context.ts';
import { approveError, cancelError, proposeError } from './errors.ts';
import { presentClaim, presentDeal, type PresentedClaim, type PresentedDeal } from './present.ts';
import { DealClaimType } from './types/deal-claim.ts';
import { DealStatus } from './types/deal-enums.ts';
import { DealConnection, DealProposeInput, DealPayload, DealType } from './types/deal.ts';
import { Offer } from './types/entities.ts';

const Page24 = pageArgs(24);

const SELLER_OR_ADMIN = '@requiresScopes(scopes: [["seller:promotions"], ["admin:promotions"]])';
const MAX_UNITS = 1_000_000;

@Resolver(() => DealType)
export class DealResolver {
  constructor(
    private readonly promotions: Promotions,
    private readonly reads: PromotionsReads,
    private readonly now: () => Date,
  ) {}

  @Directive('@tag(name: "public")')
  @Query(() => DealType, { nullable: true, description: 'One deal.' })
  deal(
    @Arg('id', () => ID, { description: 'The deal’s id.' }) id: string,
    @Ctx() context: PromotionsContext,
  ): Promise<PresentedDeal | null> {
    return this.read(
      requireInput({ id }, (p) => p.id('deal', 'id')),
      context,
    );
  }

  @Paginated()
  @Directive('@tag(name: "public")')
  @Query(() => DealConnection, { nullable: true, description: 'Deals, those that end soonest first.' })
  async deals(
    @Ctx() { viewer }: PromotionsContext,
    @Arg('status', () => [DealStatus], {
      nullable: true,
      defaultValue: ['LIVE'],
      description: 'Only deals with one of these; null for all.',
    })
    status: (keyof typeof DealStatus)[] | null,
    @Arg('categoryId', () => ID, { nullable: true, description: 'Only of this category, or one below it.' })
    categoryId: string | null,
    @Args(() => Page24) args: PageArgs,
  ): Promise<Connection<PresentedDeal>> {
    const now = this.now();
    const limits = page(args);
    const filter = {
      statuses: status ?? Object.values(DealStatus),
      categoryId: requireInput({ categoryId }, (p) => p.optional.id('cat', 'categoryId')),
    };
    const deals = await this.reads.deals(filter, reachOf(viewer), limits, now);
    return connectionOf(
      deals,
      limits,
      (deal) => encodeCursor([deal.endsAt.toISOString(), deal.id]),
      (deal) => presentDeal(deal, now),
    );
  }

  @FieldResolver(() => Offer, { nullable: true, description: 'What is sold.' })
  offer(@Root() deal: PresentedDeal): { id: string } {
    return { id: deal.offerId };
  }

  @FieldResolver(() => DealClaimType, { nullable: true, description: 'The viewer’s last claim on it.' })
  async viewerClaim(
    @Root() deal: PresentedDeal,
    @Ctx() { lastClaims }: PromotionsContext,
  ): Promise<PresentedClaim | null> {
    const claim = await lastClaims.load(deal.id);
    return claim && presentClaim(claim, this.now());
  }

  @Directive(SELLER_OR_ADMIN)
  @Mutation(() => DealPayload, {
    nullable: true,
    description: 'Puts a deal on an offer of one’s own up for review.',
  })
  dealPropose(
    @Arg('input', () => DealProposeInput, { description: 'The deal.' }) input: DealProposeInput,
    @Ctx() context: PromotionsContext,
  ): Promise<DealPayload> {
    return mutate<DealPayload>(async () => {
      const command = requireInput(input, (p) => ({
        idempotencyKey: idempotencyKey('dealPropose', context.viewer, p.key()),
        offerId: p.id('ofr', 'offerId'),
        kind: input.kind,
        dealPrice: p.money('dealPrice'),
        quantity: p.int('quantity', { min: 1, max: MAX_UNITS }),
        startsAt: p.instant('startsAt'),
        endsAt: p.instant('endsAt'),
        memberEarlyAccessAt: p.optional.instant('memberEarlyAccessAt'),
        perCustomerLimit: p.int('perCustomerLimit', { min: 1, max: 100 }),
        membersOnly: p.boolean('membersOnly'),
      }));
      const result = await this.promotions.proposeDeal(command, reachOf(context.viewer));
      if (!result.ok) return { userErrors: [proposeError(result.error)] };
      return { deal: await this.read(result.value, context) };
    });
  }

  @Directive('@requiresScopes(scopes: [["admin:promotions"]])')
  @Mutation(() => DealPayload, {
    nullable: true,
    description: 'Sets the deal’s units aside and schedules it. Repeat it if the answer got lost.',
  })
  dealApprove(
    @Arg('id', () => ID, { description: 'The deal’s id.' }) id: string,
    @Ctx() context: PromotionsContext,
  ): Promise<DealPayload> {
    return mutate<DealPayload>(async () => {
      const result = await this.promotions.approveDeal(requireInput({ id }, (p) => p.id('deal', 'id')));
      if (!result.ok) return { userErrors: [approveError(result.error)] };
      return { deal: await this.read(result.value, context) };
    });
  }

  @Directive(SELLER_OR_ADMIN)
  @Mutation(() => DealPayload, { nullable: true, description: 'Takes a deal back before anybody can claim it.' })
  dealCancel(
    @Arg('id', () => ID, { description: 'The deal’s id.' }) id: string,
    @Arg('reason', () => String, { description: 'Why, for the record.' }) reason: string,
    @Ctx() context: PromotionsContext,
  ): Promise<DealPayload> {
    return mutate<DealPayload>(async () => {
      const command = requireInput({ id, reason }, (p) => ({
        id: p.id('deal', 'id'),
        reason: p.text('reason', { max: 200 }),
      }));
      const result = await this.promotions.cancelDeal(command.id, command.reason, reachOf(context.viewer));
      if (!result.ok) return { userErrors: [cancelError(result.error)] };
      return { deal: await this.read(result.value, context) };
    });
  }

  private async read(id: DealId, { deals }: PromotionsContext): Promise<PresentedDeal | null> {
    const deal = await deals.load(id);
    return deal && presentDeal(deal, this.now());
  }
}
