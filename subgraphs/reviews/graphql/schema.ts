import type { ReviewId } from '@emporium/contracts/ids';
import { asGiven, buildSubgraph, eachById, type SubgraphSchema } from '@emporium/platform/graphql';
import type { ReviewReads } from '../app/reads.ts';
import type { Reviewing } from '../app/reviewing.ts';
import type { ReviewsContext } from './context.ts';
import { ModerationResolver } from './moderation.resolver.ts';
import { OpinionResolver } from './opinion.resolver.ts';
import { PublicProfileResolver, UserResolver } from './person.resolver.ts';
import { OrderLineResolver, ProductResolver } from './product.resolver.ts';
import { ReviewResolver } from './review.resolver.ts';
import { AlreadyReviewedError } from './types/commands.ts';
import { User } from './types/person.ts';
import { OrderLine } from './types/product.ts';
import { WritingResolver } from './writing.resolver.ts';

export const createSchema = (reviewing: Reviewing, reads: ReviewReads, now: () => Date): SubgraphSchema =>
  buildSubgraph<ReviewsContext>({
    resolvers: [
      new ReviewResolver(),
      new WritingResolver(reviewing),
      new OpinionResolver(reviewing),
      new ModerationResolver(reviewing, reads),
      new ProductResolver(now),
      new OrderLineResolver(),
      new UserResolver(),
      new PublicProfileResolver(),
    ],
    orphanedTypes: [OrderLine, User, AlreadyReviewedError],
    references: {
      Product: asGiven,
      OrderLine: asGiven,
      User: asGiven,
      PublicProfile: asGiven,

      Review: eachById((id: ReviewId, { loaders }) => loaders.reviews.load(id)),
    },
  });
