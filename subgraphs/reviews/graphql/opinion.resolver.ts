import { mutate, requireInput } from '@emporium/platform/graphql';
import { requireUser } from '@emporium/platform/identity';
import { Arg, Ctx, Directive, ID, Mutation, Resolver } from 'type-graphql';
import type { Reviewing } from '../app/reviewing.ts';
import type { ReviewsContext } from './context.ts';
import { opinionError } from './errors.ts';
import { readReason } from './input.ts';
import { loadChanged } from './load-changed.ts';
import { ReviewPayload } from './types/commands.ts';
import { HelpfulVote } from './types/review.ts';

@Resolver()
export class OpinionResolver {
  constructor(private readonly reviewing: Reviewing) {}

  @Directive('@authenticated')
  @Mutation(() => ReviewPayload, {
    nullable: true,
    description: 'Says whether someone else’s review helped; one vote an account. Null withdraws it.',
  })
  reviewVote(
    @Ctx() context: ReviewsContext,
    @Arg('id', () => ID, { description: 'The review’s id.' }) id: string,
    @Arg('vote', () => HelpfulVote, { nullable: true, description: 'The vote; null withdraws it.' })
    vote?: keyof typeof HelpfulVote | null,
  ): Promise<ReviewPayload> {
    return mutate<ReviewPayload>(async () => {
      const userId = requireUser(context.viewer);
      const input = requireInput({ id }, (p) => ({ id: p.id('rev', 'id') }));
      const result = await this.reviewing.voteOnReview(input.id, userId, vote ?? null);
      if (result.ok) return loadChanged(context, result.value);
      return { userErrors: [opinionError(result.error, 'You cannot vote on your own review.')] };
    });
  }

  @Directive('@authenticated')
  @Mutation(() => ReviewPayload, {
    nullable: true,
    description: 'Asks a moderator to look at someone else’s review; one report an account.',
  })
  reviewReport(
    @Arg('id', () => ID, { description: 'The review’s id.' }) id: string,
    @Arg('reason', () => String, { description: 'What is wrong with it, at most 500 characters.' }) reason: string,
    @Ctx() context: ReviewsContext,
  ): Promise<ReviewPayload> {
    return mutate<ReviewPayload>(async () => {
      const reporterId = requireUser(context.viewer);
      const input = requireInput({ id, reason }, (p) => ({ id: p.id('rev', 'id'), reason: readReason(p) }));
      const result = await this.reviewing.reportReview({ ...input, reporterId });
      if (result.ok) return loadChanged(context, result.value);
      return { userErrors: [opinionError(result.error, 'This review is your own: change or delete it.')] };
    });
  }
}
