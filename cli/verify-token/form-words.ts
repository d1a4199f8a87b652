/** Words on the form of a token: most failures here are something else than a token, sent by mistake. */
import { MAX_TOKEN_LENGTH } from '../../src/auth/form-checks.ts';
import { ownMember, parseJsonObject } from '../../src/auth/json-object.ts';
import { type Facts, show, type Words } from './words.ts';

const ASK = 'get a JWT from GET /api/auth/token of the issuer (in the browser: authClient.token()), and send that';
const ASYMMETRIC = /^(EdDSA|Ed25519|ES\d+|RS\d+|PS\d+)$/;

export const FORM_WORDS = {
  size: {
    expected: () => `at most ${MAX_TOKEN_LENGTH} characters`,
    found: ({ token }) => `${token.length} characters`,
    remedy: () =>
      'The token carries too much: let the issuer put less into it (Better Auth: definePayload of the jwt plugin).',
  },
  shape: {
    expected: () => 'three parts of base64url with dots between',
    found: ({ token }, ok) => (ok ? 'three parts' : shapeOf(token)),
    remedy: ({ token }) => shapeRemedy(token),
  },
  encoding: {
    expected: () => 'every part spelled the one canonical way',
    found: ({ parts }) => {
      const wrong = ['header', 'payload', 'signature'].filter((_, index) => !isCanonical(parts[index] ?? ''));
      return wrong.length === 0 ? 'canonical' : `another spelling of the ${wrong.join(' and the ')}`;
    },
    remedy: () => 'The token was cut or changed on its way: copy it again, whole, to its last character.',
  },
  header: {
    expected: () => 'a JSON object of alg, kid and typ alone, each once; typ is missing, "JWT" or "at+jwt"',
    found: (facts) => headerOf(facts),
    remedy: (facts) => headerRemedy(facts),
  },
  algorithm: {
    expected: ({ policy }) => `alg ${policy.algorithms.join(', ')}`,
    found: ({ header }) => `alg ${show(ownMember(header, 'alg'))}`,
    remedy: (facts) => algorithmRemedy(facts),
  },
  signature_present: {
    expected: () => 'a signature',
    found: ({ parts }) => (parts[2] === '' ? 'none: the third part is empty' : 'a third part'),
    remedy: () => 'The token was cut after its second dot: copy it again, whole.',
  },
} satisfies Partial<Words>;

const isCanonical = (part: string): boolean => Buffer.from(part, 'base64url').toString('base64url') === part;

function shapeOf(token: string): string {
  const parts = token.split('.').length;
  const stranger = /[^A-Za-z0-9_.-]/.exec(token);
  const where = stranger === null ? '' : `, and ${show(stranger[0])} at character ${stranger.index + 1}`;
  return `${parts} part${parts === 1 ? '' : 's'}, ${token.length} characters${where}`;
}

/** What people take for the token; told by shape alone, for whatever it is must not be shown. */
function shapeRemedy(token: string): string {
  const parts = token.split('.');
  if (/^\s*\{/.test(token)) return 'This is JSON: send only the text of its member "token" (jq -r .token).';
  if (token.startsWith('"')) return 'Take the quotation marks away.';
  if (/^(null|undefined|\[object)/.test(token)) {
    return `The front-end had no token when it made the request: await it first; ${ASK}.`;
  }
  if (/\s/.test(token)) return 'There is white space inside, or more than a token: copy the token alone, on one line.';
  if (parts.length === 5)
    return 'This token is encrypted (JWE), and this service reads signed ones: let the issuer sign.';
  if (parts.length === 3) return 'A character is not base64url: copy the token again, without encoding it for a URL.';
  if (parts.length <= 2) return `This is the session cookie or the session token, not a JWT: ${ASK}.`;
  return `This is not a JWT: ${ASK}.`;
}

function headerOf({ parts, header }: Facts): string {
  const object = parseJsonObject(parts[0] ?? '');
  if (object === null) return 'not such an object';
  const names = Object.keys(object).slice(0, 10).map(show).join(', ');
  return `${names === '' ? 'no members' : names}; typ ${show(ownMember(Object.keys(header).length > 0 ? header : object, 'typ'))}`;
}

function headerRemedy({ parts }: Facts): string {
  const object = parseJsonObject(parts[0] ?? '');
  if (object === null) return `The first part is no header of a JWT: ${ASK}.`;
  const typ = ownMember(object, 'typ');
  if (typeof typ === 'string' && typ.startsWith('better-auth')) {
    return `This is Better Auth's cookie with the cached session, not a token for services: ${ASK}.`;
  }
  if (typ !== undefined && typ !== 'JWT' && typ !== 'at+jwt') return `The token is of another kind: ${ASK}.`;
  return 'Let the issuer leave these header members out; keys come from its key set, never from the token.';
}

function algorithmRemedy({ header, policy }: Facts): string {
  const alg = String(ownMember(header, 'alg'));
  if (/^none$/i.test(alg.trim())) return 'The token is not signed: never accepted. Let the issuer sign it.';
  if (policy.keys.mode === 'jwks' && alg.startsWith('HS')) {
    return `This is an ${alg} token, signed with a shared secret, but this service is set to a key set (JWT_JWKS_URL): use Better Auth's jwt plugin, which signs with a key pair; or, if the issuer can do HS256 alone, set JWT_SECRET in place of JWT_JWKS_URL.`;
  }
  if (policy.keys.mode === 'secret' && ASYMMETRIC.test(alg)) {
    return `This is an ${alg} token, signed with a key pair, but this service is set to a shared secret (JWT_SECRET): set JWT_JWKS_URL=<issuer>/api/auth/jwks in its place.`;
  }
  return `Let the issuer sign with one of ${policy.algorithms.join(', ')}, or see what JWT_ALGORITHMS leaves out.`;
}
