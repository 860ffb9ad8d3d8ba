// Works on the job queue; started and restarted by `start`, ends with it.
import { joinInstance } from './instance.ts';
import { allJobs } from './all-jobs.ts';
import type { Config } from './platform/config.ts';

const config = JSON.parse(process.env['XINYONG_WORKER_CONFIG'] ?? '{}') as Config;
const instance = await joinInstance(config);
await instance.context.jobs.start(allJobs(instance.context));
process.send?.('ready');

let ending = false;
async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  await instance.close();
  process.exit(0);
}
process.on('SIGTERM', () => void end());
// Ctrl-C reaches the whole group; the parent decides the order of the ending.
process.on('SIGINT', () => {});
process.on('disconnect', () => void end());
