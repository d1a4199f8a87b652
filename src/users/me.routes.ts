/** Who the token says the caller is: answered without the database. */
import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';
import { API_HEADERS, REQUEST_HEADERS } from '../http/documented-headers.ts';
import { refusals } from '../http/refusals.ts';
import { tasksPath } from '../tasks/task-links.ts';

const Me = Type.Object(
  {
    user_id: Type.String({ description: '`sub` of the token.' }),
    tasks_url: Type.String({ description: "Absolute path of the user's tasks, the user id percent-encoded." }),
    issuer: Type.String({ description: '`iss` of the token.' }),
    audience: Type.String({ description: 'The configured audience, which the token names among its own.' }),
    issued_at: Type.String({ format: 'date-time', description: '`iat` of the token, RFC 3339 in UTC.' }),
    expires_at: Type.String({ format: 'date-time', description: '`exp` of the token, RFC 3339 in UTC.' }),
  },
  { additionalProperties: false, $id: 'Me', description: 'The caller, as the token tells.' },
);

const EXAMPLE: Static<typeof Me> = {
  user_id: 'Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe',
  tasks_url: '/api/Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe/tasks',
  issuer: 'https://auth.example',
  audience: 'https://auth.example',
  issued_at: '2026-11-24T09:30:00.000Z',
  expires_at: '2026-11-24T09:45:00.000Z',
};

const GET_ME = {
  operationId: 'getMe',
  summary: 'Who am I, and where are my tasks',
  description: 'Verifies the token and touches no database: the cheapest way to try a token.',
  tags: ['users'],
  security: [{ bearer: [] }],
  'x-requirements': ['FR-001', 'FR-008', 'FR-011', 'FR-012', 'FR-013', 'SC-003', 'SC-004', 'SC-005'],
  documentedHeaders: { 'X-Request-Id': REQUEST_HEADERS['X-Request-Id'] },
  response: {
    200: {
      description: 'The caller.',
      headers: API_HEADERS,
      content: { 'application/json': { schema: Type.Unsafe<Static<typeof Me>>({ $ref: 'Me#' }), example: EXAMPLE } },
    },
    ...refusals.withoutDatabase(),
  },
};

/** Registered under `/api`, inside the authenticated scope. */
export const meRoutes: FastifyPluginCallbackTypebox = (app, _options, done) => {
  app.addSchema(Me);
  app.get('/me', { schema: GET_ME }, (request) => {
    const { userId, issuer, audience, issuedAt, expiresAt } = request.identity;
    return {
      user_id: userId,
      tasks_url: tasksPath(userId),
      issuer,
      audience,
      issued_at: issuedAt,
      expires_at: expiresAt,
    };
  });
  done();
};
