import {
  connectionTypes,
  describedEnum,
  EntityKey,
  GraphQLDateTime,
  GraphQLDecimal,
  Image,
  Node,
} from '@emporium/platform/graphql';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

export const SellerStatus = describedEnum('SellerStatus', 'Where a seller stands with the marketplace.', {
  PENDING: 'Has applied; nobody has looked at it yet.',
  ONBOARDING: 'Is handing in what is missing.',
  IN_REVIEW: 'Is being checked.',
  ACTIVE: 'May sell.',
  AT_RISK: 'May sell, and was warned.',
  SUSPENDED: 'May not sell at present.',
  CLOSED: 'Has left the marketplace.',
});

export const SellerMemberRole = describedEnum('SellerMemberRole', 'What somebody does for a seller.', {
  OWNER: 'Everything.',
  MANAGER: 'Everything but who the members are.',
  CATALOG: 'Offers, prices and stock.',
  ORDERS: 'Orders, returns and claims.',
  FINANCE: 'Balances, payouts and commission.',
  VIEWER: 'Sees everything, changes nothing.',
});

@Directive('@tag(name: "public")')
@Directive('@key(fields: "slug")')
@Directive('@key(fields: "id")')
@ObjectType('Seller', { implements: Node, description: 'A business that offers things on the marketplace.' })
export class SellerType extends Node {
  @Field(() => String, { description: 'The name in addresses; unique.' })
  slug: string;

  @Field(() => String, { description: 'The name buyers see.' })
  displayName: string;

  @Field(() => Image, { nullable: true, description: 'Its logo, when it has one.' })
  logo: Image | null;

  @Field(() => String, { nullable: true, description: 'What it says of itself.' })
  about: string | null;

  @Field(() => SellerStatus, { description: 'Where it stands with the marketplace.' })
  status: keyof typeof SellerStatus;

  @Field(() => GraphQLDateTime, { description: 'When it joined.' })
  joinedAt: Date;
}

export const { Connection: SellerConnection } = connectionTypes('Seller', () => SellerType);

@Directive('@key(fields: "id")')
@ObjectType('User', { description: 'An account: seen by its owner, by support and by administrators.' })
export class User extends EntityKey {}

@ObjectType('SellerMember', { description: 'Somebody who works for a seller.' })
export class SellerMember {
  @Field(() => User, { nullable: true, description: 'The person.' })
  user: User | null;

  @Field(() => SellerMemberRole, { description: 'What they do there.' })
  role: keyof typeof SellerMemberRole;
}

@ObjectType('SellerMembership', { description: 'A seller that somebody works for.' })
export class SellerMembership {
  @Field(() => SellerType, { description: 'The seller.' })
  seller: object;

  @Field(() => SellerMemberRole, { description: 'What they do there.' })
  role: keyof typeof SellerMemberRole;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Category', { description: 'A place in the catalogue’s tree.' })
export class Category extends EntityKey {}

@ObjectType('CommissionRule', { description: 'What the marketplace keeps of sales in a category.' })
export class CommissionRuleType {
  @Field(() => ID, { description: 'The rule’s id.' })
  id: string;

  @Field(() => Int, { description: 'Rules are tried in this order; the first that matches counts.' })
  position: number;

  @Field(() => Category, {
    nullable: true,
    description: 'For products in it or below it; null for whatever no rule before named.',
  })
  category: Category | null;

  @Field(() => GraphQLDecimal, {
    description: 'The share of the goods’ price after discounts, without tax and shipping: "0.15" is 15 %.',
  })
  rate: string;
}

@ObjectType('CommissionPlan', { description: 'The rules a seller’s commission follows.' })
export class CommissionPlanType {
  @Field(() => ID, { description: 'The plan’s id.' })
  id: string;

  @Field(() => String, { description: 'What to call it.' })
  name: string;

  @Field(() => [CommissionRuleType], { description: 'At most fifty, in the order they are tried.' })
  rules: readonly CommissionRuleType[];
}
