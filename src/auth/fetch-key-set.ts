/** One fetch of a key set: bounded in time and size, never redirected. */
import type { JSONWebKeySet } from 'jose';

const TIME_LIMIT_MS = 5_000;
/** 1 MiB, counted after decompression: over two thousand RSA keys. */
const SIZE_LIMIT = 1_048_576;

/** What `fetch` is here; tests put their own in its place. */
export type Fetch = (url: URL, init: RequestInit) => Promise<Response>;

/** Why a key set could not be had; the message is for the log and for administrators. */
export class KeySetError extends Error {
  override readonly name = 'KeySetError';
}

/**
 * Fetches a key set.
 * @param signal ends it early
 * @throws KeySetError in words, whatever went wrong
 */
export async function fetchKeySet(url: URL, fetch: Fetch, signal: AbortSignal): Promise<JSONWebKeySet> {
  const limit = AbortSignal.timeout(TIME_LIMIT_MS);
  try {
    const response = await fetch(url, {
      redirect: 'manual', // whoever answers elsewhere is not the issuer that was configured
      headers: { accept: 'application/json, application/jwk-set+json' },
      signal: AbortSignal.any([signal, limit]),
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new KeySetError(`the issuer answered ${response.status}, not 200 (redirects are not followed)`);
    }
    return parse(await read(response));
  } catch (cause) {
    if (cause instanceof KeySetError) throw cause;
    if (limit.aborted) throw new KeySetError(`the issuer took longer than ${TIME_LIMIT_MS} ms`, { cause });
    throw new KeySetError(`the issuer could not be reached: ${reasonOf(cause)}`, { cause });
  }
}

async function read(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > SIZE_LIMIT) throw new KeySetError(`the key set is longer than ${SIZE_LIMIT} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parse(body: Uint8Array): JSONWebKeySet {
  try {
    const set: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    if (isKeySet(set)) return set;
  } catch {
    // said below, without quoting the answer
  }
  throw new KeySetError('the answer is no JSON Web Key Set, which is {"keys":[…]}: is the path right?');
}

function isKeySet(value: unknown): value is JSONWebKeySet {
  if (typeof value !== 'object' || value === null || !('keys' in value) || !Array.isArray(value.keys)) return false;
  return value.keys.every((key) => typeof key === 'object' && key !== null && !Array.isArray(key));
}

/** undici says "fetch failed" and keeps the reason underneath. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}
