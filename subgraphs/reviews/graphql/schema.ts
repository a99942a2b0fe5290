import type { ReviewId } from '@emporium/contracts/ids';
import { buildSubgraph, type Reference, type SubgraphSchema } from '@emporium/platform/graphql';
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

/** Of other subgraphs' entities: what this one adds to them is loaded field by field. */
const byIdAlone = (references: readonly Reference[]) => Promise.resolve(references.map(({ id }) => ({ id })));

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
      Product: byIdAlone,
      OrderLine: byIdAlone,
      User: byIdAlone,
      PublicProfile: byIdAlone,
      Review: (references, { loaders }) =>
        Promise.all(references.map(({ id }) => loaders.reviews.load(id as ReviewId))),
    },
  });
