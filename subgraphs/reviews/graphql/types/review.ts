import { connectionTypes, GraphQLDateTime, Node } from '@emporium/platform/graphql';
import { Directive, Field, Int, ObjectType, registerEnumType } from 'type-graphql';

export const HelpfulVote = { HELPFUL: 'HELPFUL', NOT_HELPFUL: 'NOT_HELPFUL' } as const;

registerEnumType(HelpfulVote, {
  name: 'HelpfulVote',
  description: 'What a reader thinks of a review.',
  valuesConfig: {
    HELPFUL: { description: 'It helped to decide.' },
    NOT_HELPFUL: { description: 'It did not.' },
  },
});

export const ReviewSort = {
  MOST_HELPFUL: 'MOST_HELPFUL',
  NEWEST: 'NEWEST',
  RATING_HIGH: 'RATING_HIGH',
  RATING_LOW: 'RATING_LOW',
} as const;

registerEnumType(ReviewSort, {
  name: 'ReviewSort',
  description: 'Which reviews come first.',
  valuesConfig: {
    MOST_HELPFUL: { description: 'Those that most surely help: the lower bound of the Wilson score of their votes.' },
    NEWEST: { description: 'The latest.' },
    RATING_HIGH: { description: 'The most stars, and of those the most helpful.' },
    RATING_LOW: { description: 'The fewest stars, and of those the most helpful.' },
  },
});

export const ModerationStatus = {
  PENDING: 'PENDING',
  PUBLISHED: 'PUBLISHED',
  FLAGGED: 'FLAGGED',
  REJECTED: 'REJECTED',
  REMOVED: 'REMOVED',
} as const;

registerEnumType(ModerationStatus, {
  name: 'ModerationStatus',
  description: 'Where a review stands with the moderators.',
  valuesConfig: {
    PENDING: { description: 'Rejected, changed by its author since, and not looked at again yet.' },
    PUBLISHED: { description: 'Anybody reads it.' },
    FLAGGED: { description: 'Reported often; shown until a moderator decides. Others see PUBLISHED.' },
    REJECTED: { description: 'To be changed by its author, who alone sees it.' },
    REMOVED: { description: 'Taken down for good.' },
  },
});

@ObjectType('ModerationDecision', { description: 'What a moderator decided last.' })
export class ModerationDecision {
  @Field(() => [String], { description: 'Why.' })
  reasons: readonly string[];
  @Field(() => String, { description: 'Who decided: a moderator’s id.' })
  decidedBy: string;
  @Field(() => GraphQLDateTime, { description: 'When.' })
  decidedAt: Date;
}

@ObjectType('ReviewReport', { description: 'What somebody has against a review.' })
export class ReviewReport {
  @Field(() => String, { description: 'In their words.' })
  reason: string;
  @Field(() => GraphQLDateTime, { description: 'When.' })
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
