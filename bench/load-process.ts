/** The process that makes the load: takes one job, sends back its result. */
import { once } from 'node:events';
import { closedLoad } from './closed-load.ts';
import type { LoadJob, LoadMessage } from './load.ts';
import { openLoad } from './open-load.ts';
import { Tally } from './tally.ts';

const tell = (message: LoadMessage): void => void process.send?.(message);

process.once('disconnect', () => process.exit(3)); // nobody waits for the result any more
const [job] = (await once(process, 'message')) as [LoadJob];
const tally = new Tally();
const begin = setTimeout(() => {
  tally.begin();
  tell({ measuring: true });
}, job.warmUpMs);
await (job.rate === null ? closedLoad(job, tally) : openLoad(job, job.rate, tally));
clearTimeout(begin);
tell({ result: tally.result() });
