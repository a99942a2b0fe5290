import type { ReviewId } from '@emporium/contracts/ids';
import { Arg, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { statusShown, type Review, type ReviewStatus } from '../domain/review.ts';
import type { Vote } from '../domain/helpfulness.ts';
import { isModerator, type ReviewsContext } from './context.ts';
import { PublicProfile } from './types/person.ts';
import { Product, ProductVariant } from './types/product.ts';
import { HelpfulVote, ModerationDecision, ModerationStatus, ReviewReport, ReviewType } from './types/review.ts';

const MODERATORS = '@requiresScopes(scopes: [["moderation:reviews"]])';

@Resolver(() => ReviewType)
export class ReviewResolver {
  @Directive('@tag(name: "public")')
  @Query(() => ReviewType, {
    nullable: true,
    description: 'One review. What is not published is there for its author and for moderators only.',
  })
  review(
    @Arg('id', () => ID, { description: 'The review’s id.' }) id: string,
    @Ctx() { loaders }: ReviewsContext,
  ): Promise<Review | null> {
    return loaders.reviews.load(id as ReviewId);
  }

  @FieldResolver(() => Product, { nullable: true, description: 'What it is about.' })
  product(@Root() review: Review): Product {
    return { id: review.productId };
  }

  @FieldResolver(() => ProductVariant, {
    nullable: true,
    description: 'The variant that the author bought; null when that is not known.',
  })
  variant(@Root() review: Review): ProductVariant | null {
    return review.variantId === null ? null : { id: review.variantId };
  }

  @FieldResolver(() => PublicProfile, { nullable: true, description: 'Who wrote it.' })
  author(@Root() review: Review): PublicProfile {
    return { id: review.authorId };
  }

  @FieldResolver(() => HelpfulVote, { nullable: true, description: 'How the viewer voted; null without a vote.' })
  async viewerVote(@Root() review: Review, @Ctx() { loaders }: ReviewsContext): Promise<Vote | null> {
    return (await loaders.votes?.load(review.id))?.vote ?? null;
  }

  @FieldResolver(() => ModerationStatus, { description: 'Where it stands with the moderators.' })
  status(@Root() review: Review, @Ctx() { viewer }: ReviewsContext): ReviewStatus {
    return statusShown(review.status, isModerator(viewer));
  }

  @Directive(MODERATORS)
  @FieldResolver(() => ModerationDecision, { nullable: true, description: 'What a moderator decided last.' })
  moderation(@Root() { moderation }: Review): ModerationDecision | null {
    if (moderation === null) return null;
    const { reason, decidedBy, decidedAt } = moderation;
    return { reasons: [reason], decidedBy, decidedAt };
  }

  @Directive(MODERATORS)
  @FieldResolver(() => [ReviewReport], { nullable: true, description: 'The latest reports, at most twenty.' })
  reports(@Root() review: Review, @Ctx() { loaders }: ReviewsContext): Promise<readonly ReviewReport[]> {
    return loaders.reports.load(review.id);
  }
}
