import { isId } from '@emporium/platform/ids';
import type { UserViewer } from '@emporium/platform/identity';
import type { TestSubgraph } from '@emporium/platform/testing';
import { decodeJwt } from 'jose';
import type { SessionId, UserId } from '@emporium/contracts/ids';

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: string;
}

const TOKENS = 'tokens { accessToken refreshToken expiresAt } user { id email }';
const ERRORS = 'userErrors { __typename code message field ... on AccountLockedError { lockedUntil } }';

export const PASSWORD = 'four random words';

/** What a client does, in short. */
export function clientOf(test: TestSubgraph) {
  let count = 0;
  const mutation = async (name: string, type: string, input: object) =>
    (await test.execute(`mutation ($input: ${type}!) { ${name}(input: $input) { ${TOKENS} ${ERRORS} } }`, { input }))
      .data[name];

  return {
    newEmail: () => `person.${(count += 1)}@example.com`,
    register: (input: object) =>
      mutation('userRegister', 'UserRegisterInput', { password: PASSWORD, displayName: 'A Person', ...input }),
    signIn: (input: object) => mutation('sessionCreate', 'SessionCreateInput', { password: PASSWORD, ...input }),
    refresh: async (refreshToken: string) =>
      (
        await test.execute(`mutation ($t: String!) { sessionRefresh(refreshToken: $t) { ${TOKENS} ${ERRORS} } }`, {
          t: refreshToken,
        })
      ).data.sessionRefresh,
    guest: async (): Promise<string> =>
      (await test.execute('mutation { guestSessionCreate { token } }')).data.guestSessionCreate.token,
    /** The latest mail to an address; the code in it is the line that is one long word. */
    async mailTo(email: string) {
      const mail = await test.db.one<{ subject: string; body: string }>(
        'SELECT subject, body FROM mail WHERE recipient = $1 ORDER BY id DESC LIMIT 1',
        [email],
      );
      return mail && { ...mail, code: /^[\w-]{43}$/m.exec(mail.body)?.[0] };
    },
  };
}

/** The viewer that the gateway makes of an access token. */
export function viewerOf({ accessToken }: Pick<Tokens, 'accessToken'>): UserViewer {
  const { sub, sid, scope, exp } = decodeJwt(accessToken);
  if (sub === undefined || !isId('usr', sub)) throw new Error('not a user’s token');
  return {
    kind: 'user',
    id: sub satisfies UserId,
    sessionId: sid as SessionId,
    scopes: scope === '' ? [] : (scope as string).split(' '),
    tokenExpiresAt: new Date(exp! * 1000),
  };
}
