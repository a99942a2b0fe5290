import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { seededIds } from '@emporium/platform/ids';

/** Customers who are signed in, as the users subgraph signs them in. */
export interface Customers {
  /** One `Authorization` for each, all different and valid for a day. */
  readonly authorizations: readonly string[];
  /** Where the key that signed them is published. */
  readonly jwksUrl: string;
  close(): Promise<void>;
}

const LIFETIME_S = 24 * 60 * 60;
const KEY_ID = 'bench';

export async function signInCustomers(count: number): Promise<Customers> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: KEY_ID, alg: 'EdDSA', use: 'sig' }];
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys }));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));

  const newId = seededIds('bench-gateway');
  const issuedAt = Math.floor(Date.now() / 1000);
  const header = encode({ alg: 'EdDSA', typ: 'JWT', kid: KEY_ID });
  const authorizations = Array.from({ length: count }, () => {
    const claims = {
      iss: 'emporium',
      sub: newId('usr'),
      sid: newId('ses'),
      scope: '',
      iat: issuedAt,
      exp: issuedAt + LIFETIME_S,
    };
    const signed = `${header}.${encode(claims)}`;
    return `Bearer ${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`;
  });
  return {
    authorizations,
    jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
