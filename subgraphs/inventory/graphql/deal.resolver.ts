import type { DealId } from '@emporium/contracts/ids';
import { idempotencyKey, Internal, mutate, requireInput } from '@emporium/platform/graphql';
import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Inventory } from '../app/inventory.ts';
import type { InventoryContext } from './context.ts';
import { insufficientStock } from './errors.ts';
import { Deal, DealAllocation, DealStockAllocateInput, DealStockPayload, DealStockReleaseInput } from './types/deal.ts';

const MAX_DEAL_UNITS = 1_000_000;

@Resolver(() => Deal)
export class DealResolver {
  constructor(
    private readonly inventory: Inventory,
    private readonly now: () => Date,
  ) {}

  @Directive('@tag(name: "public")')
  @FieldResolver(() => DealAllocation, {
    nullable: true,
    description: 'The units set aside; null before and after the deal.',
  })
  async allocation(@Root() deal: Deal, @Ctx() { dealAllocations }: InventoryContext): Promise<DealAllocation | null> {
    const allocation = await dealAllocations.load(deal.id as DealId);
    if (allocation === null) return null;
    const { total, remaining } = allocation;
    const taken = total - remaining;
    return { total, taken, remaining, percentTaken: Math.floor((taken * 100) / total), asOf: this.now() };
  }

  @Internal()
  @Mutation(() => DealStockPayload, { nullable: true, description: 'Sets units aside for a deal: all or none.' })
  dealStockAllocate(
    @Arg('input', () => DealStockAllocateInput, { description: 'How many of what.' }) input: DealStockAllocateInput,
    @Ctx() { viewer }: InventoryContext,
  ): Promise<DealStockPayload> {
    return mutate<DealStockPayload>(async () => {
      const command = requireInput(input, (p) => ({
        idempotencyKey: idempotencyKey('dealStockAllocate', viewer, p.key()),
        dealId: p.id('deal', 'dealId'),
        offerId: p.id('ofr', 'offerId'),
        quantity: p.int('quantity', { min: 1, max: MAX_DEAL_UNITS }),
      }));
      const result = await this.inventory.allocateDealStock(command);
      if (result.ok) return { allocated: result.value };
      return { userErrors: [insufficientStock({ ...result.error, offerId: command.offerId }, ['quantity'])] };
    });
  }

  @Internal()
  @Mutation(() => DealStockPayload, {
    nullable: true,
    description: 'Gives a deal’s unsold units back to the free stock.',
  })
  dealStockRelease(
    @Arg('input', () => DealStockReleaseInput, { description: 'Which deal.' }) input: DealStockReleaseInput,
    @Ctx() { viewer }: InventoryContext,
  ): Promise<DealStockPayload> {
    return mutate<DealStockPayload>(async () => {
      const command = requireInput(input, (p) => ({
        idempotencyKey: idempotencyKey('dealStockRelease', viewer, p.key()),
        dealId: p.id('deal', 'dealId'),
      }));
      return { allocated: await this.inventory.releaseDealStock(command) };
    });
  }
}
