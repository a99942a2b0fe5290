import { isId } from '@emporium/platform/ids';
import { createLocalJWKSet, errors, jwtVerify, SignJWT } from 'jose';
import type { AccessToken, TokenSigner } from '../app/ports.ts';
import { LONGEST_TOKEN_MS } from '../domain/signing-schedule.ts';
import type { SigningKeys } from './signing-keys.ts';

/** In every token's `iss`; the gateway believes no other. */
export const ISSUER = 'emporium';
const ALGORITHM = 'EdDSA';
const USER_TOKEN_MS = 15 * 60_000;
const GUEST_TOKEN_MS = LONGEST_TOKEN_MS;

/** Access tokens as JWTs signed with Ed25519 (RFC 8037): claims `sub`, `sid`, `scope`, `iat`, `exp`. */
export function createTokenSigner({ keys, now }: { keys: SigningKeys; now: () => Date }): TokenSigner {
  const sign = async (subject: string, claims: Record<string, string>, lifetimeMs: number): Promise<AccessToken> => {
    const { id, privateKey } = await keys.current();
    const issuedAtS = Math.floor(now().getTime() / 1000);
    const expiresAtS = issuedAtS + lifetimeMs / 1000;
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: ALGORITHM, kid: id, typ: 'JWT' })
      .setIssuer(ISSUER)
      .setSubject(subject)
      .setIssuedAt(issuedAtS)
      .setExpirationTime(expiresAtS)
      .sign(privateKey);
    return { token, expiresAt: new Date(expiresAtS * 1000) };
  };

  return {
    forUser: (userId, sessionId, scopes) => sign(userId, { sid: sessionId, scope: scopes.join(' ') }, USER_TOKEN_MS),
    forGuest: (guestId) => sign(guestId, { scope: '' }, GUEST_TOKEN_MS),

    async guestOf(token) {
      const keySet = createLocalJWKSet({ keys: [...(await keys.published())] });
      try {
        const { payload } = await jwtVerify(token, keySet, {
          issuer: ISSUER,
          algorithms: [ALGORITHM],
          requiredClaims: ['sub', 'exp'],
          currentDate: now(),
        });
        return isId('gst', payload.sub!) ? payload.sub : null;
      } catch (error) {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },
  };
}
