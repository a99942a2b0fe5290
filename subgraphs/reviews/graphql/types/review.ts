import { connectionTypes, describedEnum, GraphQLDateTime, Node } from '@emporium/platform/graphql';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

export const HelpfulVote = describedEnum('HelpfulVote', 'What a reader thinks of a review.', {
  HELPFUL: 'It helped to decide.',
  NOT_HELPFUL: 'It did not help.',
});

export const ReviewSort = describedEnum('ReviewSort', 'Which reviews come first.', {
  MOST_HELPFUL: 'Those that most surely help: the lower bound of the Wilson score of their votes.',
  NEWEST: 'The latest.',
  RATING_HIGH: 'The most stars, and of those the most helpful.',
  RATING_LOW: 'The fewest stars, and of those the most helpful.',
});

export const ModerationStatus = describedEnum('ModerationStatus', 'Where a review stands with the moderators.', {
  PENDING: 'Rejected, changed by its author since, and not looked at again yet.',
  PUBLISHED: 'Anybody reads it.',
  FLAGGED: 'Reported often; shown until a moderator decides. Others see PUBLISHED.',
  REJECTED: 'To be changed by its author, who alone sees it.',
  REMOVED: 'Taken down for good.',
});

@ObjectType('ModerationDecision', { description: 'What a moderator decided last.' })
export class ModerationDecision {
  @Field(() => [String], { description: 'Why, as the author was told.' })
  reasons: readonly string[];
  @Field(() => ID, { description: 'The moderator’s id.' })
  decidedBy: string;
  @Field(() => GraphQLDateTime, { description: 'When it was decided.' })
  decidedAt: Date;
}

@ObjectType('ReviewReport', { description: 'What somebody has against a review.' })
export class ReviewReport {
  @Field(() => String, { description: 'What is wrong with it, in the reader’s words.' })
  reason: string;
  @Field(() => GraphQLDateTime, { description: 'When it was reported.' })
  reportedAt: Date;
}

@Directive('@key(fields: "id")')
@Directive('@tag(name: "public")')
@ObjectType('Review', { implements: Node, description: 'What a buyer thinks of a product.' })
export class ReviewType extends Node {
  @Field(() => Int, { name: 'rating', description: 'Stars, 1 to 5.' })
  stars: number;

  @Field(() => String, { nullable: true, description: 'A headline.' })
  title: string | null;

  @Field(() => String, { description: 'The review itself: plain text, line breaks included.' })
  body: string;

  @Field(() => Boolean, { description: 'The author bought the product here, and it was delivered.' })
  verifiedPurchase: boolean;

  @Field(() => Int, { description: 'People whom it helped.' })
  helpfulCount: number;

  @Field(() => GraphQLDateTime, { description: 'When it was written.' })
  createdAt: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When its author last changed it.' })
  editedAt: Date | null;
}

export const { Connection: ReviewConnection } = connectionTypes('Review', () => ReviewType, { totalCount: true });
