import { pino } from 'pino';
import type { Context } from '../server/context.ts';
import { loadPolicy } from '../server/modules/policy/index.ts';
import { fixedClock, type Clock } from '../server/platform/clock.ts';
import type { Demonstration } from '../server/platform/config.ts';
import type { Pools } from '../server/platform/db.ts';
import { openJobs } from '../server/platform/jobs.ts';
import { memoryKeyring } from '../server/platform/keyring.ts';
import { fileURLToPath } from 'node:url';

export const testPolicy = loadPolicy(fileURLToPath(new URL('../policy/', import.meta.url)));

/** A clock that a test moves. */
export function movingClock(start: string): Clock & { advance(seconds: number): void } {
  let at = new Date(start).getTime();
  return {
    now: () => new Date(at),
    today: () => fixedClock(new Date(at).toISOString()).today(),
    advance(seconds) {
      at += seconds * 1000;
    },
  };
}

/** A whole context on a test database, with keys in memory and a silent log. */
export async function testContext(
  db: Pools,
  options: { readonly clock?: Clock; readonly demonstration?: Demonstration } = {},
): Promise<Context> {
  const log = pino({ level: 'silent' });
  return {
    config: {
      dataFolder: '/nonexistent',
      host: '127.0.0.1',
      port: 0,
      databaseUrl: null,
      demonstration: options.demonstration ?? 'small',
      logLevel: 'silent',
    },
    log,
    clock: options.clock ?? fixedClock('2026-03-02T02:00:00Z'),
    db,
    policy: testPolicy,
    keys: memoryKeyring(),
    jobs: await openJobs(db.raw, log),
  };
}
