import { mutate, notFoundError, requireInput } from '@emporium/platform/graphql';
import { requireUser } from '@emporium/platform/identity';
import { Arg, Ctx, Directive, ID, Mutation, Resolver } from 'type-graphql';
import type { SignedIn } from '../app/auth-tokens.ts';
import type { Users } from '../app/users.ts';
import type { UsersContext } from './context.ts';
import { registerError, sessionOver, signInError } from './errors.ts';
import { readEmail, readGuestToken, readNewPassword, readPassword, readToken } from './input.ts';
import {
  GuestSessionPayload,
  SessionCreateInput,
  SessionCreatePayload,
  UserRegisterInput,
  UserRegisterPayload,
} from './types/session.ts';
import { SimplePayload } from './types/user.ts';

/** Guests, registering, signing in and out. */
@Resolver()
export class SessionResolver {
  constructor(private readonly users: Users) {}

  @Directive('@tag(name: "public")')
  @Mutation(() => GuestSessionPayload, {
    nullable: true,
    description: 'Begins a guest session, so that a visitor can fill a cart and order without an account.',
  })
  guestSessionCreate(): Promise<GuestSessionPayload> {
    return mutate<GuestSessionPayload>(() => this.users.startGuest());
  }

  @Mutation(() => UserRegisterPayload, {
    nullable: true,
    description: 'Makes an account and signs it in. A code to confirm the address is mailed.',
  })
  userRegister(
    @Arg('input', () => UserRegisterInput, { description: 'The account.' }) input: UserRegisterInput,
    @Ctx() context: UsersContext,
  ): Promise<UserRegisterPayload> {
    return mutate<UserRegisterPayload>(async () => {
      const command = requireInput(input, (p) => {
        const email = readEmail(p);
        return {
          email,
          password: readNewPassword(p, email),
          displayName: p.text('displayName', { max: 60 }),
          locale: p.optional.text('locale', { max: 35 }),
          marketingConsent: p.boolean('marketingConsent'),
          guestToken: readGuestToken(p),
        };
      });
      const registered = await this.users.registerUser(command);
      return registered.ok ? present(registered.value, context) : { userErrors: [registerError(registered.error)] };
    });
  }

  @Mutation(() => SessionCreatePayload, {
    nullable: true,
    description:
      'Signs in. The fifth wrong password in a row locks the address for a minute, each further one for twice as long, up to 15 minutes.',
  })
  sessionCreate(
    @Arg('input', () => SessionCreateInput, { description: 'Who and where.' }) input: SessionCreateInput,
    @Ctx() context: UsersContext,
  ): Promise<SessionCreatePayload> {
    return mutate<SessionCreatePayload>(async () => {
      const command = requireInput(input, (p) => ({
        email: readEmail(p),
        password: readPassword(p),
        device: p.optional.text('deviceName', { max: 100 }),
        guestToken: readGuestToken(p),
      }));
      const signedIn = await this.users.signIn(command);
      return signedIn.ok ? present(signedIn.value, context) : { userErrors: [signInError(signedIn.error)] };
    });
  }

  @Mutation(() => SessionCreatePayload, {
    nullable: true,
    description:
      'Exchanges a refresh token for the next pair, with the roles of now. A token works once; repeated within 10 seconds it gives the same successor, used later it ends the session. Send it without authorization.',
  })
  sessionRefresh(
    @Arg('refreshToken', () => String, { description: 'The refresh token of the pair before.' }) refreshToken: string,
    @Ctx() context: UsersContext,
  ): Promise<SessionCreatePayload> {
    return mutate<SessionCreatePayload>(async () => {
      const command = requireInput({ refreshToken }, (p) => ({ token: readToken(p, 'refreshToken') }));
      const refreshed = await this.users.refreshSession(command.token);
      return refreshed.ok ? present(refreshed.value, context) : { userErrors: [sessionOver()] };
    });
  }

  @Directive('@authenticated')
  @Mutation(() => SimplePayload, {
    nullable: true,
    description: 'Signs one of the viewer’s devices out. Its access token ends by itself, within 15 minutes.',
  })
  sessionRevoke(
    @Arg('id', () => ID, { description: 'The session’s id.' }) id: string,
    @Ctx() { viewer }: UsersContext,
  ): Promise<SimplePayload> {
    return mutate<SimplePayload>(
      async () => {
        const userId = requireUser(viewer);
        const command = requireInput({ id }, (p) => ({ id: p.id('ses', 'id') }));
        const revoked = await this.users.revokeSession(userId, command.id);
        return revoked.ok ? { ok: true } : { ok: false, userErrors: [notFoundError('session', ['id'])] };
      },
      { ok: false },
    );
  }
}

async function present({ userId, tokens }: SignedIn, { accounts }: UsersContext) {
  return { tokens, user: await accounts.load(userId) };
}
