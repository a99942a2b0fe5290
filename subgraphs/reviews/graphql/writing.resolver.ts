import { idempotencyKey, mutate, requireInput } from '@emporium/platform/graphql';
import { requireUser } from '@emporium/platform/identity';
import { Arg, Ctx, Directive, ID, Int, Mutation, Resolver } from 'type-graphql';
import type { Reviewing } from '../app/reviewing.ts';
import type { ReviewsContext } from './context.ts';
import { createError, editError } from './errors.ts';
import { BODY, STARS, TITLE } from './input.ts';
import { loadChanged } from './load-changed.ts';
import { ReviewCreateInput, ReviewPayload } from './types/commands.ts';

@Resolver()
export class WritingResolver {
  constructor(private readonly reviewing: Reviewing) {}

  @Directive('@authenticated')
  @Mutation(() => ReviewPayload, { nullable: true, description: 'Publishes a review; needs an account.' })
  reviewCreate(
    @Arg('input', () => ReviewCreateInput, { description: 'The review.' }) input: ReviewCreateInput,
    @Ctx() context: ReviewsContext,
  ): Promise<ReviewPayload> {
    return mutate<ReviewPayload>(async () => {
      const authorId = requireUser(context.viewer);
      const command = requireInput(input, (p) => ({
        idempotencyKey: idempotencyKey('reviewCreate', context.viewer, p.key()),
        productId: p.id('prod', 'productId'),
        orderLineId: p.optional.id('oln', 'orderLineId'),
        stars: p.int('rating', STARS),
        title: p.optional.text('title', TITLE),
        body: p.text('body', BODY),
      }));
      const result = await this.reviewing.createReview({ ...command, authorId });
      return result.ok ? loadChanged(context, result.value) : { userErrors: [createError(result.error)] };
    });
  }

  @Directive('@authenticated')
  @Mutation(() => ReviewPayload, {
    nullable: true,
    description: 'Changes the viewer’s own review. What is left out stays; a title of null is taken away.',
  })
  reviewUpdate(
    @Ctx() context: ReviewsContext,
    @Arg('id', () => ID, { description: 'The review’s id.' }) id: string,
    @Arg('rating', () => Int, { nullable: true, description: 'Stars, 1 to 5.' }) rating?: number | null,
    @Arg('title', () => String, { nullable: true, description: 'A headline, at most 120 characters.' })
    title?: string | null,
    @Arg('body', () => String, { nullable: true, description: 'The review itself, 10 to 5000 characters.' })
    body?: string | null,
  ): Promise<ReviewPayload> {
    return mutate<ReviewPayload>(async () => {
      const authorId = requireUser(context.viewer);
      const input = requireInput({ id, rating, title, body }, (p) => ({
        id: p.id('rev', 'id'),
        stars: p.optional.int('rating', STARS),
        title: p.optional.text('title', TITLE),
        body: p.optional.text('body', BODY),
      }));
      const changes = {
        ...(input.stars !== null && { stars: input.stars }),
        ...(title !== undefined && { title: input.title }),
        ...(input.body !== null && { body: input.body }),
      };
      const result = await this.reviewing.updateReview({ id: input.id, authorId, changes });
      return result.ok ? loadChanged(context, result.value) : { userErrors: [editError(result.error)] };
    });
  }

  @Directive('@authenticated')
  @Mutation(() => ReviewPayload, {
    nullable: true,
    description: 'Deletes the viewer’s own review with its votes. Another may be written.',
  })
  reviewDelete(
    @Arg('id', () => ID, { description: 'The review’s id.' }) id: string,
    @Ctx() context: ReviewsContext,
  ): Promise<ReviewPayload> {
    return mutate<ReviewPayload>(async () => {
      const authorId = requireUser(context.viewer);
      const input = requireInput({ id }, (p) => ({ id: p.id('rev', 'id') }));
      const result = await this.reviewing.deleteReview(input.id, authorId);
      return result.ok ? loadChanged(context, result.value) : { userErrors: [editError(result.error)] };
    });
  }
}
