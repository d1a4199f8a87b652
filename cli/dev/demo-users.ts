/** Two people with accounts at the issuer: made, or signed in again, over HTTP like any user's. */

/** Somebody signed in. */
export interface DemoUser {
  readonly name: string;
  readonly email: string;
  /** Better Auth's user id: `sub` of the tokens, and the `user_id` in the paths. */
  readonly userId: string;
  /** Bearer for the issuer alone: fetches tokens for 7 days. */
  readonly session: string;
  /** A token for the API: valid for 15 minutes. */
  readonly token: string;
}

/** Signs both people in, after signing up whoever has no account yet. */
export async function demoUsers(origin: string, password: string): Promise<Record<'ada' | 'grace', DemoUser>> {
  // One after the other: two first tokens at once would each make a signing key.
  const ada = await demoUser(origin, 'ada', password);
  return { ada, grace: await demoUser(origin, 'grace', password) };
}

async function demoUser(origin: string, name: string, password: string): Promise<DemoUser> {
  const email = `${name}@example.com`;
  const credentials = { name, email, password };
  const signedIn = await post(`${origin}/api/auth/sign-in/email`, credentials);
  const answer = signedIn.ok ? signedIn : await post(`${origin}/api/auth/sign-up/email`, credentials);
  if (!answer.ok) throw new Error(`The issuer refused to sign ${email} up: ${answer.status} ${await answer.text()}`);
  const { token: session, user } = (await answer.json()) as { token: string; user: { id: string } };
  const response = await fetch(`${origin}/api/auth/token`, { headers: { authorization: `Bearer ${session}` } });
  const { token } = (await response.json()) as { token: string };
  return { name, email, userId: user.id, session, token };
}

function post(url: string, body: unknown): Promise<Response> {
  // fetch sends Sec-Fetch-Mode as browsers do, and Better Auth then wants to know the page's origin as well.
  const headers = { 'content-type': 'application/json', origin: new URL(url).origin };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
}
