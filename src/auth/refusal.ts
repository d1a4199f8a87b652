/** The answers 401: all alike but for their code, so that a refusal tells nothing else about a token. */
import { AppError, type ErrorCode } from '../errors.ts';

/** Why a token is refused. */
export type RefusalCode = Extract<ErrorCode, `token_${string}`>;

const DETAIL =
  'Send one header "Authorization: Bearer <token>" with a current token of the issuer; "todo-api verify-token" explains every check.';

/**
 * The refusal of one request, with the challenge that RFC 6750 §3 asks for: `error` only when there was a token.
 * @param code the check that failed
 */
export function refusal(code: RefusalCode): AppError {
  const challenge = code === 'token_missing' ? 'Bearer' : 'Bearer error="invalid_token"';
  return new AppError(code, { detail: DETAIL, headers: { 'www-authenticate': challenge } });
}
