import { PageArgs, Paginated } from '@emporium/platform/graphql';
import type { UserId } from '@emporium/contracts/ids';
import { page } from '@emporium/platform/cursor';
import { Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { cursorOf } from '../app/list-cursor.ts';
import { reviewConnection } from './connection.ts';
import type { ReviewsContext } from './context.ts';
import { PublicProfile, User } from './types/person.ts';
import { ReviewConnection } from './types/review.ts';

@Resolver(() => User)
export class UserResolver {
  @Paginated()
  @FieldResolver(() => ReviewConnection, {
    nullable: true,
    description: 'What they wrote, the newest first; what is not published they and moderators see.',
  })
  async reviews(
    @Root() user: User,
    @Ctx() { loaders }: ReviewsContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<object> {
    const authorId = user.id as UserId;
    const limits = page(args);
    return reviewConnection(
      await loaders.reviewsOfAuthor(limits).load(authorId),
      limits,
      (review) => cursorOf('NEWEST', review),
      async () => (await loaders.authorCounts.load(authorId))?.count ?? 0,
    );
  }
}

@Resolver(() => PublicProfile)
export class PublicProfileResolver {
  @FieldResolver(() => Int, { nullable: true, description: 'Published reviews they wrote.' })
  async reviewCount(@Root() profile: PublicProfile, @Ctx() { loaders }: ReviewsContext): Promise<number> {
    return (await loaders.authorTotals.load(profile.id as UserId))?.reviewCount ?? 0;
  }

  @FieldResolver(() => Int, { nullable: true, description: 'How often readers found one of them helpful.' })
  async helpfulVotesReceived(@Root() profile: PublicProfile, @Ctx() { loaders }: ReviewsContext): Promise<number> {
    return (await loaders.authorTotals.load(profile.id as UserId))?.helpfulVotes ?? 0;
  }
}
