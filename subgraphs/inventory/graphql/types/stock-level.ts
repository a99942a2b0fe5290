import {
  connectionTypes,
  describedEnum,
  GraphQLDateTime,
  IDEMPOTENCY_KEY,
  MutationPayload,
  Node,
  UserError,
} from '@emporium/platform/graphql';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';

@Directive('@key(fields: "id")')
@ObjectType('StockLevel', { implements: Node, description: 'One offer’s units in one warehouse.' })
export class StockLevelType extends Node {
  @Field(() => Int, { description: 'Units in the building.' })
  onHand: number;

  @Field(() => Int, { description: 'Units promised to checkouts and orders.' })
  reserved: number;

  @Field(() => Int, { description: 'Units set aside for deals.' })
  allocated: number;

  @Field(() => Int, { description: 'Units that cannot be sold.' })
  damaged: number;

  @Field(() => Int, { description: 'Units on their way here.' })
  inbound: number;

  @Field(() => Int, { description: 'Units that are never sold: the buffer against miscounts.' })
  safetyStock: number;

  @Field(() => Int, { description: 'Order more when fewer than this are free.' })
  reorderPoint: number;

  @Field(() => Int, { description: 'How many to order then.' })
  reorderQuantity: number;

  @Field(() => Int, { description: 'Counts the changes of this row.' })
  version: number;

  @Field(() => GraphQLDateTime, { description: 'When it last changed.' })
  updatedAt: Date;
}

export const { Connection: StockLevelConnection } = connectionTypes('StockLevel', () => StockLevelType);

export const StockMovementKind = describedEnum('StockMovementKind', 'Why units moved.', {
  RECEIPT: 'Delivered by a supplier.',
  ADJUSTMENT: 'Counted, found or lost.',
  RESERVATION: 'Held for a checkout.',
  RELEASE: 'Given back by a checkout or a deal.',
  EXPIRY: 'A checkout’s hold ran out.',
  ALLOCATION: 'Set aside for a deal.',
  SHIPMENT: 'Left the building.',
  CANCELLATION: 'The order was cancelled before it left.',
  TRANSFER_IN: 'Came from another warehouse.',
  TRANSFER_OUT: 'Went to another warehouse.',
});

@ObjectType('StockMovement', {
  implements: Node,
  description: 'Units of one stock level that moved; never changed afterwards.',
})
export class StockMovement extends Node {
  @Field(() => StockMovementKind, { description: 'Why they moved.' })
  kind: keyof typeof StockMovementKind;

  @Field(() => Int, { description: 'How many; negative where an adjustment took units away.' })
  quantity: number;

  @Field(() => ID, {
    nullable: true,
    description: 'What caused it: a reservation, a shipment, an order, a deal, a warehouse.',
  })
  reference: string | null;

  @Field(() => String, { nullable: true, description: 'What the person who did it wrote.' })
  reason: string | null;

  @Field(() => GraphQLDateTime, { description: 'When they moved.' })
  at: Date;
}

export const { Connection: StockMovementConnection } = connectionTypes('StockMovement', () => StockMovement);

@InputType('StockSetInput', {
  description: 'A count. Compare-and-swap: it holds only if the stock is what the counter believed.',
})
export class StockSetInput {
  @Field(() => ID, { description: 'The offer’s id.' })
  offerId: string;
  @Field(() => ID, { description: 'The warehouse’s id.' })
  warehouseId: string;
  @Field(() => Int, { description: 'Units counted.' })
  onHand: number;
  @Field(() => Int, {
    nullable: true,
    description: 'Units that were on hand when counting began; null only from the system of record, to overrule.',
  })
  expectedQuantity?: number | null;
  @Field(() => String, { description: 'Why, for the record.' })
  reason: string;
  @Field(() => ID, { description: IDEMPOTENCY_KEY })
  idempotencyKey: string;
}

@InputType('StockAdjustInput', { description: 'Units that came in, were found or were lost.' })
export class StockAdjustInput {
  @Field(() => ID, { description: 'The offer’s id.' })
  offerId: string;
  @Field(() => ID, { description: 'The warehouse’s id.' })
  warehouseId: string;
  @Field(() => Int, { description: 'Units to add; negative to take away.' })
  delta: number;
  @Field(() => String, { description: 'Why, for the record.' })
  reason: string;
  @Field(() => ID, { description: IDEMPOTENCY_KEY })
  idempotencyKey: string;
}

@ObjectType('StockLevelPayload', { description: 'The stock level as it is now, or why it was not changed.' })
export class StockLevelPayload extends MutationPayload {
  @Field(() => StockLevelType, { nullable: true, description: 'The stock level.' })
  stockLevel?: object | null;
}

@ObjectType('QuantityStaleError', {
  implements: UserError,
  description: 'The stock moved between counting and telling.',
})
export class QuantityStaleError extends UserError {
  @Field(() => Int, { description: 'Units on hand now.' })
  actualQuantity: number;
}
