import {
  connectionTypes,
  CurrencyCode,
  describedEnum,
  EntityKey,
  GraphQLDate,
  GraphQLDateTime,
  GraphQLLocale,
  MutationPayload,
  Node,
} from '@emporium/platform/graphql';
import { Directive, Field, InputType, ObjectType } from 'type-graphql';
import type { Role } from '../../domain/roles.ts';

export const RoleEnum = describedEnum<Role>('Role', 'What somebody is to the marketplace; each role brings scopes.', {
  CUSTOMER: 'Buys. Everybody is one.',
  SELLER_STAFF: 'Works for a seller.',
  WAREHOUSE_STAFF: 'Picks and packs.',
  SUPPORT_AGENT: 'Helps customers.',
  MODERATOR: 'Decides on reviews.',
  FINANCE: 'Looks after payments and the ledger.',
  ADMIN: 'Runs the marketplace.',
});

@ObjectType('UserPreferences', { description: 'What a person wants to hear of, and what is made of their data.' })
export class UserPreferences {
  @Field(() => Boolean, { description: 'Advertising by mail.' })
  marketingEmail: boolean;
  @Field(() => Boolean, { description: 'Advertising by text message.' })
  marketingSms: boolean;
  @Field(() => Boolean, { description: 'Messages on the device.' })
  push: boolean;
  @Field(() => Boolean, { description: 'Word of deals for what they watch.' })
  dealAlerts: boolean;
  @Field(() => Boolean, { description: 'Advertising after their interests.' })
  personalizedAds: boolean;
}

@Directive('@key(fields: "id")')
@Directive('@tag(name: "public")')
@ObjectType('PublicProfile', {
  description: 'What others may see of a person. An entity of its own, so that a review can never leak an address.',
})
export class PublicProfile extends EntityKey {
  @Field(() => String, { description: 'The name they chose to show.' })
  displayName: string;
  @Field(() => GraphQLDate, { description: 'The day they registered.' })
  memberSince: string;
}

@Directive('@key(fields: "id")')
@ObjectType('User', {
  implements: Node,
  description: 'An account: seen by its owner, by support and by administrators.',
})
export class User extends Node {
  @Field(() => String, { description: 'The address they sign in with; unique, in lower case.' })
  email: string;
  @Field(() => Boolean, { description: 'They have shown that they read the mailbox.' })
  emailVerified: boolean;
  @Field(() => String, { nullable: true, description: 'A number for the carrier or for support.' })
  phone: string | null;
  @Field(() => GraphQLLocale, { description: 'The language and region they prefer.' })
  locale: string;
  @Field(() => CurrencyCode, { description: 'The currency they want prices in, where there is a choice.' })
  preferredCurrency: CurrencyCode;
  @Field(() => UserPreferences, { description: 'What they want to hear of.' })
  preferences: UserPreferences;
  @Directive('@requiresScopes(scopes: [["admin:users"]])')
  @Field(() => [RoleEnum], { nullable: true, description: 'What they are to the marketplace.' })
  roles: readonly Role[];
  @Field(() => GraphQLDateTime, { description: 'When they registered.' })
  createdAt: Date;
}

export const { Connection: UserConnection } = connectionTypes('User', () => User);

@InputType('UserPreferencesInput', { description: 'What is left out stays as it is.' })
export class UserPreferencesInput {
  @Field(() => Boolean, { nullable: true, description: 'Advertising by mail.' })
  marketingEmail?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Advertising by text message.' })
  marketingSms?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Messages on the device.' })
  push?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Word of deals for what they watch.' })
  dealAlerts?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Advertising after their interests.' })
  personalizedAds?: boolean | null;
}

@InputType('UserUpdateInput', { description: 'What is left out stays as it is.' })
export class UserUpdateInput {
  @Field(() => String, { nullable: true, description: 'The name others see; at most 60 characters.' })
  displayName?: string | null;
  @Field(() => GraphQLLocale, { nullable: true, description: 'Language and region.' })
  locale?: string | null;
  @Field(() => CurrencyCode, { nullable: true, description: 'Preferred currency.' })
  preferredCurrency?: CurrencyCode | null;
  @Field(() => String, { nullable: true, description: 'A phone number; null removes it.' })
  phone?: string | null;
  @Field(() => UserPreferencesInput, { nullable: true, description: 'Preferences to change.' })
  preferences?: UserPreferencesInput | null;
}

@ObjectType('UserPayload', { description: 'The account as it is now, or why nothing changed.' })
export class UserPayload extends MutationPayload {
  @Field(() => User, { nullable: true, description: 'The account, for whoever may see it.' })
  user?: object | null;
}

@Directive('@shareable')
@ObjectType('SimplePayload', { description: 'Whether it was done.' })
export class SimplePayload extends MutationPayload {
  @Field(() => Boolean, { description: 'It was done.' })
  ok: boolean;
}
