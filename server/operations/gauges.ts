import type { Context } from '../context.ts';
import type { Family, Sample } from '../platform/metrics.ts';
import { roomLeft } from '../platform/room.ts';
import { storedFigures } from './figures.ts';

const BYTES_PER_MB = 1_048_576;

/** What is true at this moment: jobs, batches, ledger, pools, memory, disk. Without a database it says only that. */
export async function gauges(ctx: Context): Promise<Family[]> {
  const stored = await storedGauges(ctx).catch(() => null);
  return [
    gauge('xinyong_database_up', 'Whether the database answers', [{ value: stored ? 1 : 0 }]),
    ...(stored ?? []),
    ...ownGauges(ctx),
  ];
}

async function storedGauges(ctx: Context): Promise<Family[]> {
  const now = ctx.clock.now().getTime();
  const { jobs, batches, unsequenced, head } = await storedFigures(ctx);
  return [
    gauge(
      'xinyong_jobs',
      'Jobs in the queue by state',
      jobs.map(({ queue, state, count }) => ({ labels: { queue, state }, value: count })),
    ),
    gauge(
      'xinyong_batches',
      'Batches by state',
      batches.map(({ state, count }) => ({ labels: { state }, value: count })),
    ),
    gauge('xinyong_ledger_size', 'Leaves in the newest signed checkpoint', [
      { value: head?.size ?? 0 },
    ]),
    gauge('xinyong_ledger_unsequenced', 'Leaves that wait for their position', [
      { value: unsequenced },
    ]),
    gauge(
      'xinyong_ledger_checkpoint_age_seconds',
      'Time since the newest checkpoint was signed',
      head ? [{ value: (now - head.at.getTime()) / 1000 }] : [],
    ),
  ];
}

function ownGauges({ config, db }: Context): Family[] {
  const memory = process.memoryUsage();
  const pools = db.use().flatMap(({ role, open, idle, waiting }): Sample[] => [
    { labels: { role, state: 'used' }, value: open - idle },
    { labels: { role, state: 'idle' }, value: idle },
    { labels: { role, state: 'waiting' }, value: waiting },
  ]);
  const free = roomLeft(config.dataFolder);
  return [
    gauge('xinyong_pool_connections', 'Connections to the database by role', pools),
    gauge('xinyong_process_memory_bytes', 'Memory of the server process', [
      { labels: { kind: 'resident' }, value: memory.rss },
      { labels: { kind: 'heap' }, value: memory.heapUsed },
    ]),
    gauge('xinyong_process_uptime_seconds', 'Time since the server process began', [
      { value: process.uptime() },
    ]),
    gauge(
      'xinyong_disk_free_bytes',
      'Room left on the disk of the data folder',
      free === null ? [] : [{ value: free * BYTES_PER_MB }],
    ),
  ];
}

function gauge(name: string, help: string, samples: readonly Sample[]): Family {
  return { name, type: 'gauge', help, samples };
}
