import 'reflect-metadata';
import { Directive, Field, InterfaceType, Int, ObjectType } from 'type-graphql';
import { ErrorCode } from './error-code.ts';
import { GraphQLDateTime } from './scalars.ts';

/**
 * Every expected failure of a mutation implements this. A subgraph adds its own with
 * `@ObjectType('CardDeclinedError', { implements: UserError })`, lists them in `orphanedTypes`, and makes them with `userError`.
 */
@InterfaceType('UserError', {
  autoRegisterImplementations: false,
  description: 'Why a mutation refused, and what the buyer or seller can do about it.',
})
export abstract class UserError {
  @Field(() => ErrorCode, { description: 'What went wrong, for programs.' })
  code: ErrorCode;

  @Field(() => String, { description: 'What went wrong and what to do, for people.' })
  message: string;

  @Field(() => [String], {
    nullable: true,
    description: 'The path to the offending part of the input, such as ["lines", "0", "quantity"].',
  })
  field: readonly string[] | null;
}

/** What every mutation answers beside what it changed: `class OfferPayload extends MutationPayload`. */
@ObjectType()
export abstract class MutationPayload {
  @Field(() => [UserError], { description: 'Why it was refused; empty on success.' })
  userErrors: readonly UserError[];
}

@Directive('@shareable')
@ObjectType('InputError', { implements: UserError, description: 'The input cannot be accepted as it is.' })
export class InputError extends UserError {}

@Directive('@shareable')
@ObjectType('NotFoundError', { implements: UserError, description: 'It does not exist, or not for this viewer.' })
export class NotFoundError extends UserError {}

@Directive('@shareable')
@ObjectType('IdempotencyConflictError', {
  implements: UserError,
  description: 'The idempotency key was used before with another input.',
})
export class IdempotencyConflictError extends UserError {
  @Field(() => GraphQLDateTime, { description: 'When the key was first used.' })
  originalRequestedAt: Date;
}

@Directive('@shareable')
@ObjectType('StaleVersionError', {
  implements: UserError,
  description: 'The client acted on a version that is no longer the current one.',
})
export class StaleVersionError extends UserError {
  @Field(() => Int, { description: 'The version it has now.' })
  currentVersion: number;
}

/** In every subgraph that has mutations; `buildSubgraph` adds them. */
export const SHARED_USER_ERRORS = [InputError, NotFoundError, IdempotencyConflictError, StaleVersionError] as const;

/** A user error of one class: `userError(DeclinedError, { code: 'CARD_DECLINED', message, field: null, declineCode })`. */
export function userError<E extends UserError>(type: new () => E, fields: { [K in keyof E]: E[K] }): E {
  return Object.assign(new type(), fields);
}

export const inputError = (code: ErrorCode, message: string, field: readonly string[] | null = null): InputError =>
  userError(InputError, { code, message, field });

/** `notFoundError('offer', ['offerId'])` reads "There is no such offer." */
export const notFoundError = (what: string, field: readonly string[] | null = null): NotFoundError =>
  userError(NotFoundError, { code: 'NOT_FOUND', message: `There is no such ${what}.`, field });

export const staleVersionError = (
  currentVersion: number,
  field: readonly string[] | null = ['version'],
): StaleVersionError =>
  userError(StaleVersionError, {
    code: 'STALE_VERSION',
    message: 'It changed meanwhile. Load it again and decide anew.',
    field,
    currentVersion,
  });
