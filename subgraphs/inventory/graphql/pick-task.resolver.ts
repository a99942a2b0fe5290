import { connectionOf, encodeCursor, page } from '@emporium/platform/cursor';
import {
  type Connection,
  idempotencyKey,
  mutate,
  type PageArgs,
  pageArgs,
  Paginated,
  requireInput,
} from '@emporium/platform/graphql';
import { requireUser } from '@emporium/platform/identity';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { PickOutcome } from '../app/pick-tasks.ts';
import type { InventoryReads } from '../app/reads.ts';
import type { PickTask } from '../domain/pick-task.ts';
import type { Warehouse as WarehouseRow } from '../domain/warehouse.ts';
import type { Inventory } from '../app/inventory.ts';
import { pickAuthorityOf, type InventoryContext } from './context.ts';
import { pickError } from './errors.ts';
import {
  PickLineType,
  PickStatus,
  PickTaskConnection,
  PickTaskPayload,
  PickTaskType,
  PublicProfile,
  Shipment,
} from './types/pick-task.ts';
import { Warehouse } from './types/warehouse.ts';

const Page50 = pageArgs(50);

const STAFF = '@requiresScopes(scopes: [["warehouse:ops"]])';

@Resolver(() => PickTaskType)
export class PickTaskResolver {
  constructor(
    private readonly inventory: Inventory,
    private readonly reads: InventoryReads,
  ) {}

  @Paginated()
  @Directive(STAFF)
  @Query(() => PickTaskConnection, { nullable: true, description: 'A warehouse’s work, the oldest first.' })
  async pickTasks(
    @Arg('warehouseId', () => ID, { description: 'The warehouse’s id.' }) warehouseId: string,
    @Arg('status', () => PickStatus, { nullable: true, description: 'Only tasks that stand here.' })
    status: keyof typeof PickStatus | null,
    @Args(() => Page50) args: PageArgs,
  ): Promise<Connection<PickTask>> {
    const input = requireInput({ warehouseId }, (p) => ({ warehouseId: p.id('wh', 'warehouseId') }));
    const limits = page(args);
    const tasks = await this.reads.pickTasks(input.warehouseId, status ?? null, limits);
    return connectionOf(tasks, limits, (task) => encodeCursor([task.id]));
  }

  @FieldResolver(() => Shipment, { nullable: true, description: 'The parcel it makes.' })
  shipment(@Root() task: PickTask): Shipment {
    return { id: task.shipmentId };
  }

  @FieldResolver(() => Warehouse, { description: 'Where the work is.' })
  async warehouse(@Root() task: PickTask, @Ctx() { warehouses }: InventoryContext): Promise<WarehouseRow | undefined> {
    return (await warehouses()).get(task.warehouseId);
  }

  @FieldResolver(() => [PickLineType], { description: 'What to collect, in the order of the bins.' })
  lines(@Root() task: PickTask): PickLineType[] {
    return task.lines.map(({ offerId, bin, quantity, picked }) => ({ offer: { id: offerId }, bin, quantity, picked }));
  }

  @FieldResolver(() => PublicProfile, { nullable: true, description: 'Who is on it.' })
  assignee(@Root() task: PickTask): PublicProfile | null {
    return task.assignee === null ? null : { id: task.assignee };
  }

  @Directive(STAFF)
  @Mutation(() => PickTaskPayload, {
    nullable: true,
    description: 'Takes a queued task, which nobody else can take then.',
  })
  pickTaskClaim(
    @Arg('id', () => ID, { description: 'The task’s id.' }) id: string,
    @Ctx() { viewer }: InventoryContext,
  ): Promise<PickTaskPayload> {
    return mutate<PickTaskPayload>(async () => {
      const command = requireInput({ id }, (p) => ({ id: p.id('pick', 'id') }));
      return this.answer(await this.inventory.claimPickTask(command.id, requireUser(viewer)));
    });
  }

  @Directive(STAFF)
  @Mutation(() => PickTaskPayload, {
    nullable: true,
    description:
      'Units of one bin are collected; the last of them completes the task. For who claimed it, and administrators.',
  })
  pickTaskConfirm(
    @Arg('id', () => ID, { description: 'The task’s id.' }) id: string,
    @Arg('bin', () => String, { description: 'Which bin.' }) bin: string,
    @Arg('quantity', () => Int, { description: 'How many units.' }) quantity: number,
    @Arg('idempotencyKey', () => ID, { description: 'One key for one grip into the bin.' }) key: string,
    @Ctx() { viewer }: InventoryContext,
  ): Promise<PickTaskPayload> {
    return mutate<PickTaskPayload>(async () => {
      const command = requireInput({ id, bin, quantity, idempotencyKey: key }, (p) => ({
        id: p.id('pick', 'id'),
        bin: p.text('bin', { max: 20 }),
        quantity: p.int('quantity', { min: 1, max: 10_000 }),
        idempotencyKey: idempotencyKey('pickTaskConfirm', viewer, p.key()),
      }));
      return this.answer(await this.inventory.confirmPick(command, pickAuthorityOf(viewer)));
    });
  }

  @Directive(STAFF)
  @Mutation(() => PickTaskPayload, {
    nullable: true,
    description: 'The parcel is closed and waits for the carrier. For who claimed the task, and administrators.',
  })
  pickTaskPack(
    @Arg('id', () => ID, { description: 'The task’s id.' }) id: string,
    @Ctx() { viewer }: InventoryContext,
  ): Promise<PickTaskPayload> {
    return mutate<PickTaskPayload>(async () => {
      const command = requireInput({ id }, (p) => ({ id: p.id('pick', 'id') }));
      return this.answer(await this.inventory.packPickTask(command.id, pickAuthorityOf(viewer)));
    });
  }

  private async answer(outcome: PickOutcome): Promise<PickTaskPayload> {
    if (!outcome.ok) return { userErrors: [pickError(outcome.error)] };
    return { pickTask: (await this.reads.pickTasksByIds([outcome.value]))[0] ?? null, userErrors: [] };
  }
}
