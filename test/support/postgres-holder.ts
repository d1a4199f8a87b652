/** A process that holds an embedded PostgreSQL (in the folder of its first argument) until it is killed. */
import { startPostgres } from '../../cli/dev/embedded-postgres.ts';

const postgres = await startPostgres({ folder: process.argv[2] ?? '' });
process.stdout.write(postgres.url('postgres'));
setInterval(() => {}, 60_000); // the server by itself would not keep the process alive
