/** The import boundaries: who may know whom. */
module.exports = {
  forbidden: [
    {
      name: 'handlers-know-no-http',
      comment: 'A command or query is a plain function of scope and input; HTTP ends in the routes.',
      severity: 'error',
      from: { path: '^src/.+/(commands|queries)/' },
      to: { path: 'node_modules/(fastify|@fastify)/|^src/http/' },
    },
    {
      name: 'queries-know-no-commands',
      comment: 'The read side never writes.',
      severity: 'error',
      from: { path: '^src/.+/queries/' },
      to: { path: '^src/.+/commands/' },
    },
    {
      name: 'only-db-opens-the-database',
      comment:
        'A Kysely or EntityManager without role and user has neither wall: only src/db makes one (types and `sql` are free).',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(db/|.+\\.entity\\.ts$)' },
      to: { path: 'node_modules/(pg|@mikro-orm)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-auth-verifies',
      comment: 'Tokens are verified in one place.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/auth/' },
      to: { path: 'node_modules/jose/' },
    },
    {
      name: 'src-stands-alone',
      comment: 'Only cli/ reads the environment, prints or exits; src/ does not know it.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(cli|bench|test)/' },
    },
    {
      name: 'development-stays-in-dev',
      comment: 'The image has no development dependencies: nothing that runs there may need one.',
      severity: 'error',
      from: { path: '^(src|migrations|cli)/', pathNot: '^cli/dev/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, path: '^(src|cli|migrations)/' }, to: {} },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
