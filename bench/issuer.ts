/** An issuer on loopback: a key set to fetch, and tokens for the users of the data set, in the shape of Better Auth's. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export interface Issuer {
  /** `iss` and `aud` of the tokens. */
  readonly origin: string;
  readonly jwksUrl: string;
  /** A token (EdDSA) that outlives any measurement. @param seconds how long it is valid */
  token(userId: string, seconds?: number): Promise<string>;
  close(): void;
}

export async function startIssuer(): Promise<Issuer> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const kid = 'bench-key';
  const keySet = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'EdDSA' }] });
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(keySet);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // listening on TCP
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    jwksUrl: `${origin}/api/auth/jwks`,
    token: (userId, seconds = 6 * 3600) =>
      new SignJWT({
        name: `User ${userId}`,
        email: `${userId}@example.com`,
        emailVerified: true,
        image: null,
        id: userId,
      })
        .setProtectedHeader({ alg: 'EdDSA', kid })
        .setIssuer(origin)
        .setAudience(origin)
        .setSubject(userId)
        .setIssuedAt()
        .setExpirationTime(`${seconds}s`)
        .sign(privateKey),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
