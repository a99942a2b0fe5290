import type { SessionId } from '@emporium/contracts/ids';
import { isId } from '@emporium/platform/ids';
import type { TokenRules } from './access-tokens.ts';

/** The access tokens that the users subgraph signs, for users and for guests. */
export const EMPORIUM_TOKENS: TokenRules = {
  algorithms: ['EdDSA', 'Ed25519'],
  issuer: 'emporium',
  audience: null,
  viewerOf({ sub, exp, scope, sid }) {
    const tokenExpiresAt = new Date(exp * 1000);
    const scopes =
      typeof scope === 'string'
        ? scope.split(' ').filter((name) => name !== '' && name !== 'internal') // `internal` is for services, which sign for themselves
        : [];
    if (isId('usr', sub) && typeof sid === 'string') {
      return { kind: 'user', id: sub, sessionId: sid as SessionId, scopes, tokenExpiresAt };
    }
    return isId('gst', sub) ? { kind: 'guest', id: sub, scopes, tokenExpiresAt } : null;
  },
  advice: {
    invalid: 'The access token is not valid here. Sign in again, or send no authorization to browse as a visitor.',
    expired:
      'The access token has expired. Get a new one with sessionRefresh, sent without authorization, and try again.',
  },
};
