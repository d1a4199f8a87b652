/** Who a request comes from, and the one function that finds it out. */

/** What a verified token says; never name or e-mail, which nobody here needs. */
export interface Identity {
  /** `sub`: opaque text of 1–255 code points. */
  readonly userId: string;
  readonly issuer: string;
  /** The configured one, which is among the token's. */
  readonly audience: string;
  /** `iat`, as RFC 3339 in UTC. */
  readonly issuedAt: string;
  /** `exp`, as RFC 3339 in UTC. */
  readonly expiresAt: string;
}

/**
 * Verifies one token: at once where its signature is remembered, else by a promise.
 * @throws AppError `token_*`, or `keys_unavailable` when nobody can tell
 */
export type VerifyToken = (token: string) => Identity | Promise<Identity>;
