import { mutate, requireInput } from '@emporium/platform/graphql';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Users } from '../app/users.ts';
import { maySee, type UsersContext } from './context.ts';
import { mailTokenWorthless, rateLimited, resetError } from './errors.ts';
import { readChosenPassword, readEmail, readToken } from './input.ts';
import { SimplePayload, UserPayload } from './types/user.ts';

/** What is proven by a code from the mailbox. */
@Resolver()
export class AccountRecoveryResolver {
  constructor(private readonly users: Users) {}

  @Mutation(() => UserPayload, {
    nullable: true,
    description:
      'Confirms an email address with the code that was mailed to it. The account is shown to its owner only.',
  })
  userVerifyEmail(
    @Arg('token', () => String, { description: 'The code from the mail.' }) token: string,
    @Ctx() { viewer, accounts }: UsersContext,
  ): Promise<UserPayload> {
    return mutate<UserPayload>(async () => {
      const command = requireInput({ token }, (p) => ({ token: readToken(p, 'token') }));
      const verified = await this.users.verifyEmail(command.token);
      if (!verified.ok) return { userErrors: [mailTokenWorthless()] };
      return { user: maySee(viewer, verified.value) ? await accounts.load(verified.value) : null };
    });
  }

  @Mutation(() => SimplePayload, {
    nullable: true,
    description: 'Mails a code to set a new password, if there is an account; the answer is the same if there is none.',
  })
  passwordResetRequest(
    @Arg('email', () => String, { description: 'Email address.' }) email: string,
  ): Promise<SimplePayload> {
    return mutate<SimplePayload>(
      async () => {
        const command = requireInput({ email }, (p) => ({ email: readEmail(p) }));
        const requested = await this.users.requestPasswordReset(command.email);
        return requested.ok ? { ok: true } : { ok: false, userErrors: [rateLimited(requested.error.waitMs)] };
      },
      { ok: false },
    );
  }

  @Mutation(() => SimplePayload, {
    nullable: true,
    description: 'Sets a new password with the code from the mail, signs every device out and unlocks the account.',
  })
  passwordReset(
    @Arg('token', () => String, { description: 'The code from the mail; it works once.' }) token: string,
    @Arg('newPassword', () => String, { description: 'At least 10 characters, none of the common ones.' })
    newPassword: string,
  ): Promise<SimplePayload> {
    return mutate<SimplePayload>(
      async () => {
        const command = requireInput({ token, newPassword }, (p) => ({
          token: readToken(p, 'token'),
          newPassword: readChosenPassword(p, 'newPassword'),
        }));
        const reset = await this.users.resetPassword(command.token, command.newPassword);
        return reset.ok ? { ok: true } : { ok: false, userErrors: [resetError(reset.error)] };
      },
      { ok: false },
    );
  }
}
