import type { WarehouseId } from '@emporium/contracts/ids';
import { connectionOf, encodeCursor, page } from '@emporium/platform/cursor';
import { type Connection, type PageArgs, pageArgs, Paginated } from '@emporium/platform/graphql';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { InventoryReads } from '../app/reads.ts';
import type { StockLevel } from '../domain/stock-level.ts';
import type { Warehouse as WarehouseRow } from '../domain/warehouse.ts';
import { visibleSellers, type InventoryContext } from './context.ts';
import { StockLevelConnection } from './types/stock-level.ts';
import { Warehouse } from './types/warehouse.ts';

const Page50 = pageArgs(50);

const STAFF = '@requiresScopes(scopes: [["admin:inventory"], ["warehouse:ops"]])';

@Resolver(() => Warehouse)
export class WarehouseResolver {
  constructor(private readonly reads: InventoryReads) {}

  @Directive(STAFF)
  @Query(() => [Warehouse], { nullable: true, description: 'All warehouses, by code; some dozens at most.' })
  async warehouses(@Ctx() { warehouses }: InventoryContext): Promise<WarehouseRow[]> {
    return [...(await warehouses()).values()];
  }

  @Directive(STAFF)
  @Query(() => Warehouse, { nullable: true, description: 'One warehouse; null when there is none with this id.' })
  async warehouse(
    @Arg('id', () => ID, { description: 'The warehouse’s id.' }) id: string,
    @Ctx() { warehouses }: InventoryContext,
  ): Promise<WarehouseRow | null> {
    return (await warehouses()).get(id as WarehouseId) ?? null;
  }

  @Paginated()
  @Directive('@requiresScopes(scopes: [["seller:inventory"], ["admin:inventory"], ["warehouse:ops"]])')
  @FieldResolver(() => StockLevelConnection, {
    nullable: true,
    description: 'What lies here, as far as the viewer may see it.',
  })
  async stock(
    @Root() warehouse: WarehouseRow,
    @Ctx() { viewer }: InventoryContext,
    @Args(() => Page50) args: PageArgs,
  ): Promise<Connection<StockLevel>> {
    const limits = page(args);
    const filter = { sellerIds: visibleSellers(viewer), warehouseId: warehouse.id, belowReorderPoint: false };
    return connectionOf(await this.reads.stockLevels(filter, limits), limits, (level) => encodeCursor([level.id]));
  }
}
