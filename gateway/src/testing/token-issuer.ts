import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { seededIds } from '@emporium/platform/ids';

export interface TokenIssuer {
  readonly jwksUrl: string;
  /** How often the keys were read. */
  readonly reads: number;
  /** `Bearer <token>` of a user; `expiresInS` may be negative. */
  user(options?: { scope?: string; expiresInS?: number; key?: CryptoKey; issuer?: string }): Promise<string>;
  guest(options?: { expiresInS?: number }): Promise<string>;
  stop(): Promise<void>;
}

/** What the users subgraph does for the gateway: signs access tokens with EdDSA and publishes the key. */
export async function startTokenIssuer(): Promise<TokenIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'EdDSA', use: 'sig' };
  const newId = seededIds('tokens');
  let reads = 0;
  const server = createServer((_request, response) => {
    reads += 1;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const sign = async (
    subject: string,
    claims: Record<string, unknown>,
    { expiresInS = 900, key = privateKey, issuer = 'emporium' } = {},
  ): Promise<string> => {
    const now = Math.floor(Date.now() / 1000);
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'EdDSA', kid: 'key-1' })
      .setIssuer(issuer)
      .setSubject(subject)
      .setIssuedAt(now)
      .setExpirationTime(now + expiresInS)
      .sign(key);
    return `Bearer ${token}`;
  };

  return {
    jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/.well-known/jwks.json`,
    get reads() {
      return reads;
    },
    user: ({ scope = '', ...options } = {}) => sign(newId('usr'), { sid: newId('ses'), scope }, options),
    guest: (options) => sign(newId('gst'), { scope: '' }, options),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
