import {
  connectionTypes,
  GraphQLBigInt,
  GraphQLDateTime,
  IDEMPOTENCY_KEY,
  MoneyInput,
  MoneyType,
  MutationPayload,
  Node,
} from '@emporium/platform/graphql';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DealKind, DealStatus, RemainingBand } from './deal-enums.ts';

@Directive('@key(fields: "id")')
@Directive('@tag(name: "public")')
@ObjectType('Deal', { implements: Node, description: 'A limited number of units of one offer at a special price.' })
export class DealType extends Node {
  @Field(() => DealKind, { description: 'How long deals of this kind may last.' })
  kind: keyof typeof DealKind;

  @Field(() => String, { description: 'What is sold, by name.' })
  title: string;

  @Field(() => MoneyType, { description: 'What a unit costs under the deal.' })
  dealPrice: MoneyType;

  @Field(() => MoneyType, { description: 'The offer’s own price when the deal was proposed.' })
  wasPrice: MoneyType;

  @Field(() => Int, { description: 'How much cheaper, in percent, rounded down.' })
  percentOff: number;

  @Field(() => DealStatus, { description: 'Where it stands at `serverTime`. It starts and ends by itself.' })
  status: keyof typeof DealStatus;

  @Field(() => GraphQLDateTime, { description: 'When claiming begins for everybody.' })
  startsAt: Date;

  @Field(() => GraphQLDateTime, {
    description: 'When claiming ends. A claim made in time is good until it expires.',
  })
  endsAt: Date;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When claiming begins for Prime members, where that is earlier.',
  })
  memberEarlyAccessAt: Date | null;

  @Field(() => Boolean, { description: 'Only Prime members may claim.' })
  membersOnly: boolean;

  @Field(() => Int, { description: 'Units that one customer may hold and buy, all claims together.' })
  perCustomerLimit: number;

  @Field(() => Int, { description: 'How long a claim holds its units for the checkout.' })
  claimHoldSeconds: number;

  @Field(() => Int, { description: 'Units claimed in percent of all, rounded down.' })
  percentClaimed: number;

  @Field(() => RemainingBand, { description: 'How much is left, without telling the number.' })
  remainingBand: keyof typeof RemainingBand;

  @Field(() => GraphQLDateTime, { description: 'The server’s clock: count down from the difference to your own.' })
  serverTime: Date;
}

export const { Connection: DealConnection } = connectionTypes('Deal', () => DealType);

@InputType('DealProposeInput', { description: 'A deal to be reviewed.' })
export class DealProposeInput {
  @Field(() => ID, { description: 'The offer; its price and product are copied as they are now.' })
  offerId: string;
  @Field(() => DealKind, { description: 'LIGHTNING for up to 12 hours, DAILY for up to 24.' })
  kind: keyof typeof DealKind;
  @Field(() => MoneyInput, { description: 'The price of a unit; 5 % below the offer’s at least.' })
  dealPrice: MoneyInput;
  @Field(() => Int, { description: 'Units to set aside.' })
  quantity: number;
  @Field(() => GraphQLDateTime, { description: 'When it starts.' })
  startsAt: Date;
  @Field(() => GraphQLDateTime, { description: 'When it ends.' })
  endsAt: Date;
  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When Prime members may begin; not before everybody else if left out.',
  })
  memberEarlyAccessAt?: Date | null;
  @Field(() => Int, { defaultValue: 1, description: 'Units that one customer may have, 1 to 100.' })
  perCustomerLimit: number;
  @Field(() => Boolean, { defaultValue: false, description: 'For Prime members alone.' })
  membersOnly: boolean;
  @Field(() => ID, { description: IDEMPOTENCY_KEY })
  idempotencyKey: string;
}

@ObjectType('DealPayload', { description: 'The deal as it is now, or why nothing changed.' })
export class DealPayload extends MutationPayload {
  @Field(() => DealType, { nullable: true, description: 'The deal.' })
  deal?: object | null;
}

@ObjectType('DealTickEvent', {
  description:
    'What a countdown shows of one deal. Self-contained on purpose: a tick costs no query, however many people watch.',
})
export class DealTickEvent {
  @Field(() => GraphQLBigInt, { description: 'Counts up over all deals; pass the last one seen as `after` to resume.' })
  sequence: bigint;
  @Field(() => ID, { description: 'The deal’s id.' })
  dealId: string;
  @Field(() => DealStatus, { description: 'Where it stands.' })
  status: keyof typeof DealStatus;
  @Field(() => GraphQLDateTime, { description: 'The server’s clock when this was sent.' })
  serverTime: Date;
  @Field(() => GraphQLDateTime, { description: 'When claiming begins for everybody.' })
  startsAt: string;
  @Field(() => GraphQLDateTime, { description: 'When claiming ends.' })
  endsAt: string;
  @Field(() => Int, { description: 'Units claimed in percent of all, rounded down.' })
  percentClaimed: number;
  @Field(() => RemainingBand, { description: 'How much is left, without telling the number.' })
  remainingBand: keyof typeof RemainingBand;
  @Field(() => MoneyType, { description: 'What a unit costs under the deal.' })
  dealPrice: MoneyType;
}
