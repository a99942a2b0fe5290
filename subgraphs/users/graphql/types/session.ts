import {
  connectionTypes,
  describedEnum,
  GraphQLDateTime,
  GraphQLLocale,
  MutationPayload,
  Node,
  UserError,
} from '@emporium/platform/graphql';
import { Directive, Field, InputType, ObjectType } from 'type-graphql';
import type { SecurityEventKind } from '../../domain/account.ts';
import { User } from './user.ts';

@ObjectType('AuthTokens', { description: 'What a client keeps of a session.' })
export class AuthTokens {
  @Field(() => String, {
    description:
      'For `Authorization: Bearer …`. A JWT signed with Ed25519, good for 15 minutes; keys at `/.well-known/jwks.json` of this subgraph.',
  })
  accessToken: string;
  @Field(() => String, { description: 'For `sessionRefresh`, once. Opaque.' })
  refreshToken: string;
  @Field(() => GraphQLDateTime, { description: 'When the access token ends.' })
  expiresAt: Date;
}

@InputType('UserRegisterInput', { description: 'A new account.' })
export class UserRegisterInput {
  @Field(() => String, { description: 'Email address; one account each.' })
  email: string;
  @Field(() => String, { description: 'At least 10 characters, none of the common ones. Spaces count.' })
  password: string;
  @Field(() => String, { description: 'The name others see; at most 60 characters.' })
  displayName: string;
  @Field(() => GraphQLLocale, { nullable: true, description: 'Language and region; en-US when left out.' })
  locale?: string | null;
  @Field(() => Boolean, { defaultValue: false, description: 'Wants advertising by mail.' })
  marketingConsent: boolean;
  @Field(() => String, {
    nullable: true,
    description: 'The token of the guest that registers: cart and orders become the account’s.',
  })
  guestToken?: string | null;
}

@InputType('SessionCreateInput', { description: 'Signing in.' })
export class SessionCreateInput {
  @Field(() => String, { description: 'Email address.' })
  email: string;
  @Field(() => String, { description: 'Password.' })
  password: string;
  @Field(() => String, { nullable: true, description: 'What to call this device in the list of sessions.' })
  deviceName?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'The token of the guest that signs in: cart and orders become the account’s.',
  })
  guestToken?: string | null;
}

@ObjectType('UserRegisterPayload', { description: 'The new account, signed in, or why there is none.' })
export class UserRegisterPayload extends MutationPayload {
  @Field(() => User, { nullable: true, description: 'The account.' })
  user?: object | null;
  @Field(() => AuthTokens, { nullable: true, description: 'Its first session.' })
  tokens?: AuthTokens | null;
}

@ObjectType('SessionCreatePayload', { description: 'Tokens of the session, or why there are none.' })
export class SessionCreatePayload extends MutationPayload {
  @Field(() => AuthTokens, { nullable: true, description: 'The tokens.' })
  tokens?: AuthTokens | null;
  @Field(() => User, { nullable: true, description: 'Who is signed in.' })
  user?: object | null;
}

@Directive('@tag(name: "public")')
@ObjectType('GuestSessionPayload', {
  description: 'A visitor without an account who can own a cart, a checkout and orders, until they sign in.',
})
export class GuestSessionPayload extends MutationPayload {
  @Field(() => String, { nullable: true, description: 'For `Authorization: Bearer …`; good for 30 days.' })
  token?: string | null;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it ends.' })
  expiresAt?: Date | null;
}

@ObjectType('AccountLockedError', {
  implements: UserError,
  description: 'Too many failed sign-ins with this address, whether or not it has an account.',
})
export class AccountLockedError extends UserError {
  @Field(() => GraphQLDateTime, {
    description: 'When signing in can be tried again. A password reset unlocks at once.',
  })
  lockedUntil: Date;
}

@ObjectType('Session', { implements: Node, description: 'A device that is signed in.' })
export class Session extends Node {
  @Field(() => String, { nullable: true, description: 'What it was called when it signed in.' })
  device: string | null;
  @Field(() => GraphQLDateTime, { description: 'When it signed in.' })
  createdAt: Date;
  @Field(() => GraphQLDateTime, { description: 'When it last refreshed its tokens.' })
  lastSeenAt: Date;
}

export const { Connection: SessionConnection } = connectionTypes('Session', () => Session);

export const SecurityEventKindEnum = describedEnum<SecurityEventKind>(
  'SecurityEventKind',
  'What happened to an account. The list grows.',
  {
    SIGN_IN: 'A device signed in.',
    SIGN_IN_FAILED: 'Somebody tried a wrong password.',
    ACCOUNT_LOCKED: 'Somebody tried so often that the account was locked for a while.',
    PASSWORD_CHANGED: 'The password was changed, and every device signed out.',
    ADDRESS_ADDED: 'A delivery address was added.',
    SESSION_REVOKED: 'A device was signed out.',
    REFRESH_TOKEN_REUSED: 'A spent token came back, perhaps stolen; its session was ended.',
    ROLES_CHANGED: 'An administrator changed the roles.',
    API_CLIENT_CREATED: 'A key was made for a program.',
    API_CLIENT_REVOKED: 'A key of a program was ended.',
  },
);

@ObjectType('SecurityEvent', { implements: Node, description: 'Something the owner of an account should recognise.' })
export class SecurityEventType extends Node {
  @Field(() => SecurityEventKindEnum, { description: 'What happened.' })
  kind: SecurityEventKind;
  @Field(() => GraphQLDateTime, { description: 'When it happened.' })
  at: Date;
  @Field(() => String, { nullable: true, description: 'The device, as it called itself.' })
  device: string | null;
}

export const { Connection: SecurityEventConnection } = connectionTypes('SecurityEvent', () => SecurityEventType);
