import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SigningKey extends AsyncDisposable {
  /** Where its public half is published. */
  readonly jwksUrl: string;
  /** An access token as the users subgraph signs them, for anybody and until any moment. */
  token(claims: { readonly sub: string; readonly expiresAt: Date }): string;
}

/** A key that signs access tokens, for a gateway that believes it instead of the marketplace's own. */
export async function signingKey(): Promise<SigningKey> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'ours', alg: 'EdDSA', use: 'sig' };
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    token({ sub, expiresAt }) {
      const exp = Math.floor(expiresAt.getTime() / 1000);
      const claims = { iss: 'emporium', sub, sid: 'ses_00000000007000800000000000', scope: '', iat: exp - 900, exp };
      const signed = `${part({ alg: 'EdDSA', kid: 'ours', typ: 'JWT' })}.${part(claims)}`;
      return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`;
    },
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, 'close');
    },
  };
}
