import { MAX_ON_HAND } from '../domain/stock-level.ts';
import { connectionOf, encodeCursor, page } from '@emporium/platform/cursor';
import {
  type Connection,
  IDEMPOTENCY_KEY,
  idempotencyKey,
  mutate,
  type PageArgs,
  pageArgs,
  Paginated,
  requireInput,
} from '@emporium/platform/graphql';
import type { OfferId, StockLevelId } from '@emporium/contracts/ids';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { AdjustProblem } from '../app/adjust-stock.ts';
import type { TransferProblem } from '../app/transfer-stock.ts';
import type { InventoryReads, Movement } from '../app/reads.ts';
import { availableOf, type StockLevel } from '../domain/stock-level.ts';
import type { Warehouse as WarehouseRow } from '../domain/warehouse.ts';
import type { Inventory } from '../app/inventory.ts';
import { authorityOf, visibleSellers, type InventoryContext } from './context.ts';
import { adjustError, insufficientStock } from './errors.ts';
import { Offer } from './types/availability.ts';
import {
  StockAdjustInput,
  StockLevelConnection,
  StockLevelPayload,
  StockLevelType,
  StockMovementConnection,
  StockSetInput,
} from './types/stock-level.ts';
import { Warehouse } from './types/warehouse.ts';
import type { Result } from '@emporium/platform/result';
import { notFoundError, type UserError } from '@emporium/platform/graphql';

const Page50 = pageArgs(50);

const SELLER_OR_ADMIN = '@requiresScopes(scopes: [["seller:inventory"], ["admin:inventory"]])';
const MAX_TRANSFER = 100_000;

@Resolver(() => StockLevelType)
export class StockResolver {
  constructor(
    private readonly inventory: Inventory,
    private readonly reads: InventoryReads,
  ) {}

  @Paginated()
  @Directive(SELLER_OR_ADMIN)
  @Query(() => StockLevelConnection, {
    nullable: true,
    description: 'Stock of the viewer’s sellers; of all for administrators.',
  })
  async stockLevels(
    @Ctx() { viewer }: InventoryContext,
    @Arg('sellerId', () => ID, { nullable: true, description: 'Only this seller’s.' }) sellerId: string | null,
    @Arg('warehouseId', () => ID, { nullable: true, description: 'Only in this warehouse.' })
    warehouseId: string | null,
    @Arg('belowReorderPoint', () => Boolean, { nullable: true, description: 'Only what should be reordered.' })
    belowReorderPoint: boolean | null,
    @Args(() => Page50) args: PageArgs,
  ): Promise<Connection<StockLevel>> {
    const asked = requireInput({ sellerId, warehouseId }, (p) => ({
      sellerId: p.optional.id('sel', 'sellerId'),
      warehouseId: p.optional.id('wh', 'warehouseId'),
    }));
    const visible = visibleSellers(viewer);
    const sellerIds =
      asked.sellerId === null ? visible : visible === null || visible.includes(asked.sellerId) ? [asked.sellerId] : [];
    const limits = page(args);
    const filter = { sellerIds, warehouseId: asked.warehouseId, belowReorderPoint: belowReorderPoint ?? false };
    return connectionOf(await this.reads.stockLevels(filter, limits), limits, (level) => encodeCursor([level.id]));
  }

  @FieldResolver(() => Offer, { nullable: true, description: 'The offer.' })
  offer(@Root() level: StockLevel): Offer {
    return { id: level.offerId };
  }

  @FieldResolver(() => Warehouse, { description: 'The warehouse.' })
  async warehouse(
    @Root() level: StockLevel,
    @Ctx() { warehouses }: InventoryContext,
  ): Promise<WarehouseRow | undefined> {
    return (await warehouses()).get(level.warehouseId);
  }

  @FieldResolver(() => Int, { description: 'Units that may still be promised: on hand less everything else.' })
  available(@Root() level: StockLevel): number {
    return availableOf(level);
  }

  @Paginated()
  @FieldResolver(() => StockMovementConnection, { description: 'What moved, the latest first.' })
  async movements(@Root() level: StockLevel, @Args(() => Page50) args: PageArgs): Promise<Connection<Movement>> {
    const limits = page(args);
    return connectionOf(await this.reads.movements(level, limits), limits, (movement) => encodeCursor([movement.id]));
  }

  @Directive(SELLER_OR_ADMIN)
  @Mutation(() => StockLevelPayload, { nullable: true, description: 'Records what was counted in one warehouse.' })
  stockSet(
    @Arg('input', () => StockSetInput, { description: 'The count.' }) input: StockSetInput,
    @Ctx() context: InventoryContext,
  ): Promise<StockLevelPayload> {
    return mutate<StockLevelPayload>(async () => {
      const command = requireInput(input, (p) => ({
        offerId: p.id('ofr', 'offerId'),
        warehouseId: p.id('wh', 'warehouseId'),
        onHand: p.int('onHand', { min: 0, max: MAX_ON_HAND }),
        expectedQuantity: p.optional.int('expectedQuantity', { min: 0, max: MAX_ON_HAND }),
        reason: p.text('reason', { max: 200 }),
        idempotencyKey: idempotencyKey('stockSet', context.viewer, p.key()),
      }));
      return this.answer(await this.inventory.setStock(command, authorityOf(context.viewer)), command.offerId, context);
    });
  }

