/** Tokens made from A's that claim to be B's, or stay A's without being signed so. */
import { type Attack, bearer, type World } from './attack.ts';
import { assemble, flipBit, signWithOwnKey, signWithSecret, takeApart } from './forge.ts';

/** Everything that a forgery is made from; `asB` are A's claims with B's `sub`. */
const parts = ({ a, b }: World) => {
  const taken = takeApart(a.token);
  return { ...taken, asB: { ...taken.claims, sub: b.userId } };
};

const seconds = (hours: number): number => Math.floor(Date.now() / 1_000) + hours * 3_600;

/** Forgeries by which A wants to be B. */
const AS_B: Readonly<Record<string, (from: ReturnType<typeof parts>, world: World) => string>> = {
  'alg-none': ({ header, asB }) => assemble({ ...header, alg: 'none' }, asB, ''),
  'alg-none-signed': ({ header, asB, signature }) => assemble({ ...header, alg: 'none' }, asB, signature),
  'alg-none-case': ({ header, asB }) => assemble({ ...header, alg: 'nOnE' }, asB, ''),
  'alg-empty': ({ header, asB, signature }) => assemble({ ...header, alg: '' }, asB, signature),
  'alg-missing': ({ header: { alg: _, ...header }, asB, signature }) => assemble(header, asB, signature),
  'payload-changed': ({ header, asB, signature }) => assemble(header, asB, signature),
  'signature-missing': ({ header, asB }) => assemble(header, asB, ''),
  'signature-of-zeros': ({ header, asB, signature }) =>
    assemble(header, asB, Buffer.alloc(Buffer.from(signature, 'base64url').length).toString('base64url')),
  'signature-of-b': ({ header, asB }, { b }) => assemble(header, { ...asB, prove: true }, takeApart(b.token).signature),
  'payload-of-b': ({ head, signature }, { b }) => `${head}.${takeApart(b.token).body}.${flipBit(signature)}`,
  'own-key': ({ header, asB }) => signWithOwnKey(header, asB, () => ({})),
  'own-key-in-jwk': ({ header, asB }) => signWithOwnKey(header, asB, (jwk) => ({ jwk })),
  'own-key-in-jwk-without-kid': ({ header: { kid: _, ...header }, asB }) =>
    signWithOwnKey(header, asB, (jwk) => ({ jwk })),
  'own-key-in-jku': ({ header, asB }) => signWithOwnKey(header, asB, () => ({ jku: 'http://127.0.0.1:9/jwks' })),
  'own-key-in-x5u': ({ header, asB }) => signWithOwnKey(header, asB, () => ({ x5u: 'http://127.0.0.1:9/x5u' })),
  'own-key-in-x5c': ({ header, asB }) => signWithOwnKey(header, asB, ({ x }) => ({ x5c: [x] })),
  'kid-path': ({ header, asB }) => signWithSecret({ ...header, kid: '../../../../dev/null' }, asB, ''),
  'kid-injection': ({ header, asB }) => signWithSecret({ ...header, kid: "x' union select 'k" }, asB, 'k'),
  'kid-url': ({ header, asB }) => signWithOwnKey({ ...header, kid: 'http://127.0.0.1:9/key' }, asB, () => ({})),
  'empty-secret': ({ header, asB }) => signWithSecret(header, asB, ''),
  'well-known-secret': ({ header, asB }) => signWithSecret(header, asB, 'secret'),
  'example-secret': ({ header, asB }) => signWithSecret(header, asB, 'your-256-bit-secret'),
  'kid-as-secret': ({ header, asB }) => signWithSecret(header, asB, String(header['kid'] ?? header['alg'])),
  'issuer-as-secret': ({ header, asB, claims }) => signWithSecret(header, asB, String(claims['iss'])),
  'unknown-crit': ({ header, asB, signature }) => assemble({ ...header, crit: ['prove'], prove: true }, asB, signature),
  'sub-of-both': ({ header, asB, signature }, { a, b }) =>
    assemble(header, { ...asB, sub: [a.userId, b.userId] }, signature),
  'sub-twice': ({ head, body, signature }, { b }) => {
    const text = Buffer.from(body, 'base64url')
      .toString('utf8')
      .replace(/}$/, `,"sub":${JSON.stringify(b.userId)}}`);
    return `${head}.${Buffer.from(text).toString('base64url')}.${signature}`;
  },
};

/** Tokens that name A, but are not what the issuer signed, or not as it spelled it. */
const AS_A: Readonly<Record<string, (from: ReturnType<typeof parts>, world: World) => string>> = {
  'alg-none': ({ header, claims }) => assemble({ ...header, alg: 'none' }, claims, ''),
  'signature-changed': ({ head, body, signature }) => `${head}.${body}.${flipBit(signature)}`,
  'signature-cut': ({ head, body, signature }) => `${head}.${body}.${signature.slice(0, -4)}`,
  'signature-padded': ({ head, body, signature }) => `${head}.${body}.${signature}=`,
  'signature-missing': ({ head, body }) => `${head}.${body}.`,
  'two-parts': ({ head, body }) => `${head}.${body}`,
  'four-parts': ({ head, body, signature }) => `${head}.${body}.${signature}.${signature}`,
  'a-dot-more': (_, { a }) => `${a.token}.`,
  'header-changed': ({ header, body, signature }) =>
    `${assemble({ ...header, typ: 'at+jwt' }, {}, '').split('.')[0]}.${body}.${signature}`,
  'lifetime-longer': ({ header, claims, signature }) => assemble(header, { ...claims, exp: seconds(24) }, signature),
  'lifetime-endless': ({ header, claims: { exp: _, ...claims }, signature }) => assemble(header, claims, signature),
  'white-space': ({ head, body, signature }) => `${head}.${body} .${signature}`,
  'json-serialised': ({ head, body, signature }) => JSON.stringify({ protected: head, payload: body, signature }),
};

const forged = (as: 'a' | 'b', forgeries: typeof AS_A): Attack[] =>
  Object.entries(forgeries).map(([what, forge]) => ({
    id: `token.as-${as}.${what}`,
    name: `token with ${what.replaceAll('-', ' ')}, as ${as.toUpperCase()}`,
    statuses: [401],
    request: (world) => ({ method: 'GET', target: world[as].tasks, headers: [bearer(forge(parts(world), world))] }),
  }));

/** @see Attack */
export const TOKEN_ATTACKS: readonly Attack[] = [
  ...forged('b', AS_B),
  ...forged('a', AS_A),
  {
    id: 'token.refused-first',
    name: "a refused token on B's path: the token counts before the path",
    statuses: [401],
    request: (world) => ({
      method: 'DELETE',
      target: `${world.b.tasks}/${world.b.task.id}`,
      headers: [bearer(AS_B['alg-none']?.(parts(world), world) ?? '')],
    }),
  },
];
