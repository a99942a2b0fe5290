import type { ReviewId } from '@emporium/contracts/ids';
import { page } from '@emporium/platform/cursor';
import {
  GraphQLBigInt,
  type InputReader,
  mutate,
  notFoundError,
  type PageArgs,
  pageArgs,
  Paginated,
  requireFound,
  requireInput,
} from '@emporium/platform/graphql';
import { requireUser } from '@emporium/platform/identity';
import type { StreamEvent } from '@emporium/platform/streams';
import { Arg, Args, Ctx, Directive, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { queueCursorOf } from '../app/list-cursor.ts';
import { moderationSubject } from '../app/moderate-review.ts';
import type { ReviewReads } from '../app/reads.ts';
import type { Reviewing } from '../app/reviewing.ts';
import { statusShown, type Review, type ReviewStatus, type Verdict } from '../domain/review.ts';
import { reviewConnection } from './connection.ts';
import type { ReviewsContext } from './context.ts';
import { readReason } from './input.ts';
import { loadChanged } from './load-changed.ts';
import { ReviewModerationEvent, ReviewPayload } from './types/commands.ts';
import { ModerationStatus, ReviewConnection } from './types/review.ts';

const Page50 = pageArgs(50);

const MODERATORS = '@requiresScopes(scopes: [["moderation:reviews"]])';

function readVerdict(p: InputReader, status: ReviewStatus): Verdict {
  const isVerdict = status === 'PUBLISHED' || status === 'REJECTED' || status === 'REMOVED';
  p.check(isVerdict, 'status', 'Choose PUBLISHED, REJECTED or REMOVED.');
  return isVerdict ? status : 'REMOVED';
}

type News = { readonly status: ReviewStatus; readonly reason: string | null };

@Resolver()
export class ModerationResolver {
  constructor(
    private readonly reviewing: Reviewing,
    private readonly reads: ReviewReads,
  ) {}

  @Paginated()
  @Directive(MODERATORS)
  @Query(() => ReviewConnection, { nullable: true, description: 'What waits for a moderator, the oldest first.' })
  async moderationQueue(
    @Args(() => Page50) args: PageArgs,
    @Arg('status', () => ModerationStatus, { defaultValue: 'FLAGGED', description: 'Reviews that stand here.' })
    status: keyof typeof ModerationStatus,
  ): Promise<object> {
    const limits = page(args);
    const rows = await this.reads.reviewsByStatus(status, limits);
    return reviewConnection(rows, limits, queueCursorOf, () => this.reads.countByStatus(status));
  }

  @Directive(MODERATORS)
  @Mutation(() => ReviewPayload, {
    nullable: true,
    description: 'Publishes, rejects or removes a review, and tells its author. Settles its reports.',
  })
  reviewModerate(
    @Arg('id', () => ID, { description: 'The review’s id.' }) id: string,
    @Arg('status', () => ModerationStatus, { description: 'PUBLISHED, REJECTED or REMOVED.' })
    status: keyof typeof ModerationStatus,
    @Arg('reason', () => String, { description: 'Why, for the author; at most 500 characters.' }) reason: string,
    @Ctx() context: ReviewsContext,
  ): Promise<ReviewPayload> {
    return mutate<ReviewPayload>(async () => {
      const moderatorId = requireUser(context.viewer);
      const input = requireInput({ id, reason }, (p) => ({
        id: p.id('rev', 'id'),
        reason: readReason(p),
        status: readVerdict(p, status),
      }));
      const result = await this.reviewing.moderateReview({ ...input, moderatorId });
      return result.ok ? loadChanged(context, result.value) : { userErrors: [notFoundError('review', ['id'])] };
    });
  }

  @Directive('@authenticated')
  @Subscription(() => ReviewModerationEvent, {
    description: 'Tells the author what moderators decide about a review.',
    subscribe: ({ args, context }) => watchModeration(args as WatchArguments, context as ReviewsContext),
  })
  reviewModerated(
    @Root() event: StreamEvent<News>,
    @Arg('reviewId', () => ID, { description: 'One of the viewer’s own reviews.' }) reviewId: string,
    @Arg('after', () => GraphQLBigInt, {
      nullable: true,
      description: 'The last sequence seen. Without it the present state comes first.',
    })
    _after: bigint | null,
  ): ReviewModerationEvent {
    const { sequence, payload, occurredAt } = event;
    return { sequence, reviewId, occurredAt, status: payload.status, reason: payload.reason };
  }
}

interface WatchArguments {
  readonly reviewId: string;
  readonly after: bigint | null | undefined;
}

async function watchModeration(
  { reviewId, after }: WatchArguments,
  context: ReviewsContext,
): Promise<AsyncIterableIterator<StreamEvent<News>>> {
  const userId = requireUser(context.viewer);
  const { id } = requireInput({ reviewId }, (p) => ({ id: p.id('rev', 'reviewId') }));
  const ownReview = async () => {
    context.reload();
    const review = await context.loaders.reviews.load(id);
    return requireFound(review?.authorId === userId ? review : null, 'review', 'reviewId');
  };
  await ownReview();
  return context.streams.subscribe<News>({
    subject: moderationSubject(id),
    after,
    snapshot: () => currentNews(context, id, ownReview),
  });
}

async function currentNews(
  { streams }: ReviewsContext,
  id: ReviewId,
  ownReview: () => Promise<Review>,
): Promise<StreamEvent<News>[]> {
  const sequence = await streams.head(moderationSubject(id));
  const { status, moderation, createdAt } = await ownReview();
  const payload = { status: statusShown(status, false), reason: moderation?.reason ?? null };
  return [{ sequence, payload, occurredAt: moderation?.decidedAt ?? createdAt }];
}
