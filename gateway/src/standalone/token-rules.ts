import type { SessionId, UserId } from '@emporium/contracts/ids';
import type { TokenRules } from '../identity/access-tokens.ts';
import type { Settings } from './settings.ts';

/** Anybody's access tokens: `sub` is who it is, and one claim has the scopes, as RFC 9068 and most issuers write them. */
export function tokenRulesOf({ algorithms, issuer, audience, scopesClaim }: NonNullable<Settings['jwks']>): TokenRules {
  return {
    algorithms,
    issuer: issuer ?? null,
    audience: audience ?? null,
    viewerOf: (claims) => ({
      kind: 'user',
      // Nobody here looks into these: they tell accounts and sessions from others.
      id: claims.sub as UserId,
      sessionId: (claims['sid'] ?? claims.jti ?? claims.sub) as SessionId,
      scopes: scopesIn(claims[scopesClaim]),
      tokenExpiresAt: new Date(claims.exp * 1000),
    }),
    advice: {
      invalid: 'The access token is not valid here. Get one from the issuer, or send no authorization.',
      expired: 'The access token has expired. Get a new one from the issuer and try again.',
    },
  };
}

/** `"read write"`, as OAuth has it, or `["read", "write"]`, as some issuers do. */
function scopesIn(claim: unknown): string[] {
  if (typeof claim === 'string') return claim.split(' ').filter((scope) => scope !== '');
  return Array.isArray(claim) ? claim.filter((scope) => typeof scope === 'string') : [];
}
