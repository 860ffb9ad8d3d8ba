// Works on the job queue; started and restarted by `start`, ends with it.
import { setTimeout as sleep } from 'node:timers/promises';
import { joinInstance, type Instance } from './instance.ts';
import { allJobs } from './all-jobs.ts';
import type { Config } from './platform/config.ts';
import { outageOf } from './platform/outage.ts';

const PATIENCE_MS = 20_000;
const AGAIN_MS = 1000;

let ending = false;
let close = async (): Promise<void> => {};

// The program that started us is gone, or asks us to end: both mean the same, at any moment.
process.on('SIGTERM', () => void end());
process.on('disconnect', () => void end());
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});

const config = JSON.parse(process.env['XINYONG_WORKER_CONFIG'] ?? '{}') as Config;
const instance = await joined();
close = () => instance.close();
// Of one instance there is one worker: what the last one was working on was cut off with it. The
// queue hands out again what is overdue.
await instance.context.db.raw.query(
  `update pgboss.job set started_on = started_on - expire_seconds * interval '1 second'
   where state = 'active'`,
);
await instance.context.jobs.start(allJobs(instance.context));
process.send?.('ready');

/** A database that is just being recovered is waited for: nobody need read of it again and again. */
async function joined(): Promise<Instance> {
  for (;;) {
    try {
      return await joinInstance(config);
    } catch (error) {
      if (outageOf(error) === null) throw error;
      await sleep(AGAIN_MS);
    }
  }
}

async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  setTimeout(() => process.exit(1), PATIENCE_MS).unref();
  try {
    await close();
  } finally {
    process.exit(0);
  }
}