  @Directive(SELLER_OR_ADMIN)
  @Mutation(() => StockLevelPayload, { nullable: true, description: 'Adds units, or takes lost ones away.' })
  stockAdjust(
    @Arg('input', () => StockAdjustInput, { description: 'The adjustment.' }) input: StockAdjustInput,
    @Ctx() context: InventoryContext,
  ): Promise<StockLevelPayload> {
    return mutate<StockLevelPayload>(async () => {
      const command = requireInput(input, (p) => ({
        offerId: p.id('ofr', 'offerId'),
        warehouseId: p.id('wh', 'warehouseId'),
        delta: p.int('delta', { min: -MAX_ON_HAND, max: MAX_ON_HAND }),
        reason: p.text('reason', { max: 200 }),
        idempotencyKey: idempotencyKey('stockAdjust', context.viewer, p.key()),
      }));
      return this.answer(
        await this.inventory.adjustStock(command, authorityOf(context.viewer)),
        command.offerId,
        context,
      );
    });
  }

  @Directive(SELLER_OR_ADMIN)
  @Mutation(() => StockLevelPayload, {
    nullable: true,
    description: 'Changes the buffer and the reorder rule; what is left out stays.',
  })
  stockPolicySet(
    @Ctx() context: InventoryContext,
    @Arg('offerId', () => ID, { description: 'The offer’s id.' }) offerId: string,
    @Arg('warehouseId', () => ID, { description: 'The warehouse’s id.' }) warehouseId: string,
    @Arg('safetyStock', () => Int, { nullable: true, description: 'Units never to be sold.' })
    safetyStock: number | null,
    @Arg('reorderPoint', () => Int, { nullable: true, description: 'Reorder below this.' }) reorderPoint: number | null,
    @Arg('reorderQuantity', () => Int, { nullable: true, description: 'Reorder this many.' })
    reorderQuantity: number | null,
  ): Promise<StockLevelPayload> {
    return mutate<StockLevelPayload>(async () => {
      const limits = { min: 0, max: MAX_ON_HAND };
      const command = requireInput({ offerId, warehouseId, safetyStock, reorderPoint, reorderQuantity }, (p) => ({
        offerId: p.id('ofr', 'offerId'),
        warehouseId: p.id('wh', 'warehouseId'),
        safetyStock: p.optional.int('safetyStock', limits),
        reorderPoint: p.optional.int('reorderPoint', limits),
        reorderQuantity: p.optional.int('reorderQuantity', limits),
      }));
      return this.answer(
        await this.inventory.setStockPolicy(command, authorityOf(context.viewer)),
        command.offerId,
        context,
      );
    });
  }

  @Directive('@requiresScopes(scopes: [["admin:inventory"]])')
  @Mutation(() => StockLevelPayload, {
    nullable: true,
    description: 'Moves free units between warehouses; answers with the source.',
  })
  stockTransfer(
    @Ctx() context: InventoryContext,
    @Arg('offerId', () => ID, { description: 'The offer’s id.' }) offerId: string,
    @Arg('fromWarehouseId', () => ID, { description: 'Where the units are.' }) fromWarehouseId: string,
    @Arg('toWarehouseId', () => ID, { description: 'Where they go.' }) toWarehouseId: string,
    @Arg('quantity', () => Int, { description: 'How many units, 1 to 100,000.' }) quantity: number,
    @Arg('idempotencyKey', () => ID, { description: IDEMPOTENCY_KEY }) key: string,
  ): Promise<StockLevelPayload> {
    return mutate<StockLevelPayload>(async () => {
      const input = { offerId, fromWarehouseId, toWarehouseId, quantity, idempotencyKey: key };
      const command = requireInput(input, (p) => ({
        offerId: p.id('ofr', 'offerId'),
        fromWarehouseId: p.id('wh', 'fromWarehouseId'),
        toWarehouseId: p.id('wh', 'toWarehouseId'),
        quantity: p.int('quantity', { min: 1, max: MAX_TRANSFER }),
        idempotencyKey: idempotencyKey('stockTransfer', context.viewer, p.key()),
        different: p.check(fromWarehouseId !== toWarehouseId, 'toWarehouseId', 'Choose another warehouse.'),
      }));
      return this.answer(await this.inventory.transferStock(command), command.offerId, context);
    });
  }

  private async answer(
    result: Result<StockLevelId, AdjustProblem | TransferProblem>,
    offerId: OfferId,
    { stockLevels }: InventoryContext,
  ): Promise<StockLevelPayload> {
    if (result.ok) return { stockLevel: await stockLevels.load(result.value), userErrors: [] };
    return { stockLevel: null, userErrors: [toUserError(result.error, offerId)] };
  }
}

function toUserError(problem: AdjustProblem | TransferProblem, offerId: OfferId): UserError {
  if ('field' in problem) return notFoundError('warehouse', [problem.field]);
  if (problem.code === 'INSUFFICIENT_STOCK') return insufficientStock({ ...problem, offerId }, ['quantity']);
  return adjustError(problem, offerId);
}
