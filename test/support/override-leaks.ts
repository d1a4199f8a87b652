/** Leaks by what a request carries beside its path. */

import { as, type Leaks, ownerInPath, type Passing } from './leaky-server.ts';
import { administer, databaseUrl } from './postgres.ts';

const tokenIn = (text: string | undefined): string | undefined => /[\w-]+\.([\w-]+)\.[\w-]*/.exec(text ?? '')?.[1];
const subIn = (text: string | undefined): string | undefined =>
  JSON.parse(Buffer.from(tokenIn(text) ?? 'e30', 'base64url').toString()).sub;
export const OVERRIDE_LEAKS: Leaks = {
  'takes user_id from the body': {
    leak: (r) => {
      const { user_id: user, ...rest } = r.body === '' || r.body === '{' ? {} : JSON.parse(r.body);
      if (user !== undefined) r.body = JSON.stringify(rest);
      return r.method === 'POST' ? as(r, user) : undefined;
    },
    finds: ['body.user_id.post'],
  },
  'drops unknown members in silence': {
    leak: (r) => {
      const { title, completed } = r.body === '' || r.body === '{' ? {} : JSON.parse(r.body);
      if (r.body !== '') r.body = JSON.stringify({ title, completed });
      return undefined;
    },
    finds: ['body.owner.post', 'body.id.put', 'body.sub.patch'],
  },
  'takes user_id from the query': {
    leak: (r) => {
      const user = new URL(r.url, 'http://x').searchParams.get('user_id') ?? undefined;
      if (user !== undefined) r.url = r.url.replace(/\?.*/, '');
      return as(r, user);
    },
    finds: ['query.user_id', 'query.user_id-twice'],
  },
  'searches all tasks': {
    leak: async (r) => {
      const q = new URL(r.url, 'http://x').searchParams.get('q');
      if (!r.url.includes('include_total') || q === null) return undefined;
      const [found] = await administer(
        [`select user_id from tasks where title = '${q}' and user_id <> '${r.claimed}'`],
        databaseUrl(),
      );
      return as(r, found?.rows[0]?.user_id);
    },
    finds: ['query.search'],
  },
  ...Object.fromEntries(
    ['x-user-id', 'x-forwarded-user', 'x-hasura-user-id'].map((name) => [
      `believes ${name}`,
      {
        leak: (r: Passing) => as(r, r.headers[name] && decodeURIComponent(String(r.headers[name]))),
        finds: [`header.${name}`, `header.${name}.id`],
      },
    ]),
  ),
  'believes x-original-url': {
    leak: (r) => as(r, ownerInPath(String(r.headers['x-original-url']))),
    finds: ['header.x-original-url'],
  },
  'takes a token from a cookie': {
    leak: (r) => as(r, subIn(r.headers.cookie)),
    finds: ['header.cookie', 'credentials.cookie-alone'],
  },
  'believes another authorization header': {
    leak: (r) => as(r, subIn(String(r.headers['proxy-authorization'] ?? r.headers['x-forwarded-authorization'] ?? ''))),
    finds: ['header.proxy-authorization', 'header.x-forwarded-authorization'],
  },
  'lets a header override the method': {
    leak: (r) => {
      if (r.headers['x-http-method-override'] !== 'DELETE') return undefined;
      r.method = 'DELETE';
      return ownerInPath(r.url);
    },
    finds: ['header.x-http-method-override'],
  },
  'takes the last of two tokens': {
    leak: (r) =>
      subIn(
        r.raw
          .filter((text) => text.startsWith('Bearer '))
          .slice(1)
          .at(-1),
      ),
    finds: ['credentials.two-headers'],
  },
};
