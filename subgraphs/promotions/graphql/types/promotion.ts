import { connectionTypes, GraphQLDateTime, GraphQLJSON, MutationPayload, Node } from '@emporium/platform/graphql';
import { Directive, Field, InputType, Int, ObjectType } from 'type-graphql';
import { ActionKind, ConditionKind, PromotionKind, PromotionStatus, StackingMode } from './promotion-enums.ts';

const CONDITION_PARAMETERS =
  'MIN_SUBTOTAL: { amount: { amount, currencyCode } }. MIN_QUANTITY: { quantity }. IN_CATEGORY: { categoryId }. The others: {}.';
const ACTION_PARAMETERS =
  'PERCENT_OFF_ORDER: { percent, maximum: { amount, currencyCode } or null }. PERCENT_OFF_LINE: { percent }. FIXED_OFF_ORDER: { amount: { amount, currencyCode } }. FREE_SHIPPING: {}.';

@ObjectType('PromotionCondition', { description: 'Something that must hold for a promotion to apply.' })
export class PromotionCondition {
  @Field(() => ConditionKind, { description: 'What must hold.' })
  kind: keyof typeof ConditionKind;
  @Field(() => GraphQLJSON, { description: CONDITION_PARAMETERS })
  parameters: object;
}

@ObjectType('PromotionAction', { description: 'What a promotion gives.' })
export class PromotionAction {
  @Field(() => ActionKind, { description: 'What it gives.' })
  kind: keyof typeof ActionKind;
  @Field(() => GraphQLJSON, { description: ACTION_PARAMETERS })
  parameters: object;
}

@Directive('@key(fields: "id")')
@Directive('@requiresScopes(scopes: [["admin:promotions"]])')
@ObjectType('Promotion', { implements: Node, description: 'A rule that makes carts cheaper.' })
export class PromotionType extends Node {
  @Field(() => String, { description: 'What the buyer reads beside the amount.' })
  name: string;
  @Field(() => PromotionKind, { description: 'How it is reached.' })
  kind: keyof typeof PromotionKind;
  @Field(() => String, { nullable: true, description: 'The code of a COUPON.' })
  code: string | null;
  @Field(() => PromotionStatus, { description: 'Where it stands now.' })
  status: keyof typeof PromotionStatus;
  @Field(() => GraphQLDateTime, { description: 'When it begins to apply.' })
  startsAt: Date;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it ends; null when it does not.' })
  endsAt: Date | null;
  @Field(() => [PromotionCondition], { description: 'All of these must hold; ten at most.' })
  conditions: PromotionCondition[];
  @Field(() => [PromotionAction], { description: 'What it gives; five at most.' })
  actions: PromotionAction[];
  @Field(() => Int, { description: 'Higher goes first.' })
  priority: number;
  @Field(() => StackingMode, { description: 'How it goes with others.' })
  stacking: keyof typeof StackingMode;
  @Field(() => Int, {
    nullable: true,
    description: 'Orders that may use it, all customers together; null without limit.',
  })
  usageLimit: number | null;
  @Field(() => Int, { nullable: true, description: 'Orders of one customer that may use it; null without limit.' })
  perCustomerLimit: number | null;
  @Field(() => Int, { description: 'Orders that have used it. Only coupons are counted.' })
  usageCount: number;
}

export const { Connection: PromotionConnection } = connectionTypes('Promotion', () => PromotionType);

@InputType('PromotionConditionInput', { description: 'Something that must hold for a promotion to apply.' })
export class PromotionConditionInput {
  @Field(() => ConditionKind, { description: 'What must hold.' })
  kind: keyof typeof ConditionKind;
  @Field(() => GraphQLJSON, { nullable: true, description: CONDITION_PARAMETERS })
  parameters?: object | null;
}

@InputType('PromotionActionInput', { description: 'What a promotion gives.' })
export class PromotionActionInput {
  @Field(() => ActionKind, { description: 'What it gives.' })
  kind: keyof typeof ActionKind;
  @Field(() => GraphQLJSON, { nullable: true, description: ACTION_PARAMETERS })
  parameters?: object | null;
}

@InputType('PromotionInput', { description: 'All terms of a promotion.' })
export class PromotionInput {
  @Field(() => String, { description: 'What the buyer reads beside the amount.' })
  name: string;
  @Field(() => PromotionKind, { description: 'How it is reached.' })
  kind: keyof typeof PromotionKind;
  @Field(() => String, { nullable: true, description: 'What buyers type; for a COUPON, and for nothing else.' })
  code?: string | null;
  @Field(() => GraphQLDateTime, { description: 'When it begins to apply.' })
  startsAt: Date;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it ends; it does not when left out.' })
  endsAt?: Date | null;
  @Field(() => [PromotionConditionInput], { description: 'All of these must hold.' })
  conditions: PromotionConditionInput[];
  @Field(() => [PromotionActionInput], { description: 'What it gives.' })
  actions: PromotionActionInput[];
  @Field(() => Int, { defaultValue: 0, description: 'Higher goes first, −100 to 100.' })
  priority: number;
  @Field(() => StackingMode, { defaultValue: StackingMode.STACK, description: 'How it goes with others.' })
  stacking: keyof typeof StackingMode;
  @Field(() => Int, { nullable: true, description: 'Orders that may use it, all customers together; coupons only.' })
  usageLimit?: number | null;
  @Field(() => Int, { nullable: true, description: 'Orders of one customer that may use it; coupons only.' })
  perCustomerLimit?: number | null;
}

@ObjectType('PromotionPayload', { description: 'The promotion as it is now, or why nothing changed.' })
export class PromotionPayload extends MutationPayload {
  @Field(() => PromotionType, { nullable: true, description: 'The promotion.' })
  promotion?: object | null;
}
