import type { OrderLineId, ProductId } from '@emporium/contracts/ids';
import { page } from '@emporium/platform/cursor';
import { type PageArgs, pageArgs, Paginated, requireInput } from '@emporium/platform/graphql';
import { Arg, Args, Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { cursorOf } from '../app/list-cursor.ts';
import { acceptsReviews } from '../domain/product.ts';
import { averageHundredths, countMatching, NO_STARS, totalOf } from '../domain/rating.ts';
import type { Review } from '../domain/review.ts';
import { reviewConnection } from './connection.ts';
import type { ReviewsContext } from './context.ts';
import { STARS } from './input.ts';
import { OrderLine, Product, RatingSummary } from './types/product.ts';
import { ReviewConnection, ReviewSort, ReviewType } from './types/review.ts';

const Page10 = pageArgs(10);

@Resolver(() => Product)
export class ProductResolver {
  constructor(private readonly now: () => Date) {}

  @Directive('@tag(name: "public")')
  @FieldResolver(() => RatingSummary, { nullable: true, description: 'What its published reviews add up to.' })
  async ratingSummary(@Root() product: Product, @Ctx() { loaders }: ReviewsContext): Promise<RatingSummary> {
    const rating = await loaders.ratings.load(product.id as ProductId);
    const counts = rating?.stars ?? NO_STARS;
    const count = totalOf(counts);
    return {
      average: count === 0 ? null : (averageHundredths(counts) / 100).toFixed(2),
      count,
      histogram: counts.map((reviews, index) => ({ stars: index + 1, count: reviews })).toReversed(),
      asOf: rating?.updatedAt ?? this.now(),
    };
  }

  @Paginated()
  @Directive('@tag(name: "public")')
  @FieldResolver(() => ReviewConnection, { nullable: true, description: 'Its published reviews.' })
  async reviews(
    @Root() product: Product,
    @Ctx() { loaders }: ReviewsContext,
    @Args(() => Page10) args: PageArgs,
    @Arg('sort', () => ReviewSort, { defaultValue: 'MOST_HELPFUL', description: 'Which come first.' })
    sort: keyof typeof ReviewSort,
    @Arg('stars', () => Int, { nullable: true, description: 'Only those that give exactly this many stars, 1 to 5.' })
    stars: number | null,
    @Arg('verifiedOnly', () => Boolean, { defaultValue: false, description: 'Only those of verified purchases.' })
    verifiedOnly: boolean,
  ): Promise<object> {
    const productId = product.id as ProductId;
    const limits = page(args);
    const filter = requireInput({ stars }, (p) => ({ stars: p.optional.int('stars', STARS), verifiedOnly }));
    const rows = await loaders.reviewsOfProduct({ ...limits, ...filter, sort }).load(productId);
    return reviewConnection(
      rows,
      limits,
      (review) => cursorOf(sort, review),
      async () => {
        const rating = await loaders.ratings.load(productId);
        return rating === null ? 0 : countMatching(rating, filter.stars, verifiedOnly);
      },
    );
  }
}

@Resolver(() => OrderLine)
export class OrderLineResolver {
  @FieldResolver(() => ReviewType, {
    nullable: true,
    description: 'What its buyer wrote about the product; for the buyer alone.',
  })
  async review(@Root() line: OrderLine, @Ctx() { loaders }: ReviewsContext): Promise<Review | null> {
    const own = await loaders.lines?.load(line.id as OrderLineId);
    return own?.reviewId ? loaders.reviews.load(own.reviewId) : null;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'It was delivered to the viewer’s account, who has not reviewed the product; null for strangers.',
  })
  async reviewEligible(@Root() line: OrderLine, @Ctx() { loaders, viewer }: ReviewsContext): Promise<boolean | null> {
    if (loaders.lines === null) return null;
    const own = await loaders.lines.load(line.id as OrderLineId);
    if (own === null || viewer.kind !== 'user') return false;
    return own.reviewId === null && own.productStatus !== null && acceptsReviews(own.productStatus);
  }
}
