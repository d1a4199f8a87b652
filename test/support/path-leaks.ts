/** Leaks by the path: owners, ids, spellings, cursors and entity tags. */

import { as, foreign, type Leaks, ownerInPath, ownerOfTask, type Passing, withOwner } from './leaky-server.ts';
import { administer, databaseUrl } from './postgres.ts';

export const PATH_LEAKS: Leaks = {
  'trusts the path': {
    leak: (r) => (r.claimed === undefined ? undefined : ownerInPath(r.url)),
    finds: [
      'path.get',
      'path.head',
      'path.put',
      'path.patch',
      'path.flip',
      'path.delete',
      'path.list',
      'path.create',
      'path.create-with-id',
    ],
  },
  ...Object.fromEntries(
    (
      [
        ['HEAD', 'path.head'],
        ['DELETE', 'path.delete'],
        ['PUT', 'path.put'],
        ['POST', 'path.create'],
      ] as const
    ).map(([method, id]) => [
      `trusts the path of ${method} alone`,
      { leak: (r: Passing) => (r.method === method && foreign(r) ? ownerInPath(r.url) : undefined), finds: [id] },
    ]),
  ),
  'finds tasks by their id alone': {
    leak: async (r) => (foreign(r) ? undefined : as(r, await ownerOfTask(r.url))),
    finds: [
      'id.get',
      'id.head',
      'id.put',
      'id.patch',
      'id.patch-nothing',
      'id.flip',
      'id.complete',
      'id.delete',
      'id.upper-case',
    ],
  },
  'refuses as it should, and deletes all the same': {
    leak: async (r) => {
      const owner = await ownerOfTask(r.url);
      if (r.method === 'DELETE' && owner !== undefined && owner !== r.claimed)
        await administer([`delete from tasks where user_id = '${owner}'`], databaseUrl());
      return undefined;
    },
    finds: ['path.delete', 'id.delete'],
  },
  'tells 404 from 403 on a foreign path': {
    leak: async (r) => (foreign(r) && (await ownerOfTask(r.url)) === undefined ? as(r, r.claimed) : undefined),
    finds: ['path.get', 'path.flip'],
  },
  'tells a foreign id by 403': {
    leak: async (r) => {
      const owner = await ownerOfTask(r.url);
      if (!foreign(r) && owner !== undefined && owner !== r.claimed) r.url = withOwner(r.url, owner);
      return undefined;
    },
    finds: ['id.get', 'id.delete'],
  },
  'keeps ids unique over all users': {
    leak: async (r) => (r.headers['if-none-match'] === '*' ? as(r, await ownerOfTask(r.url)) : undefined),
    finds: ['id.create'],
  },
  'decodes slashes before routing': {
    leak: (r) => {
      if (!/%2f/i.test(r.url)) return undefined;
      r.url = new URL(decodeURIComponent(r.url), 'http://x').pathname;
      return ownerInPath(r.url);
    },
    finds: ['encoding.encoded-slash', 'encoding.encoded-slash-lower'],
  },
  'resolves dots after the check': {
    leak: (r) => {
      if (!r.url.includes('..')) return undefined;
      r.url = new URL(r.url, 'http://x').pathname;
      return ownerInPath(r.url);
    },
    finds: ['encoding.dots', 'encoding.dots-after-tasks', 'encoding.delete-through-dots'],
  },
  'ignores the case of user ids': {
    leak: (r) =>
      foreign(r) && ownerInPath(r.url)?.toLowerCase() === r.claimed?.toLowerCase() ? as(r, r.claimed) : undefined,
    finds: ['encoding.case-of-a'],
  },
  'trusts cursors': {
    leak: async (r) => {
      const cursor = new URL(r.url, 'http://x').searchParams.get('cursor');
      const id = /[0-9a-f-]{36}/.exec(Buffer.from(cursor ?? '', 'base64url').toString())?.[0];
      return id === undefined ? undefined : as(r, await ownerOfTask(`/tasks/${id}`));
    },
    finds: ['cursor.of-b'],
  },
  'compares entity tags before owners': {
    leak: async (r) =>
      !foreign(r) && (r.headers['if-none-match'] ?? r.headers['if-match']) && r.method !== 'PUT'
        ? as(r, await ownerOfTask(r.url))
        : undefined,
    finds: ['etag.of-b.id.get', 'etag.of-b.id.head', 'etag.of-b.id.patch', 'etag.any.id.delete'],
  },
};
