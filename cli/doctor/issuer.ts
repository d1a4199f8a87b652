/** The issuer's key set: reachable, usable, and what its clock says. */
import { fetchKeySet, KeySetError } from '../../src/auth/fetch-key-set.ts';
import { importKeySet } from '../../src/auth/key-set.ts';
import type { TokenConfig } from '../../src/config.ts';
import { error, type Finding, ok, skewInWords, unreachable, warning } from './finding.ts';

/** The header Date has whole seconds. */
const RESOLUTION_SECONDS = 1;

export async function examineIssuer({ keys, algorithms, clockTolerance }: TokenConfig): Promise<Finding[]> {
  if (keys.mode === 'secret') return [ok('keys', 'a shared secret (HS256)')];
  let date: string | null = null;
  const before = Date.now();
  try {
    const set = await fetchKeySet(
      keys.url,
      async (url, init) => {
        const response = await fetch(url, init);
        date = response.headers.get('date');
        return response;
      },
      AbortSignal.timeout(10_000),
    );
    const usable = [...(await importKeySet(set, algorithms, null)).keys];
    const kinds = [...new Set(usable.map(({ alg }) => alg))].join(', ');
    const all = set.keys.length;
    return [
      usable.length > 0
        ? ok('key set', `${all} published, usable for ${kinds}`)
        : error(
            'key set',
            `${all} published, none usable with ${algorithms.join(', ')}`,
            'Compare JWT_ALGORITHMS with what the issuer signs with.',
          ),
      clock(date, (before + Date.now()) / 2_000, clockTolerance),
    ];
  } catch (fault) {
    if (!(fault instanceof KeySetError)) throw fault;
    return [
      unreachable('key set', fault.message, `Look at JWT_JWKS_URL (${keys.url.href}), and whether the issuer runs.`),
    ];
  }
}

/** A clock ahead of ours makes tokens that are not valid yet, one behind makes them expire early. */
function clock(date: string | null, now: number, tolerance: number): Finding {
  const check = 'clock of the issuer';
  const theirs = Date.parse(date ?? '') / 1_000;
  if (Number.isNaN(theirs))
    return warning(check, 'its answer has no Date', 'Compare by hand: date -u on both machines.');
  const skew = theirs + RESOLUTION_SECONDS / 2 - now;
  if (Math.abs(skew) <= RESOLUTION_SECONDS) return ok(check, skewInWords(skew));
  const remedy = 'Set both clocks by NTP. Raise JWT_CLOCK_TOLERANCE only until then.';
  return Math.abs(skew) > tolerance + RESOLUTION_SECONDS
    ? error(check, `${skewInWords(skew)}: tokens are refused`, remedy)
    : warning(check, skewInWords(skew), remedy);
}
