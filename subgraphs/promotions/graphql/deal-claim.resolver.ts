import type { DealClaimId } from '@emporium/contracts/ids';
import { idempotencyKey, mutate, requireInput } from '@emporium/platform/graphql';
import { requireOwner } from '@emporium/platform/identity';
import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Promotions } from '../app/promotions.ts';
import type { PromotionsReads } from '../app/reads.ts';
import type { PromotionsContext } from './context.ts';
import { claimError, releaseError } from './errors.ts';
import { presentClaim, presentDeal, type PresentedClaim, type PresentedDeal } from './present.ts';
import { DealClaimInput, DealClaimPayload, DealClaimType } from './types/deal-claim.ts';
import { DealType } from './types/deal.ts';

const MAX_UNITS = 100;

@Resolver(() => DealClaimType)
export class DealClaimResolver {
  constructor(
    private readonly promotions: Promotions,
    private readonly reads: PromotionsReads,
    private readonly now: () => Date,
  ) {}

  @FieldResolver(() => DealType, { description: 'What is claimed.' })
  async deal(@Root() claim: PresentedClaim, @Ctx() { deals }: PromotionsContext): Promise<PresentedDeal> {
    const deal = await deals.load(claim.dealId);
    return presentDeal(deal!, this.now()); // only approved deals are claimed, and those everybody sees
  }

  @Directive('@authenticated')
  @Directive('@cost(weight: 10)')
  @Mutation(() => DealClaimPayload, {
    nullable: true,
    description: 'Holds units of a live deal for the viewer, for `claimHoldSeconds`. First come, first served.',
  })
  dealClaim(
    @Arg('input', () => DealClaimInput, { description: 'What to hold.' }) input: DealClaimInput,
    @Ctx() context: PromotionsContext,
  ): Promise<DealClaimPayload> {
    return mutate<DealClaimPayload>(async () => {
      const command = requireInput(input, (p) => ({
        idempotencyKey: idempotencyKey('dealClaim', context.viewer, p.key()),
        dealId: p.id('deal', 'dealId'),
        ownerId: requireOwner(context.viewer),
        quantity: p.int('quantity', { min: 1, max: MAX_UNITS }),
      }));
      const { dealId } = command;
      const result = await this.promotions.claimDeal(command);
      if (result.ok) return { dealId, claim: await this.read(result.value, context) };
      const isSoldOut = result.error.code === 'DEAL_SOLD_OUT';
      const nextHoldEnd = isSoldOut ? await this.reads.nextHoldEnd(dealId, this.now()) : null;
      return { dealId, userErrors: [claimError(result.error, nextHoldEnd)] };
    });
  }

  @Directive('@authenticated')
  @Mutation(() => DealClaimPayload, {
    nullable: true,
    description: 'Gives held units back. A claim that has ended already is answered as it is.',
  })
  dealClaimRelease(
    @Arg('claimId', () => ID, { description: 'The claim’s id.' }) claimId: string,
    @Ctx() context: PromotionsContext,
  ): Promise<DealClaimPayload> {
    return mutate<DealClaimPayload>(async () => {
      const id = requireInput({ claimId }, (p) => p.id('clm', 'claimId'));
      const result = await this.promotions.releaseClaim(id, requireOwner(context.viewer));
      if (!result.ok) return { userErrors: [releaseError(result.error)] };
      const claim = await this.read(id, context);
      return { claim, ...(claim !== null && { dealId: claim.dealId }) };
    });
  }

  private async read(id: DealClaimId, { claims }: PromotionsContext): Promise<PresentedClaim | null> {
    const claim = await claims.load(id);
    return claim && presentClaim(claim, this.now());
  }
}

/** What a claim was tried on: loaded only when a client asks. */
@Resolver(() => DealClaimPayload)
export class DealClaimPayloadResolver {
  constructor(private readonly now: () => Date) {}

  @FieldResolver(() => DealType, { nullable: true, description: 'The deal as it is now, claimed or not.' })
  async deal(@Root() { dealId }: DealClaimPayload, @Ctx() { deals }: PromotionsContext): Promise<PresentedDeal | null> {
    const deal = dealId === undefined ? null : await deals.load(dealId);
    return deal && presentDeal(deal, this.now());
  }
}
