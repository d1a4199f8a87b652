/** Certificate authorities and certificates of the tests, made by OpenSSL. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { missing, SEARCH_PATH } from './program.ts';

/** Why tests are skipped; false where OpenSSL is installed. */
export const NO_OPENSSL: string | false = missing({ openssl: 'openssl' });

/** Paths of a certificate and of its key. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/** @param issuer signs it, if not it itself. @param host is what the certificate is for; without one it is an authority */
export function makeCertificate(folder: string, name: string, issuer?: Certificate, host?: string): Certificate {
  const [certificate, key] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  made.push('-subj', `/CN=${name}`, '-keyout', key, '-out', certificate);
  if (issuer !== undefined) made.push('-CA', issuer.certificate, '-CAkey', issuer.key);
  if (host !== undefined) made.push('-addext', `subjectAltName=DNS:${host}`);
  execFileSync('openssl', made, { stdio: 'pipe', env: { PATH: SEARCH_PATH } });
  return { certificate, key };
}
