import { inputError, notFoundError, userError, type UserError } from '@emporium/platform/graphql';
import type { AddressProblem } from '../app/change-addresses.ts';
import type { RegisterProblem } from '../app/register-user.ts';
import type { ResetProblem } from '../app/reset-password.ts';
import type { SignInProblem } from '../app/sign-in.ts';
import type { UpdateProblem } from '../app/update-user.ts';
import { MAX_API_CLIENTS, type ApiClientProblem } from '../domain/api-client.ts';
import { AccountLockedError } from './types/session.ts';

/** Domain problems as what a person reads: what is wrong, and what to do. */

export const rateLimited = (waitMs: number): UserError =>
  inputError('RATE_LIMITED', `Too many attempts. Try again in ${Math.ceil(waitMs / 1000)} seconds.`, ['email']);

export function signInError(problem: SignInProblem): UserError {
  switch (problem.code) {
    case 'INVALID_CREDENTIALS':
      return inputError('INVALID_CREDENTIALS', 'Email address and password do not match. Try again, or reset it.');
    case 'ACCOUNT_LOCKED':
      return userError(AccountLockedError, {
        code: 'ACCOUNT_LOCKED',
        message: 'Too many failed attempts. Wait until the time given, or reset the password.',
        field: null,
        lockedUntil: problem.lockedUntil,
      });
    case 'RATE_LIMITED':
      return rateLimited(problem.waitMs);
  }
}

export const registerError = (problem: RegisterProblem): UserError =>
  problem.code === 'RATE_LIMITED'
    ? rateLimited(problem.waitMs)
    : inputError('EMAIL_TAKEN', 'An account with this email address exists. Sign in, or reset its password.', [
        'email',
      ]);

export const sessionOver = (): UserError =>
  inputError('TOKEN_EXPIRED', 'This session is over. Sign in again.', ['refreshToken']);

export const mailTokenWorthless = (): UserError =>
  inputError('TOKEN_EXPIRED', 'This code is not valid, or no longer. Ask for a new one.', ['token']);

export const resetError = (problem: ResetProblem): UserError =>
  problem.code === 'TOKEN_EXPIRED'
    ? mailTokenWorthless()
    : inputError('PASSWORD_TOO_WEAK', problem.message, ['newPassword']);

export const updateError = (problem: UpdateProblem): UserError =>
  problem.code === 'NOT_FOUND' ? notFoundError('account', ['id']) : inputError('FORBIDDEN', problem.message, ['roles']);

export function apiClientError(problem: ApiClientProblem): UserError {
  switch (problem.code) {
    case 'NOT_FOUND':
      return notFoundError('API client', ['id']);
    case 'SCOPES_NOT_YOURS': {
      const message = `You do not have ${problem.scopes.join(', ')} yourself. Leave it out, or ask somebody who has it.`;
      return inputError('FORBIDDEN', message, ['scopes']);
    }
    case 'TOO_MANY':
      return inputError('INVALID', `An account has at most ${MAX_API_CLIENTS} keys. Revoke one that is not used.`);
  }
}

export function addressError(problem: AddressProblem): UserError {
  switch (problem.code) {
    case 'NOT_FOUND':
      return notFoundError('address', ['id']);
    case 'INVALID':
      return inputError('INVALID', problem.message, [problem.field]);
    case 'ADDRESS_UNDELIVERABLE':
      return inputError('ADDRESS_UNDELIVERABLE', problem.message, ['address', problem.field]);
  }
}
