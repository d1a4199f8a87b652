/** The real server behind a gateway that gives users away: one leak at a time, for `prove` to find. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import type { InjectOptions } from 'fastify';
import { signToken, type TestApp } from './app.ts';
import { administer, databaseUrl } from './postgres.ts';

/** A request on its way; a leak changes who it is for. */
export interface Passing {
  method: string;
  url: string;
  readonly headers: IncomingMessage['headers'];
  readonly raw: readonly string[];
  body: string;
  /** Of the token, whether or not it is good; undefined without one. */
  readonly claimed: string | undefined;
}

/** @returns as whom the request is carried out, or undefined to leave it alone */
export type Leak = (request: Passing) => string | undefined | Promise<string | undefined>;

const subOf = (authorization: string | undefined): string | undefined => {
  try {
    const [, payload = ''] = authorization?.split(' ')[1]?.split('.') ?? [];
    return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sub?: string }).sub;
  } catch {
    return undefined;
  }
};

/** Listens until the test is over. @returns its URL */
export async function serveLeaky(t: TestContext, { app }: TestApp, leak: Leak): Promise<URL> {
  const server = createServer(async (incoming, outgoing) => {
    const request: Passing = {
      method: incoming.method ?? '',
      url: incoming.url ?? '',
      headers: incoming.headers,
      raw: incoming.rawHeaders,
      body: await text(incoming),
      claimed: subOf(incoming.headers.authorization),
    };
    const user = await leak(request);
    // A second header of the same name is lost in `headers`: as it is, the server refuses it itself.
    const twice =
      incoming.rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'authorization').length > 1;
    const headers = { ...incoming.headers } as Record<string, string>;
    if (user !== undefined) headers['authorization'] = `Bearer ${await signToken(user)}`;
    else if (twice) headers['authorization'] = '';
    delete headers['content-length'];
    const answer = await app.inject({
      method: request.method as 'GET',
      url: request.url,
      headers,
      ...(request.body !== '' && { payload: request.body }),
    } as InjectOptions);
    outgoing.writeHead(answer.statusCode, answer.headers as Record<string, string>).end(answer.rawPayload);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

/** The user in the path, decoded; undefined elsewhere. */
export const ownerInPath = (url: string): string | undefined => {
  const [, owner] = /^\/api\/([^/?]+)\/tasks/.exec(url) ?? [];
  try {
    return owner === undefined ? undefined : decodeURIComponent(owner);
  } catch {
    return undefined;
  }
};

/** Puts another user into the path. */
export const withOwner = (url: string, user: string): string =>
  url.replace(/^\/api\/[^/?]+\//, () => `/api/${encodeURIComponent(user)}/`);

/** Who really owns the task that the path names. */
export async function ownerOfTask(url: string): Promise<string | undefined> {
  const [, id] = /\/tasks\/([0-9a-f-]{36})/i.exec(url) ?? [];
  if (id === undefined) return undefined;
  const [result] = await administer([`select user_id from tasks where id = '${id}'`], databaseUrl());
  return result?.rows[0]?.user_id;
}

/** Carries the request out on the path of `user`, as them. */
export const as = (request: Passing, user: string | undefined): string | undefined => {
  if (user !== undefined) request.url = withOwner(request.url, user);
  return user;
};

/** Whether the path is another one's than the token's. */
export const foreign = ({ url, claimed }: Passing): boolean => claimed !== undefined && ownerInPath(url) !== claimed;

/** A server that leaks in one way, and attacks that must notice. */
export type Leaks = Readonly<Record<string, { readonly leak: Leak; readonly finds: readonly string[] }>>;
