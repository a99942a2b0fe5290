import type { PromotionId } from '@emporium/contracts/ids';
import { connectionOf, encodeCursor, page } from '@emporium/platform/cursor';
import { type Connection, mutate, type PageArgs, pageArgs, Paginated, requireInput } from '@emporium/platform/graphql';
import type { Result } from '@emporium/platform/result';
import { Arg, Args, Directive, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Promotions } from '../app/promotions.ts';
import type { PromotionsReads } from '../app/reads.ts';
import type { SavePromotionProblem } from '../app/save-promotion.ts';
import { saveError } from './errors.ts';
import { presentPromotion } from './present.ts';
import { readTerms } from './promotion-input.ts';
import { PromotionKind } from './types/promotion-enums.ts';
import { PromotionConnection, PromotionInput, PromotionPayload, PromotionType } from './types/promotion.ts';

const Page50 = pageArgs(50);

const ADMIN = '@requiresScopes(scopes: [["admin:promotions"]])';

@Resolver(() => PromotionType)
export class PromotionResolver {
  constructor(
    private readonly useCases: Promotions,
    private readonly reads: PromotionsReads,
    private readonly now: () => Date,
  ) {}

  @Paginated()
  @Directive(ADMIN)
  @Query(() => PromotionConnection, { nullable: true, description: 'Every promotion, the newest first.' })
  async promotions(
    @Arg('kind', () => PromotionKind, { nullable: true, description: 'Only these.' })
    kind: keyof typeof PromotionKind | null,
    @Args(() => Page50) args: PageArgs,
  ): Promise<Connection<object>> {
    const limits = page(args);
    const rows = await this.reads.promotions(kind ?? null, limits);
    return connectionOf(
      rows,
      limits,
      (promotion) => encodeCursor([promotion.id]),
      (promotion) => presentPromotion(promotion, this.now()),
    );
  }

  @Directive(ADMIN)
  @Mutation(() => PromotionPayload, { nullable: true, description: 'Adds a promotion.' })
  promotionCreate(
    @Arg('input', () => PromotionInput, { description: 'Its terms.' }) input: PromotionInput,
  ): Promise<PromotionPayload> {
    return mutate<PromotionPayload>(async () => {
      const terms = requireInput(input, (p) => readTerms(p, input));
      return this.answer(await this.useCases.createPromotion(terms));
    });
  }

  @Directive(ADMIN)
  @Mutation(() => PromotionPayload, {
    nullable: true,
    description: 'Replaces a promotion’s terms. What orders have used already stays as it is.',
  })
  promotionUpdate(
    @Arg('id', () => ID, { description: 'The promotion’s id.' }) id: string,
    @Arg('input', () => PromotionInput, { description: 'Its new terms, all of them.' })
    input: PromotionInput,
  ): Promise<PromotionPayload> {
    return mutate<PromotionPayload>(async () => {
      const promotionId = requireInput({ id }, (p) => p.id('prm', 'id'));
      const terms = requireInput(input, (p) => readTerms(p, input));
      return this.answer(await this.useCases.updatePromotion(promotionId, terms));
    });
  }

  private async answer(result: Result<PromotionId, SavePromotionProblem>): Promise<PromotionPayload> {
    if (!result.ok) return { userErrors: [saveError(result.error)] };
    const [promotion] = await this.reads.promotionsByIds([result.value]);
    return { promotion: presentPromotion(promotion!, this.now()), userErrors: [] };
  }
}
