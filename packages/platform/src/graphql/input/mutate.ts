import { IdempotencyConflict, StaleWrite } from '../../db/errors.ts';
import { AppError } from '../../errors/index.ts';
import { SignInRequired, viewerKey, type Viewer } from '../../identity/index.ts';
import type { ErrorCode } from '../types/error-code.ts';
import {
  IdempotencyConflictError,
  inputError,
  notFoundError,
  userError,
  NotFoundError,
  type MutationPayload,
  type UserError,
} from '../types/user-error.ts';
import { InvalidInput } from './parse-input.ts';

/**
 * Runs a mutation and answers with its payload. Expected failures (bad input, a missing sign-in, a conflict,
 * someone else's object) become `userErrors`; bugs are thrown on and masked by the host.
 * `onFailure` fills the payload's non-null fields, where it has any beside `userErrors`.
 */
export async function mutate<P extends MutationPayload>(
  work: () => Promise<Omit<P, 'userErrors'> & Partial<MutationPayload>>,
  onFailure?: Omit<P, 'userErrors'>,
): Promise<P> {
  try {
    return { userErrors: [], ...(await work()) } as unknown as P;
  } catch (error) {
    const userErrors = userErrorsOf(error);
    if (userErrors === null) throw error;
    return { ...onFailure, userErrors } as unknown as P;
  }
}

/** What a client is told about a failure, or null when it is a bug. */
export function userErrorsOf(error: unknown): readonly UserError[] | null {
  if (error instanceof InvalidInput) return error.problems;
  if (error instanceof SignInRequired) return [inputError('SIGN_IN_REQUIRED', error.message)];
  if (error instanceof IdempotencyConflict) {
    return [
      userError(IdempotencyConflictError, {
        code: 'IDEMPOTENCY_CONFLICT',
        message: 'This idempotency key was used for another request. Make a new key for a new intent.',
        field: ['idempotencyKey'],
        originalRequestedAt: error.originalRequestedAt,
      }),
    ];
  }
  if (error instanceof StaleWrite) {
    return [inputError('STALE_VERSION', 'It changed meanwhile. Load it again and decide anew.')];
  }
  return error instanceof AppError ? fromAppError(error) : null;
}

const CODES: Partial<Record<AppError['code'], ErrorCode>> = {
  BAD_USER_INPUT: 'INVALID',
  UNAUTHENTICATED: 'SIGN_IN_REQUIRED',
  FORBIDDEN: 'FORBIDDEN',
  RATE_LIMITED: 'RATE_LIMITED',
  SERVICE_UNAVAILABLE: 'SERVICE_UNAVAILABLE',
  DEADLINE_EXCEEDED: 'SERVICE_UNAVAILABLE',
};

function fromAppError(error: AppError): readonly UserError[] | null {
  const { argument } = error.details;
  const field = typeof argument === 'string' ? [argument] : null;
  if (error.code === 'NOT_FOUND')
    return [userError(NotFoundError, { code: 'NOT_FOUND', message: error.message, field })];
  const code = CODES[error.code];
  return code === undefined ? null : [inputError(code, error.message, field)];
}

/** Scopes a client's key to the command and to the caller, so that nobody can replay or block somebody else's. */
export const idempotencyKey = (command: string, viewer: Viewer, key: string): string =>
  `${command}:${viewerKey(viewer)}:${key}`;

/** The object when it exists for this viewer; else NOT_FOUND, as a user error in a mutation. */
export function requireFound<T>(value: T | null | undefined, what: string, field: string | null = null): T {
  if (value === null || value === undefined) {
    const { message } = notFoundError(what);
    throw new AppError('NOT_FOUND', message, field === null ? {} : { argument: field });
  }
  return value;
}
