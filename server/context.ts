import type { Policy } from './modules/policy/index.ts';
import type { Clock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import type { Pools } from './platform/db.ts';
import type { Jobs } from './platform/jobs.ts';
import type { Keyring } from './platform/keyring.ts';
import type { Logger } from './platform/log.ts';

/** What commands, queries and routes work with; built once per process, and by each test. */
export interface Context {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: Clock;
  readonly db: Pools;
  readonly policy: Policy;
  readonly keys: Keyring;
  readonly jobs: Jobs;
}
